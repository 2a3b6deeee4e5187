package org.hearthgate.adapter.wearable.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hearthgate.api.device.FrameDecoder;
import org.hearthgate.api.ieee11073.FrameException;
import org.osgi.service.component.annotations.Component;

/** Shows the installer what a recorded frame of a strap says. */
@Component(name = "org.hearthgate.adapter.wearable.frames", configurationPid = "org.hearthgate.adapter.wearable.frames")
public final class WearableFrames implements FrameDecoder {
    private static final Set<String> CHARACTERISTICS = Set.of("2A37", "2A38");

    @Override
    public boolean knows(String service, String characteristic) {
        return service.equals("180D") && CHARACTERISTICS.contains(characteristic);
    }

    @Override
    public Map<String, Object> decode(String service, String characteristic, byte[] octets) {
        try {
            return characteristic.equals("2A38")
                    ? Map.of("location", WearableDecoder.location(octets))
                    : tree(WearableDecoder.measurement(octets));
        } catch (FrameException e) {
            return Map.of("error", e.getMessage());
        }
    }

    private static Map<String, Object> tree(HeartRateFrame frame) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("bpm", frame.beatsPerMinute());
        tree.put("contact", frame.contact().words());
        frame.energyKilojoules().ifPresent(energy -> tree.put("energy_kj", energy));
        if (!frame.rrIntervals1024ths().isEmpty()) {
            tree.put("rr_1024", frame.rrIntervals1024ths());
        }
        return tree;
    }
}
