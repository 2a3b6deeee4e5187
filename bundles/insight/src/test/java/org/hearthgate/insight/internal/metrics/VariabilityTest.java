package org.hearthgate.insight.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hearthgate.api.insight.GlucoseReport;
import org.hearthgate.api.insight.GlucoseReport.Variability;
import org.hearthgate.api.insight.UsualGlucose;
import org.junit.jupiter.api.Test;

class VariabilityTest {
    @Test
    void conga_is_the_deviation_of_the_change_within_the_hours() {
        // hour by hour on quarters: the changes within an hour are 10, 20, 30, 40
        Variability moves = A.report(A.trace("2026-03-02T00:00:00Z", 15, 100, 100, 100, 100, 110, 120, 130, 140))
                .variability();
        assertThat(moves.conga1MgPerDl()).hasValueCloseTo(Math.sqrt(500 / 3.0), within(1e-9));
        assertThat(moves.conga4MgPerDl()).isEmpty();
        assertThat(moves.conga24MgPerDl()).isEmpty();
        assertThat(moves.moddMgPerDl()).isEmpty();
    }

    @Test
    void modd_is_how_far_a_day_is_from_the_day_before() {
        Variability moves = A.report(days("2026-03-02", 3, at -> 100 + 10 * at.getDayOfMonth() % 20))
                .variability();
        assertThat(moves.moddMgPerDl()).hasValueCloseTo(10.0, within(1e-9));
    }

    @Test
    void mage_is_the_height_of_the_waves_and_not_of_the_ripples() {
        // waves of six hours between 80 and 200, with ripples of 4 on them
        Series waves = days("2026-03-02", 4, at -> {
            double minute = at.toLocalTime().toSecondOfDay() / 60.0;
            return Math.round(
                    140 - 60 * Math.cos(2 * Math.PI * minute / 360) + 2 * Math.sin(2 * Math.PI * minute / 20));
        });
        assertThat(A.report(waves).variability().mageMgPerDl()).hasValueCloseTo(120.0, within(4.0));
    }

    @Test
    void a_straight_line_and_two_hours_have_no_mage() {
        assertThat(A.report(days("2026-03-02", 1, at -> 120)).variability().mageMgPerDl())
                .isEmpty();
        assertThat(A.report(A.trace("2026-03-02T00:00:00Z", 10, 80, 200, 80, 200, 80, 200, 80, 200, 80, 200, 80, 200))
                        .variability()
                        .mageMgPerDl())
                .isEmpty();
    }

    @Test
    void rare_readings_tell_no_variability() {
        assertThat(A.report(A.trace("2026-03-02T00:00:00Z", 60, 80, 200, 80, 200, 80, 200))
                        .variability())
                .satisfies(moves -> {
                    assertThat(moves.conga1MgPerDl()).isEmpty();
                    assertThat(moves.mageMgPerDl()).isEmpty();
                });
    }

    @Test
    void the_same_time_of_day_is_compared_across_both_changes_of_the_clock() {
        // glucose that follows the clock on the wall exactly is the same each day, however long the days are
        ToDoubleFunction<LocalDateTime> byTheClock = at -> 80 + at.getHour() * 5;
        for (String first : List.of("2026-03-27", "2026-10-23")) {
            Series week = days(first, 5, byTheClock);
            assertThat(A.report(week, A.BERLIN).variability().moddMgPerDl())
                    .as(first)
                    .hasValueCloseTo(0.0, within(1e-9));
            assertThat(A.report(week).variability().moddMgPerDl().orElseThrow())
                    .as("by UTC it is not")
                    .isGreaterThan(1);
        }
    }

    @Test
    void the_profile_counts_the_hour_twice_that_autumn_has_twice_and_skips_the_one_that_spring_lacks() {
        List<UsualGlucose> autumn =
                A.report(days("2026-10-20", 10, at -> 100), A.BERLIN).profile();
        assertThat(autumn).hasSize(96).allSatisfy(point -> assertThat(point.readings())
                .isEqualTo(point.at().getHour() == 2 ? 33 : 30));
        List<UsualGlucose> spring =
                A.report(days("2026-03-25", 10, at -> 100), A.BERLIN).profile();
        assertThat(spring).hasSize(96).allSatisfy(point -> assertThat(point.readings())
                .isEqualTo(point.at().getHour() == 2 ? 27 : 30));
        assertThat(A.report(days("2026-03-25", 10, at -> 100), A.BERLIN).wear().days())
                .isEqualTo(10);
    }

    @Test
    void percentiles_of_a_quarter_of_an_hour_need_five_readings() {
        GlucoseReport report = A.report(days("2026-03-02", 2, at -> at.getDayOfMonth() == 2 ? 100 : 110));
        assertThat(report.profile()).hasSize(96);
        assertThat(report.profile().get(0)).isEqualTo(new UsualGlucose(LocalTime.MIDNIGHT, 6, 100, 100, 105, 110, 110));
        assertThat(A.report(days("2026-03-02", 1, at -> 100)).profile()).isEmpty();
    }

    /** Each five minutes of so many days in Berlin, whatever length they have. */
    private static Series days(String first, int count, ToDoubleFunction<LocalDateTime> glucose) {
        LocalDate day = LocalDate.parse(first);
        Instant until = day.plusDays(count).atStartOfDay(A.BERLIN).toInstant();
        var series = new Series.Builder();
        for (Instant at = day.atStartOfDay(A.BERLIN).toInstant();
                at.isBefore(until);
                at = at.plus(Duration.ofMinutes(5))) {
            series.add(at, glucose.applyAsDouble(at.atZone(A.BERLIN).toLocalDateTime()));
        }
        return series.build();
    }
}
