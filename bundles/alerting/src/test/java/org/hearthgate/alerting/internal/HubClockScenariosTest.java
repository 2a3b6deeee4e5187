package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** The hub's own clock is wrong, or is put right while somebody is low, snoozed or silent. */
class HubClockScenariosTest extends ClockScenarios {
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    @Test
    void boot_in_1970_with_a_phone_uploading() {
        houseAt(TimeHouse.START, ManualClock.at("1970-01-01T00:00:10Z").untrusted());
        house.phone(50);
        row(
                1,
                "the hub starts in 1970, no internet; a phone uploads a low",
                "1970; the phone says 21:59:40",
                "+0 urgent-low raised; hub's clock taught; HUB_CLOCK",
                house.heard()
                        + yes(!house.clock.now().isBefore(last().measuredAt()), "; hub's clock taught")
                        + yes(has(Doubt.Flag.HUB_CLOCK), "; HUB_CLOCK"));
    }

    @Test
    void boot_two_hours_behind() {
        houseAt(TimeHouse.START, new ManualClock(TimeHouse.START.minus(TWO_HOURS)).untrusted());
        house.phone(100);
        house.every5Min(3, () -> house.phone(100));
        house.passes(5);
        house.phone(50);
        house.clock.synchronise(house.world());
        house.passes(5);
        house.phone(100);
        List<Observation> kept = house.kept(ObservationKind.GLUCOSE);
        row(
                2,
                "the hub starts at the last known time, 2 h behind; NTP comes 20 min later",
                "20:00; the phone says 22:00",
                "+20 urgent-low raised; +25 urgent-low resolved (over); record in order, once the hub's clock was taught",
                house.heard()
                        + yes(inOrder(kept) && kept.size() == 6, "; record in order, once the hub's clock was taught"));
    }

    private static boolean inOrder(List<Observation> kept) {
        for (int i = 1; i < kept.size(); i++) {
            if (kept.get(i).receivedAt().isBefore(kept.get(i - 1).receivedAt())) {
                return false;
            }
        }
        return true;
    }

    @Test
    void ntp_steps_during_an_open_low() {
        int number = 3;
        for (int hours : new int[] {2, -2}) {
            houseAt(TimeHouse.START, new ManualClock(TimeHouse.START.minus(Duration.ofHours(hours))));
            house.clockless(100);
            house.every5Min(1, () -> house.clockless(50));
            house.step(Duration.ofHours(hours));
            house.every5Min(1, () -> house.clockless(52));
            house.every5Min(1, () -> house.clockless(100));
            boolean noted = house.kept(ObservationKind.DEVICE_EVENT).stream()
                    .anyMatch(event -> event.toString().contains("correctionSeconds=" + hours * 3600 + ".000"));
            row(
                    number++,
                    "NTP steps %+d h during an open low; the sensor has no clock of its own".formatted(hours),
                    "%+d h between two readings".formatted(hours),
                    "+5 urgent-low raised; +15 urgent-low resolved (over); noted in the record; history in order",
                    house.heard() + yes(noted, "; noted in the record") + yes(historyInOrder(), "; history in order"));
        }
    }

    private boolean historyInOrder() {
        return house.record.journal().since(Given.ANNA, Instant.EPOCH, 100).stream()
                .map(entry -> entry.alert().state().code())
                .toList()
                .equals(List.of("raised", "resolved"));
    }

    @Test
    void ntp_steps_during_a_snooze() {
        int number = 5;
        for (int hours : new int[] {2, -2}) {
            houseAt(TimeHouse.START, new ManualClock(TimeHouse.START.minus(Duration.ofHours(hours))));
            house.clockless(50);
            house.snooze(Duration.ofMinutes(15));
            house.every5Min(1, () -> house.clockless(50));
            house.step(Duration.ofHours(hours));
            String before = house.heard();
            house.every5Min(1, () -> house.clockless(50));
            String silent = house.heard();
            house.every5Min(1, () -> house.clockless(50));
            row(
                    number++,
                    "NTP steps %+d h during a snooze of 15 min".formatted(hours),
                    "%+d h, 5 min into the snooze".formatted(hours),
                    "+0 urgent-low raised; +0 urgent-low snoozed; nothing at +10; +15 urgent-low raised",
                    before + "; " + silent + " at +10; " + house.heard());
        }
    }

