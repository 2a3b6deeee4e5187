package org.hearthgate.adapter.simulator.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

class RowObservationsTest {
    private static final Instant T = Instant.parse("2023-12-08T00:00:00Z");
    private final RowObservations rows = new RowObservations(Given.ANNA);

    private List<Observation> row(int minute, Map<Column, Double> cells) {
        var all = new EnumMap<Column, CsvRow.Cell>(Column.class);
        cells.forEach((column, value) -> all.put(column, new CsvRow.Cell(value, Bound.EXACT)));
        return rows.of(new CsvRow(minute, T.plus(Duration.ofMinutes(minute)), Optional.empty(), all));
    }

    @Test
    void one_row_gives_each_thing_it_names_heard_when_it_was_measured() {
        List<Observation> made = row(
                0,
                Map.of(
                        Column.GLUCOSE, 99.0,
                        Column.SCAN, 120.0,
                        Column.BOLUS, 2.5,
                        Column.LONG_ACTING, 14.0,
                        Column.CARBS, 30.0,
                        Column.HEART_RATE, 61.0,
                        Column.STEPS, 0.0));
        assertThat(made)
                .allMatch(o -> o.measuredAt().equals(T) && o.receivedAt().equals(T))
                .extracting(Observation::kind)
                .containsExactly(
                        ObservationKind.GLUCOSE,
                        ObservationKind.INSULIN_DOSE,
                        ObservationKind.INSULIN_DOSE,
                        ObservationKind.CARBOHYDRATE_INTAKE,
                        ObservationKind.HEART_RATE,
                        ObservationKind.STEP_COUNT);
        assertThat(((GlucoseReading) made.get(0)).mgPerDl()).isEqualTo(99);
        assertThat(made.get(1).device()).isNotEqualTo(made.get(2).device());
    }

    @Test
    void a_scan_counts_where_the_sensor_sent_nothing() {
        assertThat(row(0, Map.of(Column.SCAN, 72.0)))
                .singleElement()
                .isInstanceOfSatisfying(
                        GlucoseReading.class, r -> assertThat(r.mgPerDl()).isEqualTo(72));
    }

    @Test
    void zero_insulin_zero_carbs_and_a_pulse_of_zero_are_nothing() {
        assertThat(row(
                        0,
                        Map.of(Column.BOLUS, 0.0, Column.LONG_ACTING, 0.0, Column.CARBS, 0.0, Column.HEART_RATE, 0.0)))
                .isEmpty();
    }

    @Test
    void a_pumps_rate_becomes_one_dose_an_hour_that_loses_nothing() {
        double given = 0;
        int doses = 0;
        for (int minute = 0; minute <= 600; minute += 5) {
            Map<Column, Double> cells = minute % 120 == 0 ? Map.of(Column.BASAL_RATE, 0.387) : Map.of();
            for (Observation o : row(minute, cells)) {
                given += ((InsulinDose) o).units();
                doses++;
            }
        }
        assertThat(doses).isEqualTo(10);
        assertThat(given).isBetween(3.859, 3.871);
    }

    @Test
    void a_pumps_rate_is_not_believed_for_longer_than_a_day() {
        row(0, Map.of(Column.BASAL_RATE, 1.0));
        assertThat(row(10 * 1440, Map.of())).singleElement().isInstanceOfSatisfying(InsulinDose.class, d -> assertThat(
                        d.units())
                .isEqualTo(24));
    }

    @Test
    void sleep_is_told_when_it_is_over() {
        for (int minute = 0; minute < 60; minute += 5) {
            assertThat(row(minute, Map.of(Column.ASLEEP, 1.0))).isEmpty();
        }
        assertThat(row(60, Map.of(Column.ASLEEP, 0.0)))
                .singleElement()
                .isInstanceOfSatisfying(SleepEpisode.class, sleep -> {
                    assertThat(sleep.measuredAt()).isEqualTo(T);
                    assertThat(sleep.endedAt()).isEqualTo(T.plus(Duration.ofMinutes(60)));
                });
        assertThat(rows.end(T.plus(Duration.ofMinutes(65)))).isEmpty();
    }

    @Test
    void sleep_that_nobody_speaks_of_any_more_ended_where_it_was_last_seen() {
        row(0, Map.of(Column.ASLEEP, 1.0));
        row(5, Map.of(Column.ASLEEP, 1.0));
        assertThat(row(500, Map.of(Column.ASLEEP, 1.0)))
                .singleElement()
                .isInstanceOfSatisfying(
                        SleepEpisode.class, s -> assertThat(s.endedAt()).isEqualTo(T.plus(Duration.ofMinutes(5))));
        assertThat(rows.end(T.plus(Duration.ofMinutes(505)))).isPresent();
    }

    @Test
    void steps_reach_back_to_the_row_before_but_not_over_a_gap() {
        row(0, Map.of(Column.STEPS, 10.0));
        assertThat(((StepCount) row(15, Map.of(Column.STEPS, 10.0)).get(0)).startedAt())
                .isEqualTo(T);
        Instant late = T.plus(Duration.ofMinutes(300));
        assertThat(((StepCount) row(300, Map.of(Column.STEPS, 10.0)).get(0)).startedAt())
                .isEqualTo(late);
    }
}
