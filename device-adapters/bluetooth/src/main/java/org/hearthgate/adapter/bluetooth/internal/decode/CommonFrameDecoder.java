package org.hearthgate.adapter.bluetooth.internal.decode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hearthgate.api.device.FrameDecoder;
import org.hearthgate.api.ieee11073.FrameException;
import org.osgi.service.component.annotations.Component;

/** Says what the frames mean that many kinds of devices send; each kind's own frames are its adapter's. */
@Component(name = CommonFrameDecoder.PID, configurationPid = CommonFrameDecoder.PID, service = FrameDecoder.class)
public final class CommonFrameDecoder implements FrameDecoder {
    static final String PID = "org.hearthgate.adapter.bluetooth.decoder";

    /** How one characteristic is read; the octets must be used up. */
    interface Reading {
        Map<String, Object> read(byte[] octets) throws FrameException;
    }

    /** Generic access, current time, next DST change, reference time update, device information, battery, user data. */
    private static final Set<String> SERVICES = Set.of("1800", "1805", "1806", "1807", "180A", "180F", "181C");

    private static final String NUMBERS = "COMMON";

    private static final Map<String, Reading> READINGS = new TreeMap<>();

    static {
        READINGS.putAll(TimeFrames.READINGS);
        READINGS.putAll(DeviceFrames.READINGS);
        READINGS.putAll(UserFrames.READINGS);
    }

    @Override
    public boolean knows(String service, String characteristic) {
        return reading(service, characteristic).isPresent();
    }

    private static Optional<Reading> reading(String service, String characteristic) {
        String number = characteristic.toUpperCase(Locale.ROOT);
        if (service.toUpperCase(Locale.ROOT).equals(NUMBERS)) {
            return Optional.ofNullable(NumberFrames.READINGS.get(number));
        }
        boolean ours =
                Arrays.stream(service.toUpperCase(Locale.ROOT).split("/")).anyMatch(SERVICES::contains);
        return ours ? Optional.ofNullable(READINGS.get(number)) : Optional.empty();
    }

    @Override
    public Map<String, Object> decode(String service, String characteristic, byte[] octets) {
        try {
            return reading(service, characteristic)
                    .orElseThrow(() -> new FrameException("no such characteristic among the common ones"))
                    .read(octets.clone());
        } catch (FrameException e) {
            return Map.of("error", e.getMessage());
        }
    }
}
