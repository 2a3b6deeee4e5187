package org.hearthgate.adapter.meter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.hearthgate.api.ieee11073.FrameException;
import org.junit.jupiter.api.Test;

/** Whatever a meter sends is read or refused in words, never with an exception. {@code -Dfuzz.inputs=1000000} for more of it. */
class MeterFuzzTest {
    private static final List<String> CHARACTERISTICS = List.of("2A18", "2A34", "2A51", "2A52");
    private static final List<String> GOOD =
            List.of("0b0900ea070b150a2000c4ff58b2112000", "ff06000001020304030202080405010203", "0304", "0103010200");

    @Test
    void nothing_a_meter_sends_breaks_the_decoder() {
        int inputs = Integer.getInteger("fuzz.inputs", 20_000);
        var random = new Random(1808);
        var decoder = new MeterFrameDecoder();
        long read = 0;
        for (int input = 0; input < inputs; input++) {
            int which = random.nextInt(CHARACTERISTICS.size());
            byte[] octets = random.nextBoolean() ? any(random) : damaged(random, which);
            Map<String, Object> json = decoder.decode("1808", CHARACTERISTICS.get(which), octets);
            assertThat(json).isNotEmpty();
            read += json.containsKey("error") ? 0 : 1;
            translate(octets, damaged(random, 1));
        }
        assertThat(read).as("frames that could be read").isBetween(inputs / 20L, inputs - 1L);
    }

    /** Also what is made of a frame is an observation or a reason. */
    private static void translate(byte[] octets, byte[] beside) {
        try {
            MeterMeasurement measurement = MeterDecoder.measurement(octets);
            Optional<MeterContext> context = context(beside);
            MeterReading.of(
                    measurement,
                    context,
                    MeterHome.settings(Map.of("insulinUnitsPerMillilitre", 100)),
                    ZoneId.of("Europe/Berlin"),
                    Instant.parse("2026-03-02T12:00:00Z"));
        } catch (FrameException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static Optional<MeterContext> context(byte[] octets) {
        try {
            return Optional.of(MeterDecoder.context(octets));
        } catch (FrameException e) {
            return Optional.empty();
        }
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
        return random.nextInt(4) == 0 ? Arrays.copyOf(octets, random.nextInt(octets.length + 1)) : octets;
    }
}