    @Test
    void the_clock_is_put_back_again_and_again_during_silence() {
        house.phone(100);
        for (int i = 0; i < 3; i++) {
            house.passes(4);
            house.step(Duration.ofMinutes(-10));
        }
        String before = house.heard();
        house.passes(4);
        row(
                7,
                "three steps of −10 min while nothing is heard",
                "30 min less on the wall than passed",
                "nothing until +12; +15 no-data raised",
                before + " until +12; " + house.heard());
    }

    @Test
    void a_step_forward_is_no_silence() {
        house.phone(100);
        house.passes(4);
        house.step(TWO_HOURS);
        house.passes(4);
        row(8, "NTP steps +2 h, the last reading 4 min ago", "a last reading 2 h old", "nothing", house.heard());
    }

    @Test
    void a_real_silence_is_heard_though_the_clock_steps() {
        house.phone(60);
        house.passes(6);
        house.step(TWO_HOURS.negated());
        house.passes(6);
        row(
                20,
                "the sensor goes silent after a low; NTP steps −2 h",
                "a last reading 2 h ahead",
                "+0 low raised; +11 low resolved (no fresh data); +11 no-data raised",
                house.heard());
        assertThat(house.open()).extracting(Alert::rule).containsExactly("no-data");
    }

    /** {@return how much each reading of the sensor without a clock is off, and which doubt it carries} */
    private String offOfClockless() {
        return house.kept(ObservationKind.GLUCOSE).stream()
                .filter(reading -> reading.device().value().equals("clockless"))
                .map(reading -> "%d s %s"
                        .formatted(
                                Duration.between(house.truth(reading), reading.measuredAt())
                                        .toSeconds(),
                                reading.quality().doubts().stream()
                                        .map(doubt -> doubt.flag().name())
                                        .reduce("", (a, b) -> a + b)))
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .orElse("none");
    }

    @Test
    void what_was_stamped_before_ntp_is_put_right_afterwards() {
        houseAt(TimeHouse.START, new ManualClock(TimeHouse.START.minus(TWO_HOURS)).untrusted());
        house.clockless(100);
        house.every5Min(2, () -> house.clockless(50));
        house.every5Min(1, () -> house.clockless(100));
        String before = house.heard() + "; " + offOfClockless();
        house.clock.synchronise(house.world());
        house.passes(3);
        row(
                21,
                "the hub starts 2 h behind; a sensor without a clock; NTP comes 15 min later",
                "20:00 for 22:00",
                "+5 urgent-low raised; +15 urgent-low resolved (over); -7200 s HUB_CLOCK; after NTP nothing; 0 s CLOCK_CORRECTED",
                before + "; after NTP " + house.heard() + "; " + offOfClockless());
        assertThat(inOrder(house.kept(ObservationKind.GLUCOSE))).isTrue();
    }

    @Test
    void what_was_stamped_before_and_after_a_phone_taught_the_hub_is_put_right() throws InterruptedException {
        houseAt(TimeHouse.START, ManualClock.at("2026-01-01T00:00:10Z").untrusted());
        house.clockless(100);
        house.every5Min(1, () -> house.clockless(50));
        house.phone(50, Duration.ofMinutes(-1));
        house.every5Min(2, () -> house.clockless(50));
        house.restart();
        house.every5Min(1, () -> house.clockless(50));
        String before = house.heard();
        house.clock.synchronise(house.world());
        house.passes(3);
        row(
                22,
                "the hub starts knowing nothing, a phone 1 min behind teaches it, its software restarts, NTP comes at +20",
                "2026-01-01, then 60 s too early",
                "+5 urgent-low raised; after NTP nothing; 0 s CLOCK_CORRECTED",
                before + "; after NTP " + house.heard() + "; " + offOfClockless());
        assertThat(inOrder(house.kept(ObservationKind.GLUCOSE))).isTrue();
    }

    @Test
    void what_was_stamped_before_the_hub_was_switched_off_keeps_its_doubt() throws InterruptedException {
        houseAt(TimeHouse.START, new ManualClock(TimeHouse.START.minus(TWO_HOURS)).untrusted());
        house.clockless(100);
        house.every5Min(1, () -> house.clockless(100));
        house.clock.switchedOffAndOn().synchronise(house.world());
        house.restart();
        house.passes(3);
        row(
                23,
                "the hub starts 2 h behind, is switched off before NTP comes, and knows the time when it is on again",
                "20:00 for 22:00; how long it was off nobody knows",
                "nothing; -7200 s HUB_CLOCK",
                house.heard() + "; " + offOfClockless());
        assertThat(inOrder(house.kept(ObservationKind.GLUCOSE))).isTrue();
    }
}
