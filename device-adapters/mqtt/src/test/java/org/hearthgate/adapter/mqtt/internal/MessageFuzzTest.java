package org.hearthgate.adapter.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/**
 * Damaged and invented messages: each is taken or refused with a reason, never an exception. {@code -Dfuzz.inputs=1000000} makes it long;
 * the seed is fixed, {@code -Dfuzz.seed} makes it another.
 */
class MessageFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1883);
    private static final String[] GOOD = {
        "{\"id\":\"5C:CA:D3:70:D4:A2\",\"name\":\"MIBFS\",\"rssi\":-67,\"model_id\":\"XMTZC02HM/XMTZC05HM\",\"weighing_mode\":\"person\","
                + "\"unit\":\"kg\",\"weight\":70.35,\"impedance\":503,\"time\":1772452800}",
        "{\"hr\":61,\"spo2\":97,\"systolic\":121,\"diastolic\":79,\"steps\":4000,\"g\":104,\"t\":37.2}",
        "{\"g\":\"LOW\",\"nested\":{\"k\":[0.6]},\"time\":\"2026-03-02T13:00:00+01:00\"}"
    };
    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "1e999",
        "-1e999",
        "1e-999",
        "99999999999999999999999",
        "\"\"",
        "\"\\u0000\"",
        "[]",
        "{}",
        "\"39\"",
        "\"NaN\"",
        "-0.0",
        "1772452800000",
        "9223372036854775807",
        "\"2026-13-01T00:00:00Z\"",
        "\"kg\"",
        "1.7976931348623157E308"
    };

    @Test
    void survives_damaged_and_invented_messages() {
        var clock = new ManualClock(Given.NOON);
        var device = new MqttDevice(
                clock,
                Configured.by(
                        MqttDevice.Config.class,
                        Map.of("person", "anna", "topic", "a/b", "repeatWithinSeconds", 0, "mapping", new String[] {
                            "auto",
                            "glucose=$.g mg/dL",
                            "ketone=$.nested.k[0] mmol/L",
                            "temperature=$.t C",
                            "body-fat=$.impedance",
                            "fingerstick=$.g mmol/L",
                            "time=$.time"
                        })));
        var heard = new HeardTopics();
        var random = new Random(SEED);
        long taken = 0;
        long refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] payload = input(random, i);
            MqttDevice.Taken result =
                    device.take(new Arrived("a/b", payload, i % 7 == 0, i % 5 == 0, false, clock.now(), () -> {}));
            heard.heard("a/" + i, payload, clock.now());
            taken += result.observations().size();
            refused += result.refused().size();
            assertThat(result.refused()).noneMatch(String::isBlank);
        }
        assertThat(taken).as("observations").isGreaterThan(INPUTS / 20);
        assertThat(refused).as("refusals").isGreaterThan(INPUTS / 20);
        assertThat(heard.newestFirst()).hasSizeLessThanOrEqualTo(128);
    }

    private static byte[] input(Random random, int i) {
        byte[] good = GOOD[random.nextInt(GOOD.length)].getBytes(StandardCharsets.UTF_8);
        switch (i % 4) {
            case 0:
                for (int n = random.nextInt(1, 4); n > 0; n--) {
                    good[random.nextInt(good.length)] = (byte) random.nextInt(256);
                }
                return good;
            case 1:
                return java.util.Arrays.copyOf(good, random.nextInt(good.length + 1));
            case 2:
                String text = new String(good, StandardCharsets.UTF_8);
                int colon = text.indexOf(':', random.nextInt(text.length() - 30));
                int comma = text.indexOf(',', colon);
                int end = comma < 0 ? text.length() - 1 : comma;
                return (text.substring(0, colon + 1) + VALUES[random.nextInt(VALUES.length)] + text.substring(end))
                        .getBytes(StandardCharsets.UTF_8);
            default:
                var any = new byte[random.nextInt(200)];
                random.nextBytes(any);
                return any;
        }
    }
}
