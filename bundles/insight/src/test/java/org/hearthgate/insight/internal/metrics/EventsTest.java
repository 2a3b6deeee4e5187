package org.hearthgate.insight.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.hearthgate.api.insight.ConsensusEvent;
import org.hearthgate.api.insight.ConsensusEvent.Kind;
import org.hearthgate.api.insight.GlucoseReport;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final String SIX = "2026-03-02T06:00:00Z";

    @Test
    void three_readings_of_five_minutes_below_70_are_an_event_two_are_none() {
        assertThat(lows(100, 69, 69, 100, 100, 100)).isEmpty();
        assertThat(lows(100, 69, 65, 69, 100, 100, 100)).singleElement().satisfies(event -> {
            assertThat(event.startedAt()).isEqualTo(Instant.parse("2026-03-02T06:05:00Z"));
            assertThat(event.duration()).isEqualTo(Duration.ofMinutes(15));
            assertThat(event.furthestMgPerDl()).isEqualTo(65);
            assertThat(event.holdsLevel2()).isFalse();
        });
    }

    @Test
    void seventy_itself_is_no_low_and_180_no_high() {
        assertThat(lows(70, 70, 70, 70)).isEmpty();
        assertThat(of(Kind.HIGH, 180, 180, 180, 180)).isEmpty();
        assertThat(of(Kind.HIGH, 180.18, 180.18, 180.18)).as("10.0 mmol/L").isEmpty();
        assertThat(of(Kind.HIGH, 181, 181, 181)).hasSize(1);
    }

    @Test
    void an_event_goes_on_until_it_was_back_for_fifteen_minutes() {
        assertThat(lows(69, 69, 69, 80, 80, 69, 69, 69, 80, 80, 80))
                .singleElement()
                .satisfies(event -> assertThat(event.duration()).isEqualTo(Duration.ofMinutes(40)));
        assertThat(lows(69, 69, 69, 80, 80, 80, 69, 69, 69, 80, 80, 80)).hasSize(2);
        assertThat(lows(69, 69, 69, 80, 80, 80, 69, 69, 80))
                .as("and begins anew only after 15 min")
                .hasSize(1);
    }

    @Test
    void one_that_holds_a_very_low_is_counted_at_both_levels() {
        GlucoseReport report =
                A.report(A.trace(SIX, 5, 100, 60, 53, 52, 53, 60, 100, 100, 100, 65, 65, 65, 90, 90, 90));
        assertThat(report.events(Kind.LOW))
                .extracting(ConsensusEvent::holdsLevel2)
                .containsExactly(true, false);
        assertThat(report.events(Kind.VERY_LOW)).singleElement().satisfies(event -> {
            assertThat(event.duration()).isEqualTo(Duration.ofMinutes(15));
            assertThat(event.furthestMgPerDl()).isEqualTo(52);
        });
        assertThat(report.meanDuration(Kind.LOW)).contains(Duration.ofMinutes(20));
        assertThat(report.meanDuration(Kind.VERY_HIGH)).isEmpty();
        assertThat(report.eventsPerDay(Kind.LOW)).hasValueCloseTo(2 / (15 * 5 / 1440.0), within(1e-9));
    }

    @Test
    void more_than_two_hours_below_70_are_an_extended_low() {
        assertThat(of(Kind.EXTENDED_LOW, filled(24, 65))).isEmpty();
        assertThat(of(Kind.EXTENDED_LOW, filled(25, 65)))
                .singleElement()
                .satisfies(event -> assertThat(event.duration()).isEqualTo(Duration.ofMinutes(125)));
    }

    @Test
    void a_sensor_of_a_quarter_of_an_hour_needs_one_reading() {
        var events = A.report(A.trace(SIX, 15, 100, 65, 100, 100)).events(Kind.LOW);
        assertThat(events).singleElement().satisfies(event -> assertThat(event.duration())
                .isEqualTo(Duration.ofMinutes(15)));
    }

    @Test
    void a_gap_of_three_quarters_of_an_hour_is_bridged_and_a_longer_one_ends_the_event() {
        assertThat(around(45)).singleElement().satisfies(event -> assertThat(event.duration())
                .isEqualTo(Duration.ofMinutes(70)));
        assertThat(around(50)).hasSize(2);
    }

    private static List<ConsensusEvent> around(int gapMinutes) {
        var series = new Series.Builder();
        Instant six = Instant.parse(SIX);
        for (int i = 0; i < 3; i++) {
            series.add(six.plus(Duration.ofMinutes(5 * i)), 65);
            series.add(six.plus(Duration.ofMinutes(10 + gapMinutes + 5 * i)), 65);
        }
        return A.report(series.build()).events(Kind.LOW);
    }

    @Test
    void readings_some_seconds_off_the_grid_are_the_same_event() {
        assertThat(A.report(A.trace("2026-03-02T06:01:37Z", 5, 100, 60, 60, 60, 60, 100, 100, 100, 100))
                        .events(Kind.LOW))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.duration()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(25)));
    }

    private static double[] filled(int count, double value) {
        var values = new double[count];
        Arrays.fill(values, value);
        return values;
    }

    private static List<ConsensusEvent> lows(double... values) {
        return of(Kind.LOW, values);
    }

    private static List<ConsensusEvent> of(Kind kind, double... values) {
        return A.report(A.trace(SIX, 5, values)).events(kind);
    }
}
