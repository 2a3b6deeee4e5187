package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.OxygenSaturation;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(90)
class CoapSensorTest {
    private static final String KEY = "sixteen-octets-or-more";

    private final Observing hub = new Observing();

    @AfterEach
    void close() {
        hub.close();
    }

    private List<Double> glucose() {
        return hub.sink.taken().stream()
                .map(one -> ((GlucoseReading) one).mgPerDl())
                .toList();
    }

    @Test
    void keeps_what_an_observed_sensor_tells() throws Exception {
        try (SensorDouble sensor = SensorDouble.observable().glucose(100)) {
            CoapSensor configured = hub.sensor(sensor.uri(), Map.of("deviceUrn", "urn:dev:mac:0024befffe804ff1:"));
            hub.untilTaken(1);
            sensor.glucose(101);
            hub.untilTaken(2);
            sensor.glucose(102);
            hub.untilTaken(3);

            assertThat(glucose()).containsExactly(100.0, 101.0, 102.0);
            assertThat(hub.sink.taken()).allSatisfy(one -> {
                assertThat(one.person()).isEqualTo(Given.ANNA);
                assertThat(one.device().value()).isEqualTo("urn:dev:mac:0024befffe804ff1:");
                assertThat(one.origin().provenance().raw()).isPresent();
            });
            assertThat(Observing.status(configured).state()).isEqualTo(DeviceStatus.State.HEARD);
            assertThat(Observing.status(configured).why()).isEqualTo("The sensor: observed");
        }
    }

    @Test
    void tells_the_sensor_when_nobody_listens_any_more() throws Exception {
        try (SensorDouble sensor = SensorDouble.observable().glucose(100)) {
            CoapSensor configured = hub.sensor(sensor.uri(), Map.of());
            hub.untilTaken(1);
            assertThat(sensor.observers()).isEqualTo(1);
            configured.close();
            hub.until(() -> sensor.observers() == 0);
        }
    }

    @Test
    void tells_it_over_dtls_before_it_hangs_up() throws Exception {
        try (SensorDouble sensor = SensorDouble.secure("hub", KEY).glucose(100)) {
            CoapSensor configured = hub.sensor(sensor.uri(), Map.of("identity", "hub", "_psk", KEY));
            hub.untilTaken(1);
            assertThat(sensor.observers()).isEqualTo(1);
            configured.close();
            hub.until(() -> sensor.observers() == 0);
        }
    }

    @Test
    void tells_a_sensor_so_that_was_only_just_asked() throws Exception {
        try (SensorDouble sensor = SensorDouble.observable().glucose(100)) {
            CoapSensor configured = hub.sensor(sensor.uri(), Map.of());
            hub.until(() -> sensor.observers() == 1);
            configured.close();
            hub.until(() -> sensor.glucose(101).observers() == 0); // at its next word at the latest
        }
    }

    @Test
    void finds_a_sensor_again_that_was_switched_off_and_on() throws Exception {
        int port;
        try (SensorDouble sensor = SensorDouble.observable().fresh(10).glucose(100)) {
            port = sensor.address().getPort();
            hub.sensor(sensor.uri(), Map.of());
            hub.untilTaken(1);
            sensor.glucose(101); // one at a time: the double tells two in one breath under one number
            hub.untilTaken(2);
            sensor.glucose(102);
            hub.untilTaken(3);
        }
        // it remembers neither us nor its sequence
        try (SensorDouble sensor = SensorDouble.plain(port, true).fresh(10).glucose(110)) {
            hub.untilTaken(4);
            sensor.glucose(111);
            hub.untilTaken(5);
        }
        assertThat(glucose()).endsWith(110.0, 111.0);
    }

    @Test
    void does_not_take_the_same_word_read_again_for_a_new_measurement() throws Exception {
        try (SensorDouble sensor = SensorDouble.observable().fresh(5).glucose(100)) {
            CoapSensor configured = hub.sensor(sensor.uri(), Map.of());
            hub.untilTaken(1);
            Instant first = Observing.status(configured).lastHeardAt().orElseThrow();
            hub.until(() ->
                    Observing.status(configured).lastHeardAt().orElseThrow().isAfter(first)); // asked again
            assertThat(glucose()).containsExactly(100.0);
            sensor.glucose(100); // the same, but told by itself: measured anew
            hub.untilTaken(2);
            assertThat(glucose()).containsExactly(100.0, 100.0);
        }
    }

    @Test
    void asks_a_sensor_again_and_again_that_cannot_be_observed() throws Exception {
        try (SensorDouble sensor = SensorDouble.plain(0, false).fresh(10).glucose(100)) {
            CoapSensor configured = hub.sensor(sensor.uri(), Map.of());
            hub.untilTaken(1);
            sensor.glucose(101);
            hub.untilTaken(2);
            assertThat(Observing.status(configured).why()).contains("cannot be observed");
        }
    }

    @Test
    void observes_over_dtls_with_the_sensors_key() throws Exception {
        try (SensorDouble sensor = SensorDouble.secure("hub", KEY).glucose(100)) {
            hub.sensor(sensor.uri(), Map.of("identity", "hub", "_psk", KEY));
            hub.untilTaken(1);
            sensor.glucose(101);
            hub.untilTaken(2);
        }
    }

    @Test
    void says_so_when_the_key_is_wrong() throws Exception {
        try (SensorDouble sensor = SensorDouble.secure("hub", KEY).glucose(100)) {
            CoapSensor configured = hub.sensor(sensor.uri(), Map.of("identity", "hub", "_psk", "not-the-key-of-it"));
            hub.until(
                    Duration.ofMillis(500),
                    () -> Observing.status(configured).why().contains("key"));
            assertThat(Observing.status(configured).state()).isEqualTo(DeviceStatus.State.WAITING);
            assertThat(hub.sink.taken()).isEmpty();
        }
    }

