package org.hearthgate.cloud.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GlucoseSummaryTest {
    private static final QuarterHour QUARTER = new QuarterHour(NOON);
    private static final Consent CONSENT = Wanted.consent(ANNA, "blue-7");

    private static Optional<GlucoseSummary> summary(GlucoseReading... readings) {
        return GlucoseSummary.minimized(Optional.of(CONSENT), QUARTER, List.of(readings));
    }

    @Test
    void a_quarter_hour_leaves_as_counts_and_one_mean() {
        var summary = summary(
                reading(53.9).at(NOON).build(),
                reading(70).at(NOON.plusSeconds(300)).build(),
                reading(181).at(NOON.plusSeconds(600)).build());

        assertThat(summary.map(CloudMessage::glucoseSummary).map(octets -> new String(octets, StandardCharsets.UTF_8)))
                .hasValue("{\"metrics\":{\"key\":\"blue-7/2026-03-02T12:00:00Z/3\",\"pseudonym\":\"blue-7\","
                        + "\"from\":\"2026-03-02T12:00:00Z\",\"until\":\"2026-03-02T12:15:00Z\",\"revision\":3,"
                        + "\"expected\":3,\"count\":3,\"inRange\":1,\"below70\":1,\"below54\":1,\"above180\":1,"
                        + "\"above250\":0,\"meanMgPerDl\":102}}");
    }

    @ParameterizedTest(name = "{0} mg/dL, {1}")
    @CsvSource({
        "53.99, EXACT, 1, 1, 0, 0, 0",
        "54, EXACT, 1, 0, 0, 0, 0",
        "69.99, EXACT, 1, 0, 0, 0, 0",
        "70, EXACT, 0, 0, 1, 0, 0",
        "180, EXACT, 0, 0, 1, 0, 0",
        "180.01, EXACT, 0, 0, 0, 1, 0",
        "250, EXACT, 0, 0, 0, 1, 0",
        "250.01, EXACT, 0, 0, 0, 1, 1",
        "40, BELOW_RANGE, 1, 1, 0, 0, 0",
        "54, BELOW_RANGE, 1, 1, 0, 0, 0",
        "60, BELOW_RANGE, 1, 0, 0, 0, 0",
        "70, BELOW_RANGE, 1, 0, 0, 0, 0",
        "400, ABOVE_RANGE, 0, 0, 0, 1, 1",
        "250, ABOVE_RANGE, 0, 0, 0, 1, 1",
    })
    void grades_by_the_consensus_levels(
            double mgPerDl, Bound bound, int below70, int below54, int inRange, int above180, int above250) {
        assertThat(summary(reading(mgPerDl).bound(bound).build())).hasValueSatisfying(summary -> {
            assertThat(summary.below70()).isEqualTo(below70);
            assertThat(summary.below54()).isEqualTo(below54);
            assertThat(summary.inRange()).isEqualTo(inRange);
            assertThat(summary.above180()).isEqualTo(above180);
            assertThat(summary.above250()).isEqualTo(above250);
        });
    }

    @Test
    void has_no_mean_where_a_reading_is_only_the_edge_of_the_sensors_range() {
        assertThat(summary(
                        reading(40).bound(Bound.BELOW_RANGE).build(),
                        reading(80).at(NOON.plusSeconds(300)).build()))
                .hasValueSatisfying(summary -> assertThat(summary.meanMgPerDl()).isEmpty());
    }

    @Test
    void ends_before_the_next_quarter_hour_begins() {
        assertThat(summary(reading(100).at(NOON.plusSeconds(900)).build())).isEmpty();
        assertThat(summary(reading(100).at(NOON.minusMillis(1)).build())).isEmpty();
        assertThat(summary(reading(100).at(NOON.plusSeconds(900).minusMillis(1)).build()))
                .isPresent();
    }

    @Test
    void holds_nobody_else() {
        assertThat(summary(reading(100).of(BEN).build())).isEmpty();
    }

    @Test
    void counts_the_persons_one_series_whichever_sensors_it_came_from() {
        assertThat(summary(
                        reading(300).from("a").doubted(Doubt.Flag.ASIDE).build(),
                        reading(100).from("a").at(NOON.plusSeconds(300)).build(),
                        reading(110).from("b").at(NOON.plusSeconds(600)).build()))
                .hasValueSatisfying(summary -> {
                    assertThat(summary.count()).isEqualTo(2);
                    assertThat(summary.above250()).as("stands aside").isZero();
                    assertThat(summary.meanMgPerDl()).hasValue(105);
                    assertThat(summary.revision())
                            .as("grows with every reading of the series")
                            .isEqualTo(2);
                });
    }

    @ParameterizedTest
    @EnumSource(
            value = Doubt.Flag.class,
            names = {
                "LATE",
                "NOISY",
                "COMPRESSION_SUSPECTED",
                "JUMP",
                "FLAT_LINE",
                "END_OF_LIFE",
                "CALIBRATION_STEP",
                "METER_DISAGREES",
                "CLOCK_CORRECTED"
            })
    void counts_what_came_late_and_what_the_sensor_is_doubted_for(Doubt.Flag doubt) {
        assertThat(summary(reading(60).doubted(doubt).build())).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = Doubt.Flag.class,
            names = {"FUTURE", "HUB_CLOCK", "WARM_UP", "IMPLAUSIBLE", "TEST", "AMBIGUOUS_TIME", "ASIDE", "GAP_FILLED"})
    void leaves_out_what_is_not_this_persons_glucose_at_this_time(Doubt.Flag doubt) {
        assertThat(summary(reading(60).doubted(doubt).build())).isEmpty();
    }

    @Test
    void one_reason_against_a_reading_is_enough() {
        assertThat(summary(reading(60)
                        .doubted(Doubt.Flag.LATE)
                        .doubted(Doubt.Flag.ASIDE)
                        .build()))
                .isEmpty();
    }

    @Test
    void sends_no_quarter_hour_that_began_before_the_consent() {
        var consent = new Consent("cloud", ANNA, Granularity.SUMMARY_15_MIN, "blue-7", NOON.plusMillis(1), 5);
        var later = new QuarterHour(QUARTER.until());

        assertThat(GlucoseSummary.minimized(
                        Optional.of(consent),
                        QUARTER,
                        List.of(reading(100).at(NOON.plusSeconds(60)).build())))
                .isEmpty();
        assertThat(GlucoseSummary.minimized(
                        Optional.of(consent),
                        later,
                        List.of(reading(100).at(later.from()).build())))
                .isPresent();
    }
}
