package org.hearthgate.rules.glucose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

/** Nothing hides an urgent low: no average, no better sensor, no alternation; and nothing that has been replaced holds one. */
class SeveralSensorsTest {
    private final UrgentLowRule rule = new UrgentLowRule(Configured.by(UrgentLowRule.Config.class));

    private static Given.Reading reading(String device, double mgPerDl, double minutesAgo) {
        return Given.reading(mgPerDl).from(device).minutesBefore(Given.NOON, minutesAgo);
    }

    private static GlucoseReading aside(String device, double mgPerDl, double minutesAgo, String measure) {
        GlucoseReading reading = reading(device, mgPerDl, minutesAgo).build();
        Map<String, Double> measures = measure.isEmpty() ? Map.of() : Map.of(measure, 1.0);
        return reading.withOrigin(reading.origin().withDoubt(new Doubt(Doubt.Flag.ASIDE, "says the test", measures)));
    }

    private Verdict verdict(GlucoseReading... ascending) {
        var snapshot = Given.snapshot();
        for (GlucoseReading each : ascending) {
            snapshot.with(each);
        }
        return rule.evaluate(snapshot.build());
    }

    @Test
    void an_average_does_not_hide_the_lower_sensor() {
        assertThat(verdict(
                        aside("arm", 52, 1, ""),
                        aside("belly", 66, 0, ""),
                        reading("fused", 59, 0).build()))
                .isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void a_leading_sensor_does_not_hide_the_other_one() {
        assertThat(verdict(aside("belly", 50, 2, ""), reading("arm", 90, 0).build()))
                .isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void a_low_holds_whichever_of_two_alternating_sensors_spoke_last() {
        GlucoseReading low = aside("belly", 50, 5, "");
        assertThat(verdict(low, reading("arm", 80, 2).build())).isInstanceOf(Verdict.Holds.class);
        assertThat(verdict(
                        reading("arm", 80, 8).build(),
                        low,
                        reading("arm", 80, 2).build(),
                        aside("belly", 51, 0, "")))
                .isInstanceOf(Verdict.Holds.class);
        assertThat(verdict(
                        reading("belly", 50, 5).build(), reading("arm", 80, 0).build()))
                .as("without fusion")
                .isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void a_low_of_a_sensor_that_fell_silent_holds_for_eleven_minutes_and_no_longer() {
        GlucoseReading now = reading("arm", 90, 0).build();
        assertThat(verdict(aside("belly", 50, 11, ""), now)).isInstanceOf(Verdict.Holds.class);
        assertThat(verdict(aside("belly", 50, 11.1, ""), now)).isEqualTo(Verdict.clear());
    }

    @Test
    void a_sensor_on_the_skin_raises_nothing_while_one_under_it_is_fresh() {
        GlucoseReading ring = aside("ring", 48, 0, Doubt.NON_INVASIVE);
        assertThat(verdict(reading("arm", 110, 4).build(), ring)).isEqualTo(Verdict.clear());
        assertThat(verdict(reading("arm", 110, 12).build(), ring)).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void the_other_route_of_a_sensor_does_not_hold_a_low_that_the_series_has_left() {
        assertThat(verdict(
                        aside("reader", 50, 10, Doubt.SKEW_SECONDS),
                        reading("phone", 62, 5).build(),
                        reading("phone", 70, 0).build()))
                .isEqualTo(Verdict.clear());
    }

    @Test
    void a_low_beyond_the_range_of_one_sensor_is_lower_than_any_number() {
        Snapshot snapshot = Given.snapshot()
                .with(aside("arm", 45, 0, ""))
                .with(reading("belly", 54, 0).bound(Bound.BELOW_RANGE).build())
                .build();
        assertThat(snapshot.lowestFresh()).map(GlucoseReading::bound).contains(Bound.BELOW_RANGE);
    }

    @Test
    void while_the_leading_sensor_is_silent_the_other_one_is_heard_at_once() {
        Snapshot snapshot = Given.snapshot()
                .with(reading("arm", 90, 12).build())
                .with(aside("belly", 66, 2, ""))
                .build();
        assertThat(snapshot.freshGlucose()).map(GlucoseReading::mgPerDl).contains(66.0);
    }

    @Test
    void another_sensors_level_is_no_movement() {
        Snapshot snapshot = Given.snapshot()
                .with(reading("arm", 150, 15).build())
                .with(reading("arm", 150, 10).build())
                .with(reading("belly", 100, 5).build())
                .with(reading("belly", 100, 0).build())
                .build();
        assertThat(snapshot.trend()).isEmpty();
    }

    @Test
    void two_routes_that_each_lost_some_give_one_trend() {
        Snapshot snapshot = Given.snapshot()
                .with(reading("phone", 120, 15).build())
                .with(reading("reader", 110, 10).build())
                .with(reading("phone", 100, 5).build())
                .with(reading("reader", 90, 0).build())
                .build();
        assertThat(snapshot.trend())
                .hasValueSatisfying(trend -> assertThat(trend.mgPerDlPerMin()).isEqualTo(-2));
    }
}
