package org.hearthgate.insight.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.hearthgate.api.insight.ConsensusEvent;
import org.hearthgate.api.insight.ConsensusEvent.Kind;
import org.hearthgate.api.insight.GlucoseReport;
import org.hearthgate.api.insight.SensorWear;
import org.hearthgate.api.insight.TimeInRanges;
import org.hearthgate.api.insight.UsualGlucose;
import org.hearthgate.api.observation.GlucoseReading;

/** What holds for every trace, however torn. That no figure is NaN is checked by the records themselves. */
class ReportPropertiesTest {
    private static final Duration DAY = Duration.ofDays(1);

    private record Reading(Instant at, double mgPerDl) {}

    @Property(tries = 300)
    void the_five_ranges_make_a_hundred_counted_and_by_time(
            @ForAll("traces") List<Reading> trace, @ForAll("zones") ZoneId zone) {
        GlucoseReport report = A.report(series(trace), zone);
        assertThat(sum(report.ranges().orElseThrow())).isCloseTo(100, within(1e-6));
        report.byTime().ifPresent(byTime -> {
            assertThat(sum(byTime.ranges())).isCloseTo(100, within(1e-6));
            assertThat(byTime.meanMgPerDl())
                    .isBetween(
                            lowest(trace) - 1e-9,
                            trace.stream().mapToDouble(Reading::mgPerDl).max().orElseThrow() + 1e-9);
        });
    }

    @Property(tries = 200)
    void the_order_in_which_readings_come_does_not_matter(
            @ForAll("traces") List<Reading> trace, @ForAll("zones") ZoneId zone, @ForAll long seed) {
        var shuffled = new ArrayList<>(trace);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(A.report(series(shuffled), zone)).isEqualTo(A.report(series(trace), zone));
    }

    @Property(tries = 200)
    void the_order_of_the_days_does_not_matter_to_what_counts_readings(
            @ForAll("days") List<List<Double>> days, @ForAll long seed) {
        var shuffled = new ArrayList<>(days);
        Collections.shuffle(shuffled, new Random(seed));
        GlucoseReport ours = A.report(dayByDay(days));
        GlucoseReport theirs = A.report(dayByDay(shuffled));
        assertThat(theirs.ranges()).isEqualTo(ours.ranges());
        assertThat(theirs.profile()).isEqualTo(ours.profile());
        assertThat(theirs.wear().coveredPercent()).isEqualTo(ours.wear().coveredPercent());
        assertThat(theirs.level().orElseThrow().meanMgPerDl())
                .isCloseTo(ours.level().orElseThrow().meanMgPerDl(), within(1e-9));
        assertThat(theirs.risk().orElseThrow().lowIndex())
                .isCloseTo(ours.risk().orElseThrow().lowIndex(), within(1e-9));
    }

    @Property(tries = 200)
    void a_sensor_in_mmol_is_counted_by_the_limits_in_mmol(@ForAll("tenths") List<Integer> tenthsOfMmol) {
        Series series = A.trace(
                "2026-03-02T00:00:00Z",
                5,
                tenthsOfMmol.stream()
                        .mapToDouble(tenths -> Math.round(100 * GlucoseReading.mgPerDlOf(tenths / 10.0)) / 100.0)
                        .toArray());
        GlucoseReport report = A.report(series);
        TimeInRanges ranges = report.ranges().orElseThrow();
        assertThat(ranges.veryLowPercent()).isCloseTo(percent(tenthsOfMmol, 0, 29), within(1e-9));
        assertThat(ranges.lowPercent()).isCloseTo(percent(tenthsOfMmol, 30, 38), within(1e-9));
        assertThat(ranges.inRangePercent()).isCloseTo(percent(tenthsOfMmol, 39, 100), within(1e-9));
        assertThat(ranges.tightRangePercent()).isCloseTo(percent(tenthsOfMmol, 39, 78), within(1e-9));
        assertThat(ranges.highPercent()).isCloseTo(percent(tenthsOfMmol, 101, 139), within(1e-9));
        assertThat(ranges.veryHighPercent()).isCloseTo(percent(tenthsOfMmol, 140, 999), within(1e-9));
        double meanMmol =
                tenthsOfMmol.stream().mapToInt(Integer::intValue).average().orElseThrow() / 10;
        assertThat(report.level().orElseThrow().gmiPercent())
                .as("Bergenstal's formula for mmol/L")
                .isCloseTo(3.31 + 0.43100 * meanMmol, within(0.005));
    }

    @Property(tries = 300)
    void events_lie_in_the_trace_and_the_worse_in_the_milder(
            @ForAll("traces") List<Reading> trace, @ForAll("zones") ZoneId zone) {
        GlucoseReport report = A.report(series(trace), zone);
        long step = report.wear().usualStep().orElse(Duration.ofMinutes(5)).toMillis();
        Instant first = trace.get(0).at();
        Instant last = trace.get(trace.size() - 1).at();
        for (ConsensusEvent event : report.events()) {
            assertThat(event.startedAt()).isAfterOrEqualTo(first);
            assertThat(event.until()).isBeforeOrEqualTo(last.plusMillis(Math.max(step, 1_200_000)));
            assertThat(event.duration()).isGreaterThanOrEqualTo(Duration.ofMinutes(15));
        }
        assertThat(report.events(Kind.EXTENDED_LOW)).allSatisfy(extended -> {
            assertThat(extended.duration()).isGreaterThan(Duration.ofMinutes(120));
            assertThat(report.events(Kind.LOW)).anySatisfy(low -> holds(low, extended));
        });
        assertThat(report.events(Kind.VERY_LOW)).allSatisfy(veryLow -> assertThat(report.events(Kind.LOW))
                .anySatisfy(low -> assertThat(low.startedAt()).isBefore(veryLow.until())));
    }