    @Test
    void waits_for_a_silent_sensor_without_hurry() throws Exception {
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CoapSensor configured = hub.sensor("coap://127.0.0.1:" + silent.getLocalPort() + "/x", Map.of());
            hub.until(
                    Duration.ofSeconds(1),
                    () -> Observing.status(configured).why().contains("does not answer"));
            assertThat(Observing.status(configured).state()).isEqualTo(DeviceStatus.State.WAITING);
        }
    }

    @Test
    void leaves_a_flooding_sensor_alone() throws Exception {
        try (SensorDouble sensor = SensorDouble.observable().glucose(100)) {
            CoapSensor configured = hub.sensor(sensor.uri(), Map.of());
            hub.untilTaken(1);
            for (int i = 0; i < 600; i++) {
                sensor.glucose(101 + i % 100);
            }
            hub.until(
                    Duration.ofMillis(1),
                    () -> Observing.status(configured).why().contains("slow it down"));
            assertThat(hub.sink.taken()).hasSizeLessThan(70);
            assertThat(Observing.status(configured).state()).isEqualTo(DeviceStatus.State.LOST);
        }
    }

    @Test
    void loses_nothing_while_the_hub_cannot_keep_it() throws Exception {
        try (SensorDouble sensor = SensorDouble.observable().glucose(100)) {
            hub.sink.failingWith(new SinkBusyException("the disk is full", Duration.ofSeconds(5), null));
            CoapSensor configured = hub.sensor(sensor.uri(), Map.of());
            hub.until(() -> sensor.observers() == 1);
            sensor.glucose(101);
            sensor.glucose(102);
            hub.until(() -> Observing.status(configured).why().contains("wait to be kept"));
            hub.sink.failingWith(null);
            hub.until(() -> glucose().contains(102.0));
        }
    }

    @Test
    void quarantines_what_it_cannot_read_and_says_so() throws Exception {
        try (SensorDouble sensor = SensorDouble.observable().says("[{\"n\":\"glucose\"")) {
            CoapSensor configured = hub.sensor(sensor.uri(), Map.of());
            hub.until(() -> !hub.sink.quarantined().isEmpty());
            hub.until(() -> Observing.status(configured).why().contains("cannot be used"));
            sensor.glucose(100);
            hub.untilTaken(1);
            assertThat(hub.sink.quarantined()).hasSize(1);
        }
    }

    @Test
    void observes_several_sensors_at_once() throws Exception {
        try (SensorDouble one = SensorDouble.observable().glucose(100);
                SensorDouble other = SensorDouble.observable().says(0, Packs.utf8("36.6"))) {
            hub.sensor(one.uri(), Map.of());
            hub.sensor(other.uri(), Map.of("measurement", "temperature", "unit", "Cel", "person", "ben"));
            hub.untilTaken(2);
            assertThat(hub.sink.taken())
                    .filteredOn(BodyTemperature.class::isInstance)
                    .singleElement()
                    .satisfies(taken -> assertThat(taken.person()).isEqualTo(Given.BEN));
        }
    }

    @Test
    void reads_tlv_of_an_lwm2m_object() throws Exception {
        // 5700 = 97.0 as a float, 5701 = "%", 5750 = "SpO2", 5518 = noon
        String hex = "e4 1644 42c20000 e1 1645 25 e4 1676 53704f32 e4 158e 69a57cc0";
        try (SensorDouble sensor =
                SensorDouble.observable().says(11542, HexFormat.of().parseHex(hex.replace(" ", "")))) {
            // the double has one resource; what matters is how the path ends
            var settings = new SensorPayload(
                    Given.ANNA,
                    new org.hearthgate.api.observation.DeviceId("sensor"),
                    "/3320/0",
                    java.util.Optional.empty(),
                    java.util.Optional.empty());
            var result = settings.read(
                    HexFormat.of().parseHex(hex.replace(" ", "")), java.util.OptionalInt.of(11542), Packs.NOON);
            assertThat(result.refused()).isEmpty();
            assertThat(result.made()).singleElement().satisfies(made -> {
                assertThat(((OxygenSaturation) made.observation()).percent()).isEqualTo(97);
                assertThat(made.observation().measuredAt()).isEqualTo(java.time.Instant.ofEpochSecond(0x69a57cc0L));
            });
            hub.sensor(sensor.uri(), Map.of());
            hub.until(() -> !hub.sink.quarantined().isEmpty()); // /value is no path of LwM2M
        }
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "uri, http://192.0.2.7/x",
        "uri, coap://192.0.2.7",
        "uri, coaps://192.0.2.7/x",
        "uri, not an address",
        "deviceUrn, mac:02ab",
        "measurement, a/b",
        "label, 1234567890123456789012345678901234567890123456789012345678901",
        "person, Anna"
    })
    void refuses_a_setting_and_says_which(String key, String value) {
        assertThatThrownBy(() -> hub.sensor("coap://192.0.2.7/x", Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refuses_two_keys_for_one_identity() throws Exception {
        try (SensorDouble sensor = SensorDouble.secure("hub", KEY).glucose(100)) {
            hub.sensor(sensor.uri(), Map.of("identity", "hub", "_psk", KEY));
            hub.untilTaken(1);
            assertThatThrownBy(() -> hub.sensor(
                            "coaps://192.0.2.7/x", Map.of("identity", "hub", "_psk", "another-sixteen-octets")))
                    .hasMessageContaining("another .psk");
        }
    }
}
