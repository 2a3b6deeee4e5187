package org.hearthgate.insight.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.hearthgate.api.insight.ConsensusEvent;
import org.hearthgate.api.insight.GlucoseLevel;
import org.hearthgate.api.insight.GlucoseReport;
import org.hearthgate.api.insight.GlucoseReport.ByTime;
import org.hearthgate.api.insight.GlucoseRisk;
import org.hearthgate.api.insight.SensorWear;
import org.hearthgate.api.insight.TimeInRanges;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures reckoned by hand on paper. */
class ReportTest {
    private static final String MIDNIGHT = "2026-03-02T00:00:00Z";
    private static final Offset<Double> CLOSE = within(1e-9);

    private final Series ten = A.trace(MIDNIGHT, 5, 50, 60, 70, 100, 140, 150, 180, 190, 250, 260);

    @Test
    void mean_spread_and_gmi_are_those_of_the_textbook() {
        GlucoseLevel level =
                A.report(A.trace(MIDNIGHT, 5, 100, 120, 140, 160)).level().orElseThrow();
        assertThat(level.meanMgPerDl()).isEqualTo(130);
        assertThat(level.standardDeviationMgPerDl()).hasValueCloseTo(Math.sqrt(2000 / 3.0), CLOSE);
        assertThat(level.variationPercent()).hasValueCloseTo(100 * Math.sqrt(2000 / 3.0) / 130, CLOSE);
        assertThat(level.medianMgPerDl()).isEqualTo(130);
        assertThat(level.lowerQuartileMgPerDl()).isEqualTo(115);
        assertThat(level.upperQuartileMgPerDl()).isEqualTo(145);
        assertThat(level.interquartileRangeMgPerDl()).isEqualTo(30);
        assertThat(level.gmiPercent()).isCloseTo(6.4196, CLOSE);
        assertThat(A.report(A.trace(MIDNIGHT, 5, 154)).level().orElseThrow().gmiPercent())
                .as("the example of Bergenstal 2018")
                .isCloseTo(6.99, within(0.005));
    }

    @Test
    void a_limit_itself_is_in_range() {
        TimeInRanges ranges = A.report(ten).ranges().orElseThrow();
        assertThat(ranges).isEqualTo(new TimeInRanges(10, 10, 50, 20, 10, 30));
        assertThat(ranges.belowRangePercent()).isEqualTo(20);
        assertThat(ranges.aboveRangePercent()).isEqualTo(30);
    }

    @ParameterizedTest(name = "{0} mmol/L is in range: {1}")
    @CsvSource({
        "2.9, veryLow",
        "3.0, low",
        "3.8, low",
        "3.9, tight",
        "7.8, tight",
        "7.9, in",
        "10.0, in",
        "10.1, high",
        "13.9, high",
        "14.0, veryHigh"
    })
    void the_limits_are_the_same_in_mmol(double mmolPerL, String range) {
        double mgPerDl = Math.round(mmolPerL * 1801.82) / 100.0; // as a reading holds it
        TimeInRanges ranges = A.report(A.trace(MIDNIGHT, 5, mgPerDl)).ranges().orElseThrow();
        assertThat(
                        switch (range) {
                            case "veryLow" -> ranges.veryLowPercent();
                            case "low" -> ranges.lowPercent();
                            case "tight" -> ranges.tightRangePercent();
                            case "in" -> ranges.inRangePercent() - ranges.tightRangePercent();
                            case "high" -> ranges.highPercent();
                            default -> ranges.veryHighPercent();
                        })
                .isEqualTo(100);
    }

    @Test
    void gri_weighs_each_range_and_is_capped() {
        assertThat(A.report(ten).risk().orElseThrow().glycemiaRiskIndex())
                .isCloseTo(3.0 * 10 + 2.4 * 10 + 1.6 * 10 + 0.8 * 20, CLOSE);
        GlucoseRisk worst = A.report(A.trace(MIDNIGHT, 5, 45, 45)).risk().orElseThrow();
        assertThat(worst.glycemiaRiskIndex()).isEqualTo(100);
        assertThat(worst.zone()).isEqualTo(GlucoseRisk.Zone.E);
        assertThat(new GlucoseRisk(0, 0, 20).zone()).isEqualTo(GlucoseRisk.Zone.A);
        assertThat(new GlucoseRisk(0, 0, 20.1).zone()).isEqualTo(GlucoseRisk.Zone.B);
        assertThat(new GlucoseRisk(0, 0, 0).zone()).isEqualTo(GlucoseRisk.Zone.A);
    }

    @Test
    void the_risk_scale_of_kovatchev_is_balanced_at_112_and_a_half() {
        GlucoseRisk balanced = A.report(A.trace(MIDNIGHT, 5, 112.5)).risk().orElseThrow();
        assertThat(balanced.lowIndex() + balanced.highIndex()).isCloseTo(0, within(0.001));
        GlucoseRisk low = A.report(A.trace(MIDNIGHT, 5, 50)).risk().orElseThrow();
        assertThat(low.lowIndex())
                .as("ln 50 = 3.912023; ^1.084 = 4.387000; -0.994^2 x 22.77")
                .isCloseTo(22.50, within(0.01));
        assertThat(low.highIndex()).isZero();
        GlucoseRisk high = A.report(A.trace(MIDNIGHT, 5, 400)).risk().orElseThrow();
        assertThat(high.lowIndex()).isZero();
        assertThat(high.highIndex()).isCloseTo(57.04, within(0.01));
    }

