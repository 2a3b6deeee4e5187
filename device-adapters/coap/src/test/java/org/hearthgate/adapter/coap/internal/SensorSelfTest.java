package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SensorSelfTest {
    private static final OptionalInt JSON = OptionalInt.of(110);
    private static final OptionalInt TLV = OptionalInt.of(11542);

    private final SensorPayload sensor =
            new SensorPayload(Given.ANNA, new DeviceId("sensor"), "/3/0", Optional.empty(), Optional.empty());
    private final SensorSelf self = new SensorSelf(sensor);

    private Optional<DeviceEvent> told(String senml) throws SenmlException {
        SensorPayload.Said said = sensor.read(Packs.utf8(senml), JSON, Packs.NOON);
        assertThat(said.made()).isEmpty();
        assertThat(said.refused()).isEmpty();
        return self.heard(said.facts(), Packs.NOON);
    }

    private Optional<DeviceEvent> battery(String percent) throws SenmlException {
        return told("[{\"n\":\"/3/0/9\",\"v\":" + percent + "}]");
    }

    @Test
    void says_which_sensor_it_is_and_how_full_its_battery_is() throws Exception {
        assertThat(self.words()).isEmpty();
        assertThat(told(
                        "[{\"bn\":\"/3/0/\",\"n\":\"1\",\"vs\":\"T1\"},{\"n\":\"2\",\"vs\":\"0042\"},{\"n\":\"9\",\"v\":80},"
                                + "{\"n\":\"3\",\"vs\":\"1.2.3\"}]"))
                .isEmpty();
        assertThat(self.words()).isEqualTo("model T1, serial 0042, battery 80 %");

        battery("79"); // what is not told again is not forgotten
        assertThat(self.words()).isEqualTo("model T1, serial 0042, battery 79 %");
    }

    @Test
    void reads_the_same_in_tlv() throws Exception {
        byte[] body = HexFormat.of().parseHex("c2015431" + "c40230303432" + "c10910" + "c10d01");

        SensorPayload.Said said = sensor.read(body, TLV, Packs.NOON);

        assertThat(said.refused()).isEmpty();
        assertThat(said.facts().words()).isEqualTo("model T1, serial 0042, battery 16 %");
    }

    @Test
    void says_once_that_the_battery_runs_low_until_it_was_charged() throws Exception {
        assertThat(battery("16")).isEmpty();
        assertThat(battery("15")).hasValueSatisfying(event -> {
            assertThat(event.event()).isEqualTo(DeviceEvent.Event.BATTERY_LOW);
            assertThat(event.detail()).isEqualTo("battery 15 %");
            assertThat(event.person()).isEqualTo(Given.ANNA);
            assertThat(event.device().value()).isEqualTo("sensor");
            assertThat(event.measuredAt()).isEqualTo(Packs.NOON);
            assertThat(event.origin().provenance().raw()).isPresent();
        });
        assertThat(self.words()).isEqualTo("battery 15 %; charge or change its battery");
        assertThat(battery("14")).isEmpty();
        assertThat(battery("16")).isEmpty();
        assertThat(battery("24")).isEmpty();
        assertThat(battery("15")).as("to and fro").isEmpty();
        assertThat(battery("25")).isEmpty();
        assertThat(battery("0")).as("low again after a charge").isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "101", "1e9", "-0.001", "100.5"})
    void believes_no_charge_that_cannot_be(String percent) throws Exception {
        assertThat(battery(percent)).isEmpty();
        assertThat(self.words()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'  ', ''",
        "'two\\nlines\\u202e', 'model two lines'",
        "'1234567890123456789012345678901234567890123', 'model 1234567890123456789012345678901234567890'"
    })
    void shows_a_strangers_words_on_one_short_line(String given, String words) throws Exception {
        told("[{\"n\":\"/3/0/1\",\"vs\":\"" + given + "\"}]");

        assertThat(self.words()).isEqualTo(words);
    }

    @Test
    void stands_in_the_status_of_an_observed_sensor_and_in_the_record() throws Exception {
        String pack =
                "[{\"bn\":\"urn:dev:mac:02ab:\",\"n\":\"temperature\",\"u\":\"Cel\",\"v\":36.6},{\"n\":\"3/0/1\",\"vs\":\"T1\"},"
                        + "{\"n\":\"3/0/9\",\"v\":%d}]";
        try (var hub = new Observing();
                SensorDouble observed = SensorDouble.observable().says(pack.formatted(12))) {
            CoapSensor configured = hub.sensor(observed.uri(), Map.of());
            hub.untilTaken(2);
            observed.says(pack.formatted(11));
            hub.untilTaken(3);

            assertThat(Observing.status(configured).why())
                    .isEqualTo("The sensor: observed; model T1, battery 11 %; charge or change its battery");
            assertThat(hub.sink.taken()).hasOnlyElementsOfTypes(BodyTemperature.class, DeviceEvent.class);
            assertThat(hub.sink.taken())
                    .filteredOn(DeviceEvent.class::isInstance)
                    .hasSize(1);
        }
    }
}
