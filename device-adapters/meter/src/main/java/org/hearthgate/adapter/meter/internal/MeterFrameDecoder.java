package org.hearthgate.adapter.meter.internal;

import java.util.Map;
import java.util.Set;
import org.hearthgate.api.device.FrameDecoder;
import org.hearthgate.api.gatt.RecordAccess;
import org.hearthgate.api.ieee11073.FrameException;
import org.osgi.service.component.annotations.Component;

/** Shows what the adapter's own decoder makes of a recorded frame of a meter. */
@Component(name = "org.hearthgate.adapter.meter.decoder", configurationPid = "org.hearthgate.adapter.meter.decoder")
public final class MeterFrameDecoder implements FrameDecoder {
    private static final String SERVICE = "1808";
    private static final Set<String> KNOWN = Set.of("2A18", "2A34", "2A51", "2A52");

    @Override
    public boolean knows(String service, String characteristic) {
        return SERVICE.equals(service) && KNOWN.contains(characteristic);
    }

    @Override
    public Map<String, Object> decode(String service, String characteristic, byte[] octets) {
        try {
            return switch (characteristic) {
                case "2A18" -> MeterJson.measurement(octets);
                case "2A34" -> MeterJson.context(octets);
                case "2A51" -> MeterJson.feature(octets);
                case "2A52" -> RecordAccess.parse(octets).json();
                default -> Map.of("error", "no such characteristic of the Glucose service");
            };
        } catch (FrameException e) {
            return Map.of("error", e.getMessage());
        }
    }
}
