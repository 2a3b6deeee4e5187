package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.hearthgate.adapter.coap.internal.lwm2m.IpsoObject;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Lwm2mRecordsTest {
    private static SenmlObservations.Result of(String json) throws SenmlException {
        Lwm2mRecords.Result plain = Lwm2mRecords.translate(Packs.json(json).records());
        var made = plain.doubting(SenmlObservations.of(plain.records(), urn -> Given.ANNA, Packs.NOON));
        var refused = new java.util.ArrayList<>(plain.refused());
        refused.addAll(made.refused());
        return new SenmlObservations.Result(made.made(), refused);
    }

    private static String generic(String more) {
        return "[{\"bn\":\"urn:dev:mac:02ab:/3300/0/\",\"n\":\"5700\",\"v\":5.5},{\"n\":\"5701\",\"vs\":\"mmol/L\"}"
                + more + "]";
    }

    @Test
    void joins_value_unit_type_and_time_of_one_instance() throws Exception {
        var result = of(generic(
                ",{\"n\":\"5750\",\"vs\":\"Glucose\"},{\"n\":\"5518\",\"v\":1772452500},{\"n\":\"6042\",\"v\":4}"));

        assertThat(result.refused()).isEmpty();
        assertThat(result.made()).singleElement().satisfies(made -> {
            var reading = (GlucoseReading) made.observation();
            assertThat(reading.mgPerDl()).isEqualTo(99.1);
            assertThat(reading.device().value()).isEqualTo("urn:dev:mac:02ab:");
            assertThat(reading.measuredAt()).isEqualTo(Instant.ofEpochSecond(1_772_452_500));
            assertThat(reading.quality().doubts()).isEmpty();
        });
    }

    @ParameterizedTest(name = "quality {0}: kept {1}")
    @CsvSource({"0, true", "1, false", "2, false", "3, true", "4, true"})
    void heeds_what_the_sensor_says_of_itself(int quality, boolean kept) throws Exception {
        var result = of(generic(",{\"n\":\"5750\",\"vs\":\"glucose\"},{\"n\":\"6042\",\"v\":" + quality + "}"));

        assertThat(result.made()).hasSize(kept ? 1 : 0);
        assertThat(result.refused()).hasSize(kept ? 0 : 1);
        if (kept) {
            assertThat(result.made().get(0).observation().quality().has(Doubt.Flag.NOISY))
                    .isEqualTo(quality == 3);
        }
    }

    @Test
    void gives_nobody_a_fever_by_a_thermometer_in_the_room() throws Exception {
        var result = of("[{\"bn\":\"urn:dev:mac:02ab:/3303/0/\",\"n\":\"5700\",\"u\":\"Cel\",\"v\":38.5}]");

        assertThat(result.made()).isEmpty();
        assertThat(result.refused()).singleElement().satisfies(one -> assertThat(one.reason())
                .contains("application type"));
    }

    @Test
    void takes_a_load_for_a_weight_and_a_rate_for_a_pulse_only_in_units_of_one() throws Exception {
        assertThat(of("[{\"n\":\"urn:dev:mac:02ab:/3322/0/5700\",\"u\":\"kg\",\"v\":82.3}]")
                        .made())
                .singleElement()
                .satisfies(made -> assertThat(((BodyWeight) made.observation()).kilograms())
                        .isEqualTo(82.3));
        assertThat(of("[{\"n\":\"urn:dev:mac:02ab:/3346/0/5700\",\"u\":\"beat/min\",\"v\":72}]")
                        .made())
                .singleElement()
                .satisfies(made -> assertThat(((HeartRate) made.observation()).beatsPerMinute())
                        .isEqualTo(72));
        assertThat(of("[{\"n\":\"urn:dev:mac:02ab:/3322/0/5700\",\"u\":\"N\",\"v\":82.3}]")
                        .made())
                .isEmpty();
        assertThat(of("[{\"n\":\"urn:dev:mac:02ab:/3346/0/5700\",\"u\":\"m3/h\",\"v\":7}]")
                        .made())
                .isEmpty();
    }

    @Test
    void keeps_instances_and_devices_apart_and_passes_over_what_a_device_says_of_itself() throws Exception {
        var result = of(
                "[{\"bn\":\"urn:dev:mac:02ab:\",\"n\":\"3300/0/5700\",\"v\":100},{\"n\":\"3300/0/5701\",\"vs\":\"mg/dL\"},"
                        + "{\"n\":\"3300/0/5750\",\"vs\":\"glucose\"},{\"n\":\"3300/1/5700\",\"v\":200},{\"n\":\"3/0/9\",\"v\":80},"
                        + "{\"n\":\"3341/0/5527\",\"vs\":\"hello\"},{\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":110,\"t\":-60}]");

        assertThat(result.made()).hasSize(2);
        assertThat(result.refused()).extracting(SenmlRefusal::position).containsExactlyInAnyOrder(4, 6);
    }

    @Test
    void knows_five_objects() {
        assertThat(List.of(3300, 3303, 3320, 3322, 3346))
                .allMatch(id -> IpsoObject.of(id).isPresent());
        assertThat(IpsoObject.of(3301)).isEmpty();
        assertThat(IpsoObject.PERCENTAGE.measurement(Optional.of("humidity"))).isEmpty();
        assertThat(IpsoObject.TEMPERATURE.measurement(Optional.of(" Body_Temperature ")))
                .contains("temperature");
    }

    /** {@code -Dfuzz.inputs=1000000} tries a million. */
    @Test
    void survives_any_payload_of_an_observed_sensor() {
        var random = new Random(4);
        var sensor = new SensorPayload(
                Given.ANNA, new DeviceId("sensor"), "/3303/0", Optional.of("temperature"), Optional.of("Cel"));
        int[] formats = {0, 110, 112, 11542, 50, -1};
        String senml =
                "[{\"bn\":\"/3303/0/\",\"bt\":1763712000,\"n\":\"5700\",\"u\":\"Cel\",\"v\":37.5},{\"n\":\"5700\",\"t\":-5,\"v\":38}]";
        List<byte[]> good = List.of(
                HexFormat.of().parseHex("e4164442180000e116452500e41676626f6479"),
                Packs.utf8(senml),
                Packs.toCbor(senml),
                Packs.utf8("37.5"));
        for (int i = 0; i < Integer.getInteger("fuzz.inputs", 20_000); i++) {
            byte[] body = good.get(random.nextInt(good.size())).clone();
            if (random.nextInt(4) == 0) {
                body = new byte[random.nextInt(40)];
                random.nextBytes(body);
            }
            for (int flips = random.nextInt(4); flips > 0 && body.length > 0; flips--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            int format = formats[random.nextInt(formats.length)];
            try {
                sensor.read(body, format < 0 ? OptionalInt.empty() : OptionalInt.of(format), Packs.NOON);
            } catch (SenmlException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
