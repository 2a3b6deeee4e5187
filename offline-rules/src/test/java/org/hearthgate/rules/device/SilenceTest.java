package org.hearthgate.rules.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.rules.Life;
import org.hearthgate.rules.Told;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every cause of a silence that the hub can name, as it is read at night. It is half past two in Berlin; the last reading came at 02:13. */
class SilenceTest {
    private static final Instant LAST = Instant.parse("2026-03-03T01:13:00Z");
    private static final Instant NOW = Instant.parse("2026-03-03T01:30:00Z");

    private final AlertRule rule = new NoDataRule(Configured.by(NoDataRule.Config.class));

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                // the phone
                "phone | LOST | phone:anna | Anna's phone: it has left the Wi-Fi or is switched off"
                        + " | Anna's phone: it has left the Wi-Fi or is switched off. Last heard at 02:13.",
                "phone | LOST | phone:anna | Anna's phone: nobody answers there: if the phone is in the Wi-Fi, start its app and the app's web service"
                        + " | Anna's phone: nobody answers there: if the phone is in the Wi-Fi, start its app and the app's web service. Last heard at 02:13.",
                "phone | LOST | phone:anna | Anna's phone: it refuses the secret: make .secret the same as in the app"
                        + " | Anna's phone: it refuses the secret: make .secret the same as in the app. Last heard at 02:13.",
                "phone | HEARD | phone:anna | Anna's phone answers, but its newest reading is 17 min old: look at the sensor"
                        + " | Anna's phone answers, but its newest reading is 17 min old: look at the sensor.",
                // Bluetooth
                "cgm | LOST | sensor-1 | The link is gone: it is out of reach, switched off or asleep; it is tried again"
                        + " | The link is gone: it is out of reach, switched off or asleep; it is tried again. Last heard at 02:13.",
                "cgm | LOST | sensor-1 | Bluetooth is switched off; switch it on with: rfkill unblock bluetooth"
                        + " | Bluetooth is switched off; switch it on with: rfkill unblock bluetooth. Last heard at 02:13.",
                "cgm | LOST | sensor-1 | No Bluetooth radio is plugged in"
                        + " | No Bluetooth radio is plugged in. Last heard at 02:13.",
                "cgm | LOST | sensor-1 | It wants to be paired again: do so on the installer's page"
                        + " | It wants to be paired again: do so on the installer's page. Last heard at 02:13.",
                // the broker of the house, CoAP, a part of the hub
                "mqtt | LOST | sensor-1 | Bridge: the broker 'house' is away: nobody answers"
                        + " | Bridge: the broker 'house' is away: nobody answers. Last heard at 02:13.",
                "coap | LOST | sensor-1 | Silent for 17 min; check that it is worn, powered and within reach"
                        + " | Silent for 17 min; check that it is worn, powered and within reach. Last heard at 02:13.",
                "cgm | LOST | sensor-1 | The part of the hub that listens to it does not answer"
                        + " | The part of the hub that listens to it does not answer. Last heard at 02:13.",
                "cgm | LOST | sensor-1 | The hub has not listened to it since then: its adapter 'cgm' was switched off or removed"
                        + " | The hub has not listened to it since then: its adapter 'cgm' was switched off or removed. Last heard at 02:13."
            })
    void a_device_says_itself_why_it_is_silent(
            String adapter, DeviceStatus.State state, String device, String why, String cause) {
        assertThat(Told.sentence(rule, silent(adapter).device(status(device, adapter, state, why))))
                .isEqualTo("Anna: no glucose for 17 min. " + cause);
    }

    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "SENSOR_ENDED | 10 | '' | The sensor has ended at 02:20: put on a new one.",
                "SENSOR_FAULT | 10 | '' | The sensor reports a fault since 02:20: look at it, and measure with a meter.",
                "WARM_UP_STARTED | 10 | '' | The sensor is warming up since 02:20.",
                "SENSOR_STARTED | 5 | '' | The sensor is warming up since 02:25.",
                "CLOCK_CHANGED | 5 | refusedAheadSeconds=600; its clock is wrong | Readings are refused: the clock of sensor-1"
                        + " is 10 min ahead. Set its date, time and time zone."
            })
    void the_sensor_said_why(DeviceEvent.Event event, int minutesAgo, String detail, String cause) {
        Instant at = NOW.minus(Duration.ofMinutes(minutesAgo));
        assertThat(Told.sentence(
                        rule, silent("cgm").knowing(new DeviceEvent(Life.origin(at, "sensor-1"), event, detail))))
                .isEqualTo("Anna: no glucose for 17 min. " + cause);
    }

    @ParameterizedTest(name = "{0} on {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ingest | FAILED | cgm | Readings cannot be saved: the disk is full"
                        + " | The hub cannot take readings since 02:14: Readings cannot be saved: the disk is full.",
                "network | WARN | phone | No cable and no Wi-Fi | The hub itself lost its network at 02:14: No cable and no Wi-Fi.",
                "bluetooth | WARN | cgm | The Bluetooth daemon is away; start it with: systemctl start bluetooth"
                        + " | Nothing in the hub listens to the sensor any more: its adapter 'cgm' is missing. Look at the hub's settings.",
                "store | OK | nightscout | well | The app that sends the readings has sent none since 02:13: look at it, and whether"
                        + " its phone is in the Wi-Fi.",
                "store | OK | mqtt | well | Nothing in the hub listens to the sensor any more: its adapter 'mqtt' is missing. Look at"
                        + " the hub's settings.",
                "store | OK | simulator-replay | well | Check that the phone or the sensor is near and switched on.",
                "adapter-coap | FAILED | coap | The part of the hub that listens to devices of the kind 'coap' does not answer:"
                        + " restart the hub | The part of the hub that listens to devices of the kind 'coap' does not answer: restart the hub."
            })
    void the_hub_itself_is_why(String probe, Health.Status status, String adapter, String message, String cause) {
        var fact = new HubFact(probe, false, new Health(status, message), LAST.plusSeconds(60));
        assertThat(Told.sentence(rule, silent(adapter).hub(fact))).isEqualTo("Anna: no glucose for 17 min. " + cause);
    }

    @Test
    void the_radio_is_named_when_the_sensor_itself_says_nothing() {
        var radio = new HubFact("bluetooth", false, Health.warn("No Bluetooth radio is plugged in"), LAST);
        assertThat(Told.sentence(
                        rule,
                        silent("cgm")
                                .hub(radio)
                                .device(status("sensor-1", "cgm", DeviceStatus.State.HEARD, "Connected"))))
                .isEqualTo("Anna: no glucose for 17 min. No Bluetooth radio is plugged in.");
    }

    @Test
    void an_expired_sensor_is_named() {
        assertThat(Told.sentence(
                        rule,
                        night().with(Given.reading(120)
                                .at(LAST)
                                .doubted(Doubt.Flag.END_OF_LIFE)
                                .build())))
                .isEqualTo("Anna: no glucose for 17 min. The sensor is past the end of its life: put on a new one.");
    }

    @Test
    void a_hub_that_has_just_started_says_when() {
        assertThat(Told.sentence(
                        rule,
                        night().with(Given.reading(120)
                                        .at(LAST.minusSeconds(600))
                                        .build())
                                .watchedSince(LAST)))
                .isEqualTo(
                        "Anna: no glucose for 17 min. Nothing was heard since the hub started at 02:13: check the phone or"
                                + " the sensor.");
    }

    @Test
    void nothing_known_is_said_as_such() {
        assertThat(Told.sentence(rule, silent("cgm")))
                .isEqualTo("Anna: no glucose for 17 min. Check that the phone or the sensor is near and switched on.");
    }

    @Test
    void a_hub_that_does_not_know_the_time_blames_itself_and_not_the_phone() {
        GlucoseReading fromTheFuture = Given.reading(120)
                .at(NOW.plus(Duration.ofMinutes(30)))
                .receivedAt(NOW.minusSeconds(60))
                .build();
        var clock = new HubFact("clock", false, Health.warn("The hub does not know the time: set its clock"), LAST);
        assertThat(Told.sentence(
                        rule, night().with(fromTheFuture).lastHeardAt(LAST).hub(clock)))
                .isEqualTo(
                        "Anna: no usable glucose for 17 min. Readings arrive, but the hub does not know the time: set its clock.");
    }

    @Test
    void after_hours_of_silence_the_phone_is_still_named() {
        assertThat(Told.sentence(
                        rule,
                        night().lastHeardAt(NOW.minus(Duration.ofHours(6)))
                                .device(status(
                                        "phone:anna",
                                        "phone",
                                        DeviceStatus.State.LOST,
                                        "Anna's phone: it has left the Wi-Fi or is switched off"))))
                .contains("Anna's phone: it has left the Wi-Fi");
    }

    @Test
    void somebody_elses_kind_of_device_is_no_cause() {
        assertThat(Told.sentence(
                        rule,
                        silent("cgm")
                                .device(status(
                                        "scale", "scale", DeviceStatus.State.LOST, "The scale's battery is empty"))))
                .doesNotContain("scale");
    }

    @Test
    void the_sentence_for_why_names_the_limit() {
        assertThat(Told.finding(rule, silent("cgm")).why())
                .isEqualTo("Nothing that an alarm may rest on came for 17 min, since 02:13; the limit is 15 min.");
    }

    private static Given.SnapshotBuilder night() {
        return Given.snapshot().asOf(NOW).livingIn("Europe/Berlin");
    }

    private static Given.SnapshotBuilder silent(String adapter) {
        GlucoseReading last = Given.reading(120).at(LAST).build();
        var origin = last.origin();
        return night().with(last.withOrigin(new org.hearthgate.api.observation.Origin(
                origin.person(),
                origin.device(),
                origin.measuredAt(),
                origin.deviceOffset(),
                origin.receivedAt(),
                origin.sequence(),
                origin.quality(),
                Provenance.of(adapter))));
    }

    private static DeviceStatus status(String device, String adapter, DeviceStatus.State state, String why) {
        return new DeviceStatus(new DeviceId(device), Optional.of(ANNA), state, Optional.of(LAST), why, adapter);
    }
}
