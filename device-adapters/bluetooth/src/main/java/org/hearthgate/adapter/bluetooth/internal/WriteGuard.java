package org.hearthgate.adapter.bluetooth.internal;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattUuid;

/**
 * Stands where octets leave the house: lets through what only reads, sets a clock or introduces a user, and nothing else. What is not
 * named here is refused, so that no mistake in an adapter can dose, delete, calibrate or silence a device.
 */
final class WriteGuard {
    /** Report, abort, count, combined report; not 2, which deletes, and not 5, 6 and 8, which are answers. */
    private static final Set<Integer> RECORD_ACCESS = Set.of(1, 3, 4, 7);
    /** The get side of the CGM control point; everything else sets, calibrates, resets an alert, starts or stops a session. */
    private static final Set<Integer> CGM_GETS = Set.of(2, 5, 8, 11, 14, 17, 20, 23);
    /** Register, consent; not 3 and 5, which delete. */
    private static final Set<Integer> USER_CONTROL = Set.of(1, 2);

    /** Longest request of a control point: an operation, its operand and a check, in one packet of the smallest link. */
    private static final int MOST_REQUEST_OCTETS = 20;

    private static final Map<GattName, Predicate<byte[]>> ALLOWED = Map.ofEntries(
            Map.entry(GattName.of(0x1808, 0x2A52), operation(RECORD_ACCESS)),
            Map.entry(GattName.of(0x181F, 0x2A52), operation(RECORD_ACCESS)),
            Map.entry(GattName.of(0x1822, 0x2A52), operation(RECORD_ACCESS)),
            Map.entry(GattName.of(0x181F, 0x2AAC), operation(CGM_GETS)),
            Map.entry(
                    GattName.of(0x181F, 0x2AAA),
                    length(9).or(length(11))), // session start time: without and with check
            Map.entry(GattName.of(0x181C, 0x2A9F), operation(USER_CONTROL)),
            Map.entry(GattName.of(0x181C, 0x2A85), length(4)), // date of birth
            Map.entry(GattName.of(0x181C, 0x2A8E), length(2)), // height
            Map.entry(GattName.of(0x181C, 0x2A98), length(2)), // weight
            Map.entry(GattName.of(0x181C, 0x2A99), length(4)), // database change increment
            Map.entry(GattName.of(0x1805, 0x2A2B), length(10))); // current time

    private WriteGuard() {}

    private static Predicate<byte[]> operation(Set<Integer> allowed) {
        return value -> value.length > 0 && value.length <= MOST_REQUEST_OCTETS && allowed.contains(value[0] & 0xFF);
    }

    private static Predicate<byte[]> length(int octets) {
        return value -> value.length == octets;
    }

    /** @throws GattException with {@link GattException.Reason#FORBIDDEN} unless the hub may write this */
    static void check(GattName target, byte[] value) throws GattException {
        Predicate<byte[]> allowed = ALLOWED.get(target);
        if (allowed == null) {
            throw new GattException(
                    GattException.Reason.FORBIDDEN,
                    target + " is never written: it is not on the list of the harmless");
        }
        if (!allowed.test(value)) {
            throw new GattException(
                    GattException.Reason.FORBIDDEN,
                    GattUuid.text(target.characteristic())
                            + (value.length == 0 ? " without octets" : " operation " + (value[0] & 0xFF))
                            + " in " + value.length
                            + " octets is never written: it is not on the list of the harmless");
        }
    }
}
