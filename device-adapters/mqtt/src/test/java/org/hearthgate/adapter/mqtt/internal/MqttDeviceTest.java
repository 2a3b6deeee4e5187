package org.hearthgate.adapter.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.BodyComposition;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqttDeviceTest {
    private static final String SCALE = "{\"weighing_mode\":\"person\",\"unit\":\"kg\",\"weight\":70.35}";

    private final ManualClock clock = new ManualClock(Given.NOON);

    private MqttDevice device(Map<String, ?> more) {
        var values = new HashMap<String, Object>(
                Map.of("person", "anna", "label", "Our scale", "topic", "home/+/BTtoMQTT/5CCAD370D4A2"));
        values.putAll(more);
        return new MqttDevice(clock, Configured.by(MqttDevice.Config.class, values));
    }

    private Arrived message(String payload) {
        return message(payload, false, false);
    }

    private Arrived message(String payload, boolean retained, boolean waited) {
        return new Arrived(
                "home/attic/BTtoMQTT/5CCAD370D4A2",
                payload.getBytes(StandardCharsets.UTF_8),
                retained,
                false,
                waited,
                clock.now(),
                () -> {});
    }

    private static List<Observation> taken(MqttDevice device, Arrived message) {
        return device.take(message).observations();
    }

    @Test
    void names_a_bluetooth_device_by_its_address_whichever_radio_hears_it() {
        assertThat(taken(device(Map.of()), message(SCALE))).singleElement().satisfies(weight -> {
            assertThat(weight.device().value()).isEqualTo("urn:dev:mac:5ccad3fffe70d4a2:");
            assertThat(((BodyWeight) weight).kilograms()).isEqualTo(70.35);
            assertThat(weight.measuredAt()).isEqualTo(Given.NOON);
        });
        assertThat(device(Map.of("topic", "zigbee2mqtt/scale")).toString()).isEqualTo("mqtt:zigbee2mqtt/scale");
    }

    @Test
    void takes_one_weighing_once_that_is_repeated_and_heard_by_two_gateways() {
        MqttDevice device = device(Map.of());

        assertThat(taken(device, message(SCALE))).hasSize(1);
        clock.advance(Duration.ofSeconds(60));
        assertThat(taken(device, message(SCALE))).isEmpty();
        assertThat(taken(device, message(SCALE.replace("}", ",\"impedance\":503}"))))
                .singleElement()
                .isInstanceOf(BodyComposition.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(taken(device, message(SCALE)))
                .as("a minute later it is another weighing")
                .hasSize(1);
    }

    @Test
    void stores_nothing_that_the_broker_kept_unless_it_tells_its_time() {
        MqttDevice device = device(Map.of("mapping", new String[] {"auto", "time=$.time"}));

        assertThat(taken(device, message(SCALE, true, false))).isEmpty();
        assertThat(taken(device, message(SCALE.replace("}", ",\"time\":1772449200}"), true, false)))
                .singleElement()
                .satisfies(weight -> assertThat(weight.measuredAt()).isEqualTo(Given.NOON.minus(Duration.ofHours(1))));
        assertThat(device.devices().get(0).state()).isEqualTo(DeviceStatus.State.LOST);
    }

    @Test
    void doubts_the_time_of_what_waited_at_the_broker() {
        assertThat(taken(device(Map.of()), message(SCALE, false, true)))
                .singleElement()
                .satisfies(weight ->
                        assertThat(weight.quality().has(Doubt.Flag.LATE)).isTrue());
        assertThat(taken(device(Map.of()), message(SCALE, false, false)))
                .singleElement()
                .satisfies(weight -> assertThat(weight.quality().doubts()).isEmpty());
    }

    @Test
    void makes_steps_of_a_counter_and_begins_anew_when_it_was_set_back() {
        MqttDevice device = device(Map.of());
        assertThat(taken(device, message("{\"steps\":4000}"))).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        assertThat(taken(device, message("{\"steps\":4120}"))).singleElement().satisfies(steps -> {
            assertThat(((StepCount) steps).steps()).isEqualTo(120);
            assertThat(((StepCount) steps).startedAt()).isEqualTo(Given.NOON);
        });
        clock.advance(Duration.ofMinutes(5));
        assertThat(taken(device, message("{\"steps\":7}"))).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        assertThat(taken(device, message("{\"steps\":17}"))).hasSize(1);
    }

    @Test
    void keeps_a_pair_of_pressures_together() {
        MqttDevice device = device(Map.of());
        assertThat(taken(device, message("{\"systolic\":121,\"diastolic\":79,\"hr\":66}")))
                .hasSize(2)
                .hasAtLeastOneElementOfType(BloodPressure.class)
                .hasAtLeastOneElementOfType(HeartRate.class);
        clock.advance(Duration.ofSeconds(20));
        assertThat(taken(device, message("{\"systolic\":121,\"diastolic\":81}")))
                .singleElement()
                .satisfies(pair ->
                        assertThat(((BloodPressure) pair).diastolicMmHg()).isEqualTo(81));
        assertThat(device.take(message("{\"systolic\":130}")).refused())
                .containsExactly("systolic comes without diastolic");
    }

    @Test
    void refuses_a_number_that_no_body_has_and_keeps_the_one_beside_it() {
        MqttDevice.Taken taken = device(Map.of()).take(message("{\"hr\":900,\"spo2\":97}"));

        assertThat(taken.observations()).hasSize(1);
        assertThat(taken.refused()).hasSize(1);
    }

    @Test
    void says_what_to_do_in_each_state() {
        MqttDevice device = device(Map.of("mapping", new String[] {"glucose=$.g mg/dL"}));
        assertThat(device.devices().get(0).why()).contains("no broker is configured");
        device.brokerIs(Optional.empty());
        assertThat(device.devices().get(0).why()).contains("Our scale was not heard since the hub started");
        taken(device, message("{\"g\":104}"));
        assertThat(device.devices().get(0).state()).isEqualTo(DeviceStatus.State.HEARD);
        clock.advance(Duration.ofMinutes(16));
        assertThat(device.devices().get(0).state()).isEqualTo(DeviceStatus.State.LOST);
        assertThat(device.devices().get(0).why()).contains("silent for 16 min").doesNotContain("104");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "home/#", "a/+b", "$SYS/broker", "a\u0000b", "zigbee2mqtt/#"})
    void refuses_a_topic_that_is_not_one_devices(String topic) {
        assertThatThrownBy(() -> device(Map.of("topic", topic)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic");
    }

    @Test
    void offers_what_it_heard_as_one_device_of_all_gateways_and_a_room_thermometer_as_none() {
        var heard = new HeardTopics();
        for (String gateway : List.of("attic", "kitchen")) {
            heard.heard(
                    "home/" + gateway + "/BTtoMQTT/5CCAD370D4A2",
                    ("{\"name\":\"MIBFS\",\"rssi\":-67,\"model\":\"Mi Scale\",\"weight\":70,\"unit\":\"kg\",\"weighing_mode\":\"person\"}")
                            .getBytes(StandardCharsets.UTF_8),
                    clock.now());
        }
        heard.heard("zigbee2mqtt/kitchen", "{\"temperature\":21.5}".getBytes(StandardCharsets.UTF_8), clock.now());

        assertThat(heard.newestFirst()).hasSize(2);
        assertThat(heard.newestFirst().get(1)).satisfies(scale -> {
            assertThat(scale.address()).isEqualTo("home/+/BTtoMQTT/5CCAD370D4A2");
            assertThat(scale.offers()).containsExactly("weight");
            assertThat(scale.signalDbm()).hasValue(-67);
            assertThat(scale.details().toString()).doesNotContain("70,").doesNotContain("70}");
            assertThat(new MqttKind().settingsFor(scale)).isPresent();
        });
        assertThat(new MqttKind().settingsFor(heard.newestFirst().get(0))).isEmpty();
    }

    @Test
    void forgets_the_topic_heard_longest_ago_in_a_flood_of_new_ones() {
        var heard = new HeardTopics();
        for (int i = 0; i < 5000; i++) {
            heard.heard("home/g/BTtoMQTT/" + i, "{\"hr\":1}".getBytes(StandardCharsets.UTF_8), clock.now());
        }

        assertThat(heard.newestFirst()).hasSize(128);
        assertThat(heard.newestFirst().get(0).address()).isEqualTo("home/+/BTtoMQTT/4999");
    }
}