    @Test
    void by_time_a_minute_weighs_the_same_whichever_sensor_told_it() {
        var both = new Series.Builder();
        for (int i = 0; i < 60; i++) { // an hour of each minute at 200, then an hour of each five at 100
            both.add(Instant.parse("2026-03-02T08:00:00Z").plusSeconds(60L * i), 200);
        }
        for (int i = 0; i <= 12; i++) {
            both.add(Instant.parse("2026-03-02T09:00:00Z").plusSeconds(300L * i), 100);
        }
        GlucoseReport report = A.report(both.build());
        ByTime byTime = report.byTime().orElseThrow();
        assertThat(byTime.meanMgPerDl()).as("60 min at 200, 61 at 100").isCloseTo((60 * 200 + 61 * 100) / 121.0, CLOSE);
        assertThat(byTime.ranges().highPercent()).isCloseTo(100 * 60 / 121.0, CLOSE);
        assertThat(report.ranges().orElseThrow().highPercent()).isCloseTo(100 * 60 / 73.0, CLOSE);
    }

    @Test
    void a_gap_weighs_nothing() {
        var gap = new Series.Builder();
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");
        for (int minutes : new int[] {0, 5, 10, 190, 195, 200}) {
            gap.add(noon.plus(Duration.ofMinutes(minutes)), minutes < 60 ? 100 : 200);
        }
        GlucoseReport report = A.report(gap.build());
        assertThat(report.byTime().orElseThrow().meanMgPerDl()).isCloseTo(150, CLOSE);
        SensorWear wear = report.wear();
        assertThat(wear.coveredPercent()).isCloseTo(100 * 30 / 1440.0, CLOSE);
        assertThat(wear.activePercent())
                .as("6 of the 41 that five minutes would give")
                .hasValueCloseTo(100 * 6 / 41.0, CLOSE);
        assertThat(wear.usualStep()).contains(Duration.ofMinutes(5));
    }

    @Test
    void two_weeks_and_seven_tenths_are_enough_for_a_report() {
        assertThat(wear(14, 70).enoughForReport()).isTrue();
        assertThat(wear(14, 69.9).enoughForReport()).isFalse();
        assertThat(wear(13, 100).enoughForReport()).isFalse();
    }

    private static SensorWear wear(int days, double percent) {
        return new SensorWear(days, 10, 100, Optional.empty(), OptionalDouble.empty(), percent, 10);
    }

    @Test
    void days_that_the_sensor_was_worn_are_local_days() {
        Series night = A.trace("2026-03-02T22:50:00Z", 5, 100, 100, 100, 100); // 23:50 to 00:05 in Berlin
        assertThat(A.report(night, A.BERLIN).wear().daysWorn()).isEqualTo(2);
        assertThat(A.report(night, ZoneOffset.UTC).wear().daysWorn()).isEqualTo(1);
    }

    @Test
    void without_readings_everything_is_empty() {
        GlucoseReport nothing = Report.of(
                Given.ANNA,
                Instant.parse(MIDNIGHT),
                Instant.parse("2026-03-16T00:00:00Z"),
                A.BERLIN,
                new Series.Builder().build());
        assertThat(nothing.level()).isEmpty();
        assertThat(nothing.ranges()).isEmpty();
        assertThat(nothing.byTime()).isEmpty();
        assertThat(nothing.risk()).isEmpty();
        assertThat(nothing.variability().mageMgPerDl()).isEmpty();
        assertThat(nothing.variability().moddMgPerDl()).isEmpty();
        assertThat(nothing.variability().conga24MgPerDl()).isEmpty();
        assertThat(nothing.events()).isEmpty();
        assertThat(nothing.eventsPerDay(ConsensusEvent.Kind.LOW)).isEmpty();
        assertThat(nothing.profile()).isEmpty();
        assertThat(nothing.wear().readings()).isZero();
        assertThat(nothing.wear().coveredPercent()).isZero();
        assertThat(nothing.wear().activePercent()).isEmpty();
    }

    @Test
    void one_reading_tells_a_level_and_no_spread() {
        GlucoseReport one = A.report(A.trace(MIDNIGHT, 5, 100));
        assertThat(one.level().orElseThrow().meanMgPerDl()).isEqualTo(100);
        assertThat(one.level().orElseThrow().standardDeviationMgPerDl()).isEmpty();
        assertThat(one.level().orElseThrow().variationPercent()).isEmpty();
        assertThat(one.ranges().orElseThrow().inRangePercent()).isEqualTo(100);
        assertThat(one.byTime()).isEmpty();
        assertThat(one.variability().conga1MgPerDl()).isEmpty();
        assertThat(one.wear().usualStep()).isEmpty();
        assertThat(one.events()).isEmpty();
    }

    @Test
    void several_readings_at_one_instant_are_one() {
        var twice = new Series.Builder();
        twice.add(Instant.parse(MIDNIGHT), 100);
        twice.add(Instant.parse(MIDNIGHT), 120);
        twice.add(Instant.parse("2026-03-01T23:55:00Z"), 90);
        twice.add(Instant.parse("2026-03-01T23:55:00Z"), 70);
        Series means = twice.build();
        assertThat(means.values()).as("in order of time").containsExactly(80, 110);
        assertThat(A.report(A.trace(MIDNIGHT, 0, 100, 120))
                        .level()
                        .orElseThrow()
                        .meanMgPerDl())
                .isEqualTo(110);
    }

    @Test
    void a_reading_outside_of_the_stretch_is_refused() {
        Series series = A.trace("2026-03-03T00:00:00Z", 5, 100);
        assertThatThrownBy(() -> Report.of(
                        Given.ANNA, Instant.parse(MIDNIGHT), Instant.parse("2026-03-03T00:00:00Z"), A.BERLIN, series))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outside");
    }
}
