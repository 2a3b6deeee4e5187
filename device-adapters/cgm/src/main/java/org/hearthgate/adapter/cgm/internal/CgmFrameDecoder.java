package org.hearthgate.adapter.cgm.internal;

import java.util.Map;
import java.util.Set;
import org.hearthgate.api.device.FrameDecoder;
import org.hearthgate.api.gatt.RecordAccess;
import org.hearthgate.api.ieee11073.FrameException;
import org.osgi.service.component.annotations.Component;

/** Shows what the adapter's own decoder makes of a recorded frame of a continuous sensor. */
@Component(name = "org.hearthgate.adapter.cgm.decoder", configurationPid = "org.hearthgate.adapter.cgm.decoder")
public final class CgmFrameDecoder implements FrameDecoder {
    private static final String SERVICE = "181F";
    private static final Set<String> KNOWN = Set.of("2AA7", "2AA8", "2AA9", "2AAA", "2AAB", "2AAC", "2A52");

    @Override
    public boolean knows(String service, String characteristic) {
        return SERVICE.equals(service) && KNOWN.contains(characteristic);
    }

    @Override
    public Map<String, Object> decode(String service, String characteristic, byte[] octets) {
        try {
            return switch (characteristic) {
                case "2AA7" -> CgmJson.of(CgmDecoder.measurements(octets, OctetOrder.SPECIFIED));
                case "2AA8" -> CgmJson.feature(octets);
                case "2AA9" -> CgmJson.status(octets);
                case "2AAA" -> CgmJson.sessionStart(octets);
                case "2AAB" -> CgmJson.runTime(octets);
                case "2AAC" -> CgmJson.opsControl(octets);
                case "2A52" -> RecordAccess.parse(octets).json();
                default -> Map.of("error", "no such characteristic of the CGM service");
            };
        } catch (FrameException e) {
            return Map.of("error", e.getMessage());
        }
    }
}
