package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.hearthgate.adapter.bluetooth.peer.Peripheral;
import org.hearthgate.api.gatt.GattUuid;

/**
 * What the hub may write to a device, said a second time and from outside: by the specifications none of this changes a therapy, calibrates
 * a sensor, silences an alert or deletes a record.
 */
public final class HarmlessWrites {
    /** Operations of control points by their characteristic: report, abort, count; the get side of a sensor; register, consent. */
    private static final Map<String, Set<Integer>> OPERATIONS = Map.of(
            "2A52", Set.of(1, 3, 4, 7),
            "2AAC", Set.of(2, 5, 8, 11, 14, 17, 20, 23),
            "2A9F", Set.of(1, 2));
    /** A clock, a session's start as told by the clock, and who stands on a scale. */
    private static final Set<String> VALUES = Set.of("2AAA", "2A2B", "2A85", "2A8E", "2A98", "2A99");

    private HarmlessWrites() {}

    public static void check(Peripheral.Write write) {
        String characteristic = GattUuid.text(write.characteristic());
        assertThat(OPERATIONS.containsKey(characteristic) || VALUES.contains(characteristic))
                .as("%s may be written", write)
                .isTrue();
        if (OPERATIONS.containsKey(characteristic)) {
            assertThat(OPERATIONS.get(characteristic)).as("%s", write).contains(write.octets()[0] & 0xFF);
        }
    }
}
