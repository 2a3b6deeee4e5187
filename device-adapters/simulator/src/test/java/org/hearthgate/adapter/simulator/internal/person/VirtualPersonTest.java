package org.hearthgate.adapter.simulator.internal.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.adapter.simulator.internal.person.Told.MONDAY;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualPersonTest {
    private static final Duration TWO_WEEKS = Duration.ofDays(14);

    @Test
    void the_same_seed_tells_the_same_life_to_the_last_octet() {
        String first = Told.by(Told.person(7), MONDAY, TWO_WEEKS).toString();
        String second = Told.by(Told.person(7), MONDAY, TWO_WEEKS).toString();
        assertThat(first).hasSizeGreaterThan(100_000).isEqualTo(second);
    }

    @Test
    void a_life_does_not_depend_on_when_one_begins_to_listen_nor_on_how_often() {
        List<Observation> whole = Told.by(Told.person(7), MONDAY, TWO_WEEKS);
        Instant later = MONDAY.plus(Duration.ofDays(12));
        var course = new Course(Told.person(7), later);
        var inPieces = new ArrayList<Observation>();
        for (Instant t = later; !t.isAfter(MONDAY.plus(TWO_WEEKS)); t = t.plusSeconds(47)) {
            inPieces.addAll(Told.next(course, t));
        }
        inPieces.addAll(Told.next(course, MONDAY.plus(TWO_WEEKS)));
        assertThat(inPieces)
                .hasSizeGreaterThan(1000)
                .isEqualTo(whole.stream()
                        .filter(o -> o.receivedAt().isAfter(later))
                        .toList());
    }

    @Test
    void another_seed_is_another_person() {
        assertThat(Told.readings(Told.by(Told.person(1), MONDAY, Duration.ofDays(1))))
                .isNotEqualTo(Told.readings(Told.by(Told.person(2), MONDAY, Duration.ofDays(1))));
    }

    @Test
    void no_two_observations_have_the_same_identity() {
        for (TherapyKind kind : TherapyKind.values()) {
            var seen = new HashSet<String>();
            for (Observation o : Told.by(VirtualPerson.of(3, Told.BERLIN, kind, 5), MONDAY, Duration.ofDays(40))) {
                String place = o.origin().sequence().isPresent()
                        ? "#" + o.origin().sequence().getAsLong()
                        : o.measuredAt().toString();
                assertThat(seen.add(o.kind() + place)).as(o.toString()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TherapyKind.class)
    void two_weeks_look_like_those_of_people_with_type_1_diabetes(TherapyKind kind) {
        int withLows = 0;
        for (long seed = 1; seed <= 20; seed++) {
            var person = VirtualPerson.of(seed, Told.BERLIN, kind, 5);
            double[] mgPerDl = Told.readings(Told.by(person, MONDAY, TWO_WEEKS)).stream()
                    .mapToDouble(GlucoseReading::mgPerDl)
                    .toArray();
            double mean = Stream.of(mgPerDl)
                    .mapToDouble(all -> java.util.Arrays.stream(all).average().orElseThrow())
                    .sum();
            double sd = Math.sqrt(java.util.Arrays.stream(mgPerDl)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow());
            assertThat(mean).as("mean of " + seed).isBetween(115.0, 190.0);
            assertThat(sd / mean).as("CV of " + seed).isBetween(0.22, 0.45);
            withLows += java.util.Arrays.stream(mgPerDl).anyMatch(v -> v < 70) ? 1 : 0;
            double below = java.util.Arrays.stream(mgPerDl).filter(v -> v < 70).count() / (double) mgPerDl.length;
            assertThat(below).as("below 70 of " + seed).isLessThan(0.08);
        }
        assertThat(withLows).isGreaterThanOrEqualTo(17);
    }

    @Test
    void a_new_sensor_warms_up_for_two_hours_without_readings() {
        List<Observation> all = Told.by(Told.person(5), MONDAY, Duration.ofDays(11));
        List<DeviceEvent> events = Told.only(DeviceEvent.class, all);
        assertThat(events)
                .extracting(DeviceEvent::event)
                .containsSubsequence(
                        DeviceEvent.Event.SENSOR_ENDED,
                        DeviceEvent.Event.SENSOR_STARTED,
                        DeviceEvent.Event.WARM_UP_STARTED,
                        DeviceEvent.Event.WARM_UP_ENDED);
        Instant start = at(events, DeviceEvent.Event.SENSOR_ENDED);
        Instant end = at(events, DeviceEvent.Event.WARM_UP_ENDED);
        assertThat(Duration.between(start, end)).isEqualTo(Duration.ofMinutes(120));
        assertThat(Told.readings(all))
                .noneMatch(
                        r -> !r.measuredAt().isBefore(start) && r.measuredAt().isBefore(end))
                .anyMatch(r -> r.measuredAt().isBefore(start))
                .anyMatch(r -> !r.measuredAt().isBefore(end));
    }

    private static Instant at(List<DeviceEvent> events, DeviceEvent.Event event) {
        return events.stream()
                .filter(e -> e.event() == event)
                .findFirst()
                .orElseThrow()
                .measuredAt();
    }

    @Test
    void glucose_does_not_leap_when_the_sensor_changes() {
        var course = new Course(Told.person(5), MONDAY);
        double before = course.plasmaMgPerDl();
        for (Instant t = MONDAY; t.isBefore(MONDAY.plus(Duration.ofDays(25))); t = t.plusSeconds(60)) {
            course.liveUntil(t, happening -> {});
            assertThat(Math.abs(course.plasmaMgPerDl() - before))
                    .as(t.toString())
                    .isLessThan(60);
            before = course.plasmaMgPerDl();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15})
    void reads_on_whole_multiples_of_its_cadence(int minutes) {
        var person = VirtualPerson.of(4, Told.BERLIN, TherapyKind.PUMP, minutes);
        List<GlucoseReading> readings = Told.readings(Told.by(person, MONDAY, Duration.ofDays(2)));
        assertThat(readings)
                .hasSizeBetween(2 * 1440 / minutes - 300 / minutes, 2 * 1440 / minutes + 1)
                .allMatch(r -> r.origin().sequence().getAsLong() % minutes == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 7, 16, 60})
    void refuses_a_cadence_that_no_sensor_has(int minutes) {
        assertThatThrownBy(() -> VirtualPerson.checkedMinutesBetweenReadings(minutes))
                .hasMessageContaining("minutesBetweenReadings must be");
    }

    @Test
    void a_pump_gives_its_day_of_basal_in_24_hourly_doses_and_a_pen_in_one() {
        var pump = VirtualPerson.of(9, ZoneId.of("UTC"), TherapyKind.PUMP, 5);
        var pen = VirtualPerson.of(9, ZoneId.of("UTC"), TherapyKind.PEN, 5);
        assertThat(basal(pump)).hasSize(24);
        assertThat(basal(pen)).hasSize(1);
        double daily = pump.therapy().basalUnitsPerHour() * 24;
        assertThat(basal(pump).stream().mapToDouble(InsulinDose::units).sum()).isBetween(daily * 0.99, daily * 1.1);
        assertThat(basal(pen).get(0).units()).isBetween(daily - 0.26, daily + 0.26);
    }

    private static List<InsulinDose> basal(VirtualPerson person) {
        return Told.only(InsulinDose.class, Told.by(person, MONDAY, Duration.ofHours(24))).stream()
                .filter(dose -> dose.purpose() == InsulinDose.Purpose.BASAL)
                .toList();
    }

    @Test
    void eats_sleeps_walks_and_has_a_pulse_every_day() {
        List<Observation> all = Told.by(Told.person(6), MONDAY, Duration.ofDays(7));
        assertThat(Told.only(CarbohydrateIntake.class, all)).hasSizeBetween(15, 60);
        assertThat(Told.only(SleepEpisode.class, all))
                .hasSizeBetween(6, 7)
                .allMatch(s -> Duration.between(s.measuredAt(), s.endedAt()).toHours() >= 5);
        assertThat(Told.only(HeartRate.class, all)).hasSize(7 * 288).allMatch(h -> h.beatsPerMinute() >= 38);
        assertThat(Told.only(StepCount.class, all).stream()
                        .mapToInt(StepCount::steps)
                        .sum())
                .isBetween(7 * 3000, 7 * 25_000);
    }

    @Test
    void lives_through_the_days_on_which_the_clocks_change() {
        for (String day : List.of("2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z")) {
            List<GlucoseReading> readings =
                    Told.readings(Told.by(Told.person(8), Instant.parse(day), Duration.ofDays(1)));
            assertThat(readings).hasSizeGreaterThan(200).isSortedAccordingTo((a, b) -> a.measuredAt()
                    .compareTo(b.measuredAt()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void a_low_can_be_had_within_a_quarter_of_an_hour(long seed) {
        Instant start = MONDAY.plus(Duration.ofMinutes(seed * 139));
        List<GlucoseReading> readings = Told.readings(Told.by(
                Told.person(seed).withLowSoonAfter(start), start.minus(Duration.ofHours(24)), Duration.ofHours(25)));
        assertThat(readings)
                .filteredOn(r -> r.measuredAt().isBefore(start.minus(Duration.ofMinutes(20)))
                        && r.measuredAt().isAfter(start.minus(Duration.ofMinutes(60))))
                .isNotEmpty()
                .allMatch(r -> r.mgPerDl() >= 70);
        assertThat(readings)
                .anyMatch(r -> r.measuredAt().isAfter(start)
                        && r.measuredAt().isBefore(start.plus(Duration.ofMinutes(16)))
                        && r.mgPerDl() < 70);
    }
}
