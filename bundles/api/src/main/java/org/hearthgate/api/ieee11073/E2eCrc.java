package org.hearthgate.api.ieee11073;

/** The end-to-end check of CGM and insulin services: CRC-16/MCRF4XX, sent least significant octet first. */
public final class E2eCrc {
    private static final int POLYNOMIAL_REFLECTED = 0x8408;

    private E2eCrc() {}

    /** {@return the check of these octets, 0 to 0xFFFF; of ASCII {@code 123456789} it is 0x6F91} */
    public static int of(byte[] octets) {
        return of(octets, 0, octets.length);
    }

    /** {@return the check of so many octets from an index on} */
    public static int of(byte[] octets, int from, int count) {
        int crc = 0xFFFF;
        for (int index = from; index < from + count; index++) {
            crc ^= octets[index] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL_REFLECTED;
            }
        }
        return crc;
    }

    /** {@return the octets with their check behind them} */
    public static byte[] append(byte[] octets) {
        byte[] checked = java.util.Arrays.copyOf(octets, octets.length + 2);
        int crc = of(octets);
        checked[octets.length] = (byte) crc;
        checked[octets.length + 1] = (byte) (crc >>> 8);
        return checked;
    }

    /** {@return whether the last two octets are the check of those before} */
    public static boolean matches(byte[] checked) {
        int body = checked.length - 2;
        return body >= 0 && (checked[body] & 0xFF | (checked[body + 1] & 0xFF) << 8) == of(checked, 0, body);
    }
}
