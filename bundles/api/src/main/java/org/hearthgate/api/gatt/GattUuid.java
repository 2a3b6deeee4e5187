package org.hearthgate.api.gatt;

import java.util.Locale;
import java.util.UUID;

/** Names of services and characteristics that the Bluetooth SIG has numbered. */
public final class GattUuid {
    private static final long BASE_HIGH = 0x0000_0000_0000_1000L;
    private static final long BASE_LOW = 0x8000_0080_5F9B_34FBL;

    private GattUuid() {}

    /** {@return the full UUID of an assigned number, e.g. {@code 0x181F}} */
    public static UUID of(int assigned) {
        return new UUID(((long) assigned << 32) | BASE_HIGH, BASE_LOW);
    }

    /** {@return {@code 181F} for an assigned number, else the UUID in full} */
    public static String text(UUID uuid) {
        boolean assigned = uuid.getLeastSignificantBits() == BASE_LOW
                && (uuid.getMostSignificantBits() & 0xFFFF_0000_FFFF_FFFFL) == BASE_HIGH;
        return assigned ? String.format(Locale.ROOT, "%04X", uuid.getMostSignificantBits() >>> 32) : uuid.toString();
    }
}
