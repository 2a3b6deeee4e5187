package org.hearthgate.adapter.phone.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

/**
 * Damaged and invented answers: every one is read, or refused by the reader's own words, and every document of it is taken or refused.
 * {@code -Dfuzz.inputs=1000000} makes it long; the seed is fixed, {@code -Dfuzz.seed} makes it another.
 */
class PhoneFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 17_580);
    private static final PhoneSource SOURCE = new PhoneSource(Given.ANNA, new DeviceId("phone:anna"), Given.NOON);

    private static final String[] GOOD = {
        Sgv.list(Sgv.xdrip(Given.NOON, 104), Sgv.juggluco("3MH", 1, Given.NOON, 99)),
        "[{\"_id\":\"a\",\"created_at\":1772452800000,\"eventType\":\"Meal Bolus\",\"insulin\":4.5,\"carbs\":45,\"notes\":\"x\","
                + "\"insulinInjections\":\"[{\\\"insulin\\\":\\\"Fiasp\\\",\\\"units\\\":4}]\"}]",
        "[{\"type\":\"hr-bpm\",\"timeStamp\":1772452800000,\"bpm\":72},{\"type\":\"steps-total\",\"timeStamp\":1772452800001,\"steps\":9}]"
    };
    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "1e999",
        "1e-999",
        "99999999999999999999999",
        "\"\"",
        "\"\\u0000\"",
        "[]",
        "{}",
        "\"39\"",
        "0.5",
        "\"NaN\"",
        "[[[[[[[[[[]]]]]]]]]]",
        "-0.0",
        "1772452800000",
        "253402300800000",
        "\"2026-13-01T00:00:00Z\""
    };

    /** {@return how many documents were seen} */
    private static int survives(byte[] body) {
        PhoneJson json;
        try {
            json = PhoneJson.read(body);
        } catch (PhoneException e) {
            assertThat(e.getMessage()).isNotBlank();
            return 0;
        }
        for (ObjectNode document : json.documents()) {
            check(new ReadingDecoder(SOURCE).decode(document));
            check(new TreatmentDecoder(SOURCE).decode(document));
        }
        new ActivityDecoder(SOURCE, true, true).decode(json.documents()).forEach(PhoneFuzzTest::check);
        return json.documents().size();
    }

    private static void check(Decoded decoded) {
        if (decoded instanceof Decoded.Refused refused
                && (refused.reason() == null || refused.reason().isBlank())) {
            throw new AssertionError("refused without a reason: " + refused.document());
        }
    }

    @Test
    void survives_damaged_and_invented_answers() {
        var random = new Random(SEED);
        long documents = IntStream.range(0, INPUTS)
                .mapToLong(i -> survives(input(random, i)))
                .sum();

        assertThat(documents).as("documents that were read at all").isGreaterThan(INPUTS / 20);
    }

    private static byte[] input(Random random, int i) {
        byte[] good = GOOD[random.nextInt(GOOD.length)].getBytes(StandardCharsets.UTF_8);
        switch (i % 4) {
            case 0: // octets changed
                for (int n = random.nextInt(1, 6); n > 0; n--) {
                    good[random.nextInt(good.length)] = (byte) random.nextInt(256);
                }
                return good;
            case 1: // cut off
                return java.util.Arrays.copyOf(good, random.nextInt(good.length));
            case 2: // another value behind some colon
                String text = new String(good, StandardCharsets.UTF_8);
                int colon = text.indexOf(':', random.nextInt(text.length() - 20));
                int end = Math.min(
                        text.indexOf(',', colon) < 0 ? text.length() - 2 : text.indexOf(',', colon), text.length() - 2);
                return (text.substring(0, colon + 1)
                                + VALUES[random.nextInt(VALUES.length)]
                                + text.substring(Math.max(colon + 1, end)))
                        .getBytes(StandardCharsets.UTF_8);
            default:
                var any = new byte[random.nextInt(200)];
                random.nextBytes(any);
                return any;
        }
    }

    @Test
    void stops_at_a_nest_that_is_too_deep_a_list_too_long_and_a_text_too_large() throws PhoneException {
        assertThat(survives(("[" + "{\"a\":".repeat(5000)).getBytes(StandardCharsets.UTF_8)))
                .isZero();
        PhoneJson many = PhoneJson.read(("[{}" + ",{}".repeat(5000) + "]").getBytes(StandardCharsets.UTF_8));
        assertThat(many.documents()).hasSize(2000);
        assertThat(many.broken()).isPresent();
        PhoneJson large = PhoneJson.read(
                ("[{\"sgv\":1},{\"a\":\"" + "x".repeat(20_000) + "\"}]").getBytes(StandardCharsets.UTF_8));
        assertThat(large.documents()).hasSize(1);
        assertThat(large.broken()).isPresent();
    }
}