    private static void holds(ConsensusEvent low, ConsensusEvent extended) {
        assertThat(low.startedAt()).isBeforeOrEqualTo(extended.startedAt());
        assertThat(low.until()).isAfterOrEqualTo(extended.until());
    }

    @Property(tries = 300)
    void wear_is_never_more_than_the_whole(@ForAll("traces") List<Reading> trace, @ForAll("zones") ZoneId zone) {
        SensorWear wear = A.report(series(trace), zone).wear();
        assertThat(wear.readings())
                .isEqualTo((int) trace.stream().map(Reading::at).distinct().count());
        assertThat(wear.coveredPercent()).isBetween(0.0, 100.0);
        assertThat(wear.eventDays()).isBetween(0.0, wear.days() + 2 / 24.0);
        wear.activePercent().ifPresent(percent -> assertThat(percent).isBetween(0.0, 100.0));
    }

    @Property(tries = 100)
    void a_day_of_the_changed_clock_keeps_every_reading_in_the_profile(
            @ForAll("changes") String day, @ForAll @IntRange(min = 0, max = 14) int minute) {
        Instant from =
                Instant.parse(day + "T00:00:00Z").minus(DAY.multipliedBy(4)).plusSeconds(60L * minute);
        var series = new Series.Builder();
        int count = 8 * 96;
        for (int i = 0; i < count; i++) {
            series.add(from.plusSeconds(900L * i), 100);
        }
        List<UsualGlucose> profile = A.report(series.build(), A.BERLIN).profile();
        assertThat(profile.stream().mapToInt(UsualGlucose::readings).sum()).isEqualTo(count);
        assertThat(profile).isSortedAccordingTo(java.util.Comparator.comparing(UsualGlucose::at));
    }

    private static double percent(List<Integer> tenths, int from, int to) {
        return 100.0
                * tenths.stream().filter(value -> value >= from && value <= to).count()
                / tenths.size();
    }

    private static double sum(TimeInRanges ranges) {
        return ranges.belowRangePercent() + ranges.inRangePercent() + ranges.aboveRangePercent();
    }

    private static double lowest(List<Reading> trace) {
        return trace.stream().mapToDouble(Reading::mgPerDl).min().orElseThrow();
    }

    private static Series series(List<Reading> trace) {
        var series = new Series.Builder();
        trace.forEach(reading -> series.add(reading.at(), reading.mgPerDl()));
        return series.build();
    }

    /** Quarter hours from midnight on; a day may be short. */
    private static Series dayByDay(List<List<Double>> days) {
        var series = new Series.Builder();
        Instant midnight = Instant.parse("2026-06-01T00:00:00Z");
        for (List<Double> day : days) {
            for (int i = 0; i < 96; i++) {
                series.add(midnight.plusSeconds(900L * i), day.get(i % day.size()));
            }
            midnight = midnight.plus(DAY);
        }
        return series.build();
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                ZoneOffset.UTC,
                A.BERLIN,
                ZoneId.of("America/New_York"),
                ZoneId.of("Australia/Lord_Howe"),
                ZoneId.of("Asia/Kolkata"));
    }

    @Provide
    Arbitrary<String> changes() {
        return Arbitraries.of("2026-03-29", "2026-10-25");
    }

    @Provide
    Arbitrary<List<Integer>> tenths() {
        return Arbitraries.integers().between(10, 300).list().ofMinSize(1).ofMaxSize(50);
    }

    @Provide
    Arbitrary<List<List<Double>>> days() {
        return Arbitraries.integers()
                .between(40, 400)
                .map(Integer::doubleValue)
                .list()
                .ofMinSize(1)
                .ofMaxSize(96)
                .list()
                .ofMinSize(2)
                .ofMaxSize(8);
    }

    /** Up to some days about a change of the clock: a step that is kept but for gaps and seconds, a level that lingers. */
    @Provide
    Arbitrary<List<Reading>> traces() {
        return Combinators.combine(
                        Arbitraries.of("2026-03-28T20:00:00Z", "2026-10-24T20:00:00Z", "2026-06-01T00:00:00Z"),
                        Arbitraries.of(1, 3, 5, 7, 15, 16, 60),
                        Arbitraries.integers().between(1, 600),
                        Arbitraries.longs())
                .as(ReportPropertiesTest::trace);
    }

    private static List<Reading> trace(String from, int step, int count, long seed) {
        var random = new Random(seed);
        var trace = new ArrayList<Reading>();
        Instant at = Instant.parse(from).plusMillis(random.nextInt(3) * 17_333L);
        double level = 40 + random.nextInt(250);
        for (int i = 0; i < count; i++) {
            trace.add(new Reading(at, Math.max(20, Math.min(500, level))));
            level += random.nextGaussian() * 8;
            long gap = random.nextInt(40) == 0 ? random.nextInt(300) : 0;
            at = at.plusSeconds(60L * (step + gap) + random.nextInt(5) - 2);
        }
        return trace;
    }
}
