package org.hearthgate.adapter.cgm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a sensor sends is read or refused in words, never with an exception. {@code -Dfuzz.inputs=1000000} for more of it. */
class CgmFuzzTest {
    private static final List<String> CHARACTERISTICS = List.of("2AA7", "2AA8", "2AA9", "2AAA", "2AAB", "2AAC", "2A52");
    private static final List<String> GOOD = List.of(
            "08006e000500366008006f000a0045ff080070000f00a5f0",
            "6e9e01168ac1",
            "0a00000000",
            "e20704180d08180804e0c2",
            "5001c632",
            "0478003c00115c03000000255f",
            "010401000005 00".replace(" ", ""));

    @Test
    void nothing_a_sensor_sends_breaks_the_decoder() {
        int inputs = Integer.getInteger("fuzz.inputs", 20_000);
        var random = new Random(181);
        var decoder = new CgmFrameDecoder();
        long read = 0;
        for (int input = 0; input < inputs; input++) {
            int which = random.nextInt(CHARACTERISTICS.size());
            byte[] octets = random.nextBoolean() ? any(random) : damaged(random, which);
            Map<String, Object> json = decoder.decode("181F", CHARACTERISTICS.get(which), octets);
            assertThat(json).isNotEmpty();
            read += json.containsKey("error") ? 0 : 1;
            for (OctetOrder order : OctetOrder.values()) {
                CgmFrame frame = CgmDecoder.measurements(octets, order);
                assertThat(frame.records().size()).isLessThanOrEqualTo(octets.length / 6);
            }
        }
        assertThat(read).as("frames that could be read").isBetween(inputs / 20L, inputs - 1L);
    }

    private static byte[] any(Random random) {
        byte[] octets = new byte[random.nextInt(24)];
        random.nextBytes(octets);
        return octets;
    }

    private static byte[] damaged(Random random, int which) {
        byte[] octets = HexFormat.of().parseHex(GOOD.get(which));
        for (int change = random.nextInt(3); change >= 0; change--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(octets, random.nextInt(octets.length + 1)) : octets;
    }
}
