package org.hearthgate.adapter.vitals.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hearthgate.adapter.conversation.gatt.FrameTree;
import org.hearthgate.api.device.FrameDecoder;
import org.hearthgate.api.ieee11073.FrameException;
import org.osgi.service.component.annotations.Component;

/** Shows any frame of a cuff, an oximeter or a thermometer to an installer, by the decoders that the adapters use. */
@Component(name = VitalsFrames.PID, configurationPid = VitalsFrames.PID)
public final class VitalsFrames implements FrameDecoder {
    static final String PID = "org.hearthgate.adapter.vitals.frames";

    /** Reads one kind of frame. */
    private interface Reading {
        Map<String, Object> of(byte[] octets) throws FrameException;
    }

    private record Frame(String service, String characteristic, Reading reading) {}

    private static final List<Frame> FRAMES = List.of(
            new Frame("1810", "2A35", octets -> BloodPressureDecoder.measurement(octets)
                    .tree()),
            new Frame("1810", "2A36", octets -> BloodPressureDecoder.measurement(octets)
                    .cuffTree()),
            new Frame("1810", "2A49", BloodPressureDecoder::feature),
            new Frame(
                    "1822", "2A5E", octets -> OximeterDecoder.spotCheck(octets).tree()),
            new Frame(
                    "1822", "2A5F", octets -> OximeterDecoder.continuous(octets).tree()),
            new Frame("1822", "2A60", OximeterDecoder::features),
            new Frame("1809", "2A1C", octets -> TemperatureDecoder.measurement(octets)
                    .tree()),
            new Frame("1809", "2A1E", octets -> TemperatureDecoder.measurement(octets)
                    .tree()),
            new Frame("1809", "2A1D", octets -> new FrameTree()
                    .with("type", BodySite.word(TemperatureDecoder.site(octets)))
                    .toMap()),
            new Frame("1809", "2A21", octets -> new FrameTree()
                    .with("interval_s", TemperatureDecoder.intervalSeconds(octets))
                    .toMap()));

    @Override
    public boolean knows(String service, String characteristic) {
        return find(service, characteristic).isPresent();
    }

    @Override
    public Map<String, Object> decode(String service, String characteristic, byte[] octets) {
        Optional<Frame> frame = find(service, characteristic);
        if (frame.isEmpty()) {
            return Map.of("error", "unknown frame");
        }
        try {
            return frame.get().reading().of(octets);
        } catch (FrameException e) {
            return Map.of("error", e.getMessage());
        }
    }

    private static Optional<Frame> find(String service, String characteristic) {
        Stream<String> services =
                Arrays.stream(service.strip().toUpperCase(Locale.ROOT).split("/"));
        List<String> named = services.toList();
        return FRAMES.stream()
                .filter(frame -> named.contains(frame.service()))
                .filter(frame -> frame.characteristic().equalsIgnoreCase(characteristic.strip()))
                .findFirst();
    }
}
