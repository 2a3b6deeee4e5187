package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a home hears when its clocks are wrong; printed as a table into {@code target/time-scenarios.md}. */
class TimeScenariosTest {
    private static final List<String> ROWS = new ArrayList<>();
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private static final String TWENTY_MIN_OLD = "Anna: no usable reading for 15 min. Readings arrive 20 min after the"
            + " device's own time: its clock is behind or the route is slow; set the device's clock.";

    private TimeHouse house = new TimeHouse();

    @AfterEach
    void leave() {
        house.close();
    }

    @AfterAll
    static void print() throws IOException {
        ROWS.sort(null);
        var table = new ArrayList<>(List.of("| scenario | what the hub sees | expected | seen |", "|---|---|---|---|"));
        ROWS.forEach(row -> table.add(row.substring(row.indexOf('|'))));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "time-scenarios.md"), table);
    }

    private static void row(int number, String scenario, String sees, String expected, String seen) {
        ROWS.add("%02d| %s | %s | %s | %s |".formatted(number, scenario, sees, expected, seen));
        assertThat(seen).as(scenario).isEqualTo(expected);
    }

    private void houseAt(Instant world, ManualClock clock) {
        house.close();
        house = new TimeHouse(world, clock);
    }

    private static String yes(boolean holds, String what) {
        return holds ? what : "NOT: " + what;
    }

    private Observation last() {
        List<Observation> kept = house.kept(ObservationKind.GLUCOSE);
        return kept.get(kept.size() - 1);
    }

    private boolean has(Doubt.Flag flag) {
        return last().quality().has(flag);
    }

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
    void dst_nights_with_a_live_cgm() {
        int number = 9;
        for (String midnight : new String[] {"2026-10-25T00:30:00Z", "2026-03-29T00:30:00Z"}) {
            Instant night = Instant.parse(midnight);
            houseAt(night, new ManualClock(night));
            house.phone(100);
            house.every5Min(12, () -> house.phone(house.world().equals(night.plus(Duration.ofMinutes(35))) ? 50 : 100));
            row(
                    number++,
                    (number == 10 ? "autumn" : "spring") + " night, a live CGM over the change of the clocks",
                    "instants; only local names repeat or leap",
                    "+35 urgent-low raised; +40 urgent-low resolved (over); 13 readings, none doubted",
                    house.heard()
                            + yes(
                                    house.kept(ObservationKind.GLUCOSE).stream()
                                                    .filter(reading -> reading.quality()
                                                            .doubts()
                                                            .isEmpty())
                                                    .count()
                                            == 13,
                                    "; 13 readings, none doubted"));
        }
    }

    @Test
    void dst_nights_with_a_device_that_tells_local_time() {
        int number = 11;
        for (String local : new String[] {"2026-10-25T02:35:00", "2026-03-29T02:35:00"}) {
            boolean autumn = local.contains("-10-");
            Instant night = Instant.parse(autumn ? "2026-10-25T00:36:00Z" : "2026-03-29T01:36:00Z");
            houseAt(night, new ManualClock(night));
            house.send(house.localTime(50, LocalDateTime.parse(local), BERLIN));
            double other = last().quality()
                    .doubt(Doubt.Flag.AMBIGUOUS_TIME)
                    .map(doubt -> doubt.measures().get("otherCandidateSeconds"))
                    .orElse(0.0);
            row(
                    number++,
                    (autumn ? "autumn" : "spring") + " night, a sensor that tells 02:35 local and no offset",
                    autumn ? "02:35 comes twice" : "02:35 does not come at all",
                    "nothing raised; AMBIGUOUS_TIME, the other candidate 3600 s away",
                    house.heard() + " raised; AMBIGUOUS_TIME, the other candidate %.0f s away".formatted(other));
        }
    }

    @Test
    void the_family_travels_nine_zones_east() {
        house.phone(100);
        GlucoseReading again = Given.reading(100)
                .at(house.world().minusSeconds(20))
                .receivedAt(house.clock.now())
                .build();
        house.passes(5);
        Receipt receipt =
                house.send(again.withOrigin(again.origin().withDeviceOffset(java.time.ZoneOffset.ofHours(9))));
        house.phone(50);
        row(
                13,
                "the phone's zone changes by +9 h",
                "other offsets, the same instants",
                "+5 urgent-low raised; the reading sent again is a duplicate",
                house.heard() + yes(receipt instanceof Receipt.Duplicate, "; the reading sent again is a duplicate"));
    }

    @Test
    void a_device_three_minutes_ahead() {
        Duration ahead = Duration.ofMinutes(3);
        house.phone(100, ahead);
        house.every5Min(3, () -> house.phone(50, ahead));
        house.every5Min(1, () -> house.phone(100, ahead));
        String heard = house.heard();
        row(
                14,
                "a phone 3 min ahead",
                "readings 180 s from the future",
                "+5 urgent-low raised; +20 urgent-low resolved (over); put right by -180 s, shown as 180 s ahead",
                heard + "; put right by %.0f s, shown as %d s ahead".formatted(correction(), shown()));
    }

    private double correction() {
        return last().quality()
                .doubt(Doubt.Flag.CLOCK_CORRECTED)
                .map(doubt -> doubt.measures().get("correctionSeconds"))
                .orElse(0.0);
    }

    private long shown() {
        return house.clocks().all().get(0).ahead().toSeconds();
    }

    @Test
    void a_device_twenty_minutes_behind() {
        Duration behind = Duration.ofMinutes(-20);
        house.phone(50, behind);
        house.every5Min(4, () -> house.phone(50, behind));
        row(
                15,
                "a phone 20 min behind, or a route that is 20 min slow, live: the hub cannot tell which",
                "lows 20 min old, in step",
                "+15 no-data raised; " + TWENTY_MIN_OLD + "; put right by 0 s, shown as -1200 s ahead",
                house.heard() + "; " + firstSaid()
                        + "; put right by %.0f s, shown as %d s ahead".formatted(correction(), shown()));
        assertThat(house.clocks().check().message()).contains("1200 s after their device's own time");
    }

    @Test
    void a_slow_route_is_silence() {
        house.phone(100);
        int[] delays = {20, 22, 19, 24};
        for (int delay : delays) {
            house.passes(5);
            house.send(Given.reading(100)
                    .at(house.world().minus(Duration.ofMinutes(delay)))
                    .receivedAt(house.clock.now())
                    .build());
        }
        row(
                16,
                "a route that is 19 to 24 min slow",
                "readings 20 min old, out of step",
                "+15 no-data raised; " + TWENTY_MIN_OLD.replace("arrive 20", "arrive 19"),
                house.heard() + "; " + firstSaid());
    }

    private String firstSaid() {
        return house.record.journal().since(Given.ANNA, Instant.EPOCH, 1).stream()
                .map(entry -> entry.alert().message())
                .findFirst()
                .orElse("");
    }

    @Test
    void a_device_clock_is_set_back_in_mid_session() {
        Duration ahead = Duration.ofMinutes(3);
        house.phone(100, ahead);
        house.every5Min(3, () -> house.phone(100, ahead));
        house.every5Min(1, () -> house.phone(50, Duration.ZERO.minusSeconds(5)));
        house.every5Min(3, () -> house.phone(100, Duration.ZERO.minusSeconds(5)));
        row(
                17,
                "a phone 3 min ahead is set right in mid-session",
                "3 min missing between two readings",
                "+20 urgent-low raised; +25 urgent-low resolved (over); put right by 0 s; 8 readings kept",
                house.heard()
                        + "; put right by %.0f s; %d readings kept"
                                .formatted(
                                        correction(),
                                        house.kept(ObservationKind.GLUCOSE).size()));
    }

    @Test
    void eight_hours_are_back_filled_with_lows_in_them() {
        house.phone(50);
        List<Receipt> receipts = house.sendAll(house.backFill(480, 20, ago -> ago > 100 ? 45.0 : 100.0));
        String during = house.heard();
        house.every5Min(1, () -> house.phone(100));
        house.sendAll(house.backFill(478, 20, ago -> 45.0));
        long late = house.kept(ObservationKind.GLUCOSE).stream()
                .filter(reading -> reading.quality().has(Doubt.Flag.LATE))
                .count();
        row(
                18,
                "8 h are back-filled, with lows, beside an open low and after it",
                "93 readings 20 min to 8 h old, twice",
                "+0 urgent-low raised, stays open; +5 urgent-low resolved (over); 185 kept LATE",
                during + yes(receipts.size() == 93, ", stays open") + "; " + house.heard() + "; " + late
                        + " kept LATE");
    }

    @Test
    void a_reading_is_sent_again_after_the_correction() throws InterruptedException {
        Duration ahead = Duration.ofMinutes(3);
        house.phone(100, ahead);
        house.passes(5);
        GlucoseReading first = Given.reading(100)
                .at(house.world().plus(ahead))
                .receivedAt(house.clock.now())
                .build();
        house.send(first);
        house.passes(4);
        Receipt again = house.send(first);
        house.restart();
        Receipt afterRestart = house.send(first);
        row(
                19,
                "a reading of the phone 3 min ahead is sent again, also after a restart of the hub",
                "the same wrong time, no longer from the future",
                "nothing; duplicate; duplicate",
                house.heard() + "; " + word(again) + "; " + word(afterRestart));
    }

    private static String word(Receipt receipt) {
        return receipt instanceof Receipt.Duplicate ? "duplicate" : "doubled";
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

    @Test
    void a_phone_a_quarter_of_an_hour_ahead() {
        Duration ahead = Duration.ofMinutes(15);
        house.phone(100);
        house.every5Min(4, () -> house.phone(50, ahead));
        row(
                24,
                "a phone 15 min ahead, more than `refuseAheadSeconds`",
                "readings 15 min from the future",
                "+15 no-data raised; Anna: no reading for 15 min. Readings are refused: the clock of sensor-1 is 15 min"
                        + " ahead. Set its date, time and time zone.",
                house.heard() + "; " + firstSaid());
        assertThat(house.pipelineSays()).contains("the clock of device sensor-1 is 15 min ahead");
        house.every5Min(1, () -> house.phone(100));
        assertThat(house.heard()).contains("no-data resolved");
    }
}
