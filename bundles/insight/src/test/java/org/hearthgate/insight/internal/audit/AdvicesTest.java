package org.hearthgate.insight.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.insight.internal.audit.AWeek.escalated;
import static org.hearthgate.insight.internal.audit.AWeek.min;
import static org.hearthgate.insight.internal.audit.AWeek.raised;

import java.util.List;
import java.util.Optional;
import org.hearthgate.api.insight.AuditAdvice;
import org.hearthgate.api.insight.AuditAdvice.Kind;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a week gives reason to change something: the table of docs/alarm-audit.md at its edges. */
class AdvicesTest {
    private static final double ROAD = 1 / 3.0; // 20 s

    private static List<AuditAdvice> of(AWeek week) {
        return week.audit().advice();
    }

    private static AuditAdvice advice(Kind kind, String ruleOrNull, int times, int of) {
        return new AuditAdvice(kind, Optional.ofNullable(ruleOrNull), times, of);
    }

    @Test
    void a_week_without_fault_gives_none() {
        assertThat(of(new AWeek()
                        .glucose(0, 68, 66, 65, 64, 80)
                        .answered("low", ROAD, 5, 30)
                        .glucose(30, 90, 95)
                        .now(min(40))))
                .isEmpty();
    }

    @Test
    void one_urgent_low_without_a_call_is_enough_and_comes_before_all_else() {
        AWeek week = new AWeek().glucose(0, 54, 80).now(min(170));
        for (int i = 0; i < 2; i++) {
            week.life(raised("no-data", 100 + 50 * i), escalated(1, 105 + 50 * i));
        }

        assertThat(of(week))
                .containsExactly(
                        advice(Kind.CALL_MISSED, "urgent-low", 1, 1), advice(Kind.MORE_PEOPLE_CALLED, null, 2, 2));
    }

    @Test
    void an_urgent_low_called_for_too_late_is_told() {
        assertThat(of(new AWeek().glucose(0, 54, 54, 54, 80).alert("urgent-low", 8, 20)))
                .contains(advice(Kind.CALL_LATE, "urgent-low", 1, 1));
    }

    @Test
    void a_hub_that_took_longer_than_ten_seconds_once_is_told() {
        AWeek week = new AWeek()
                .with(Given.reading(54)
                        .at(min(1 - ROAD))
                        .receivedAt(min(1 - 0.2))
                        .build())
                .alert("urgent-low", 1, 5)
                .now(min(10));

        assertThat(of(week)).containsExactly(advice(Kind.HUB_SLOW, null, 1, 1));
    }

    @Test
    void help_that_was_called_for_once_is_what_it_is_for() {
        assertThat(of(new AWeek().life(raised("no-data", 0), escalated(1, 2)))).isEmpty();
    }

    @ParameterizedTest(name = "{0} of {1} foretold lows did not come to pass: told {2}")
    @CsvSource({"2, 2, false", "3, 3, true", "3, 5, true", "3, 6, false", "4, 7, true"})
    void a_class_is_often_wrong_from_three_times_on_and_when_more_than_half_were(int wrong, int all, boolean told) {
        var week = new AWeek();
        for (int i = 0; i < all; i++) {
            double at = 120.0 * i;
            week.alert("predicted-low", at, at + 40);
            week.glucose(at, 90, 85, 80, 76, i < wrong ? 78 : 69, 80, 85, 90);
        }

        assertThat(of(week).contains(advice(Kind.OFTEN_WRONG, "predicted-low", wrong, all)))
                .isEqualTo(told);
    }

    @ParameterizedTest(name = "held back {0} times rightly, {1} times wrongly: pressure {2}, lows {3}")
    @CsvSource({"1, 0, false, false", "2, 0, true, false", "1, 1, false, true", "2, 1, true, true"})
    void pressure_is_told_from_the_second_time_on_and_a_low_held_back_at_once(
            int right, int wrong, boolean pressure, boolean lows) {
        var week = new AWeek();
        for (int i = 0; i < right + wrong; i++) {
            double at = 200.0 * i;
            week.glucose(at - 5, 100).suspected(at, 62, 0.9).glucose(at + 5, i < right ? 90 : 64, 90);
            week.meter(at + 6, i < right ? 95 : 61);
        }

        assertThat(of(week).contains(advice(Kind.PRESSURE_ON_SENSOR, null, right, right + wrong)))
                .isEqualTo(pressure);
        assertThat(of(week).contains(advice(Kind.HELD_BACK_WRONGLY, null, wrong, right + wrong)))
                .isEqualTo(lows);
    }

    /** The last reading of the second stretch ends the week early, so that only the gap between them counts. */
    @ParameterizedTest(name = "silent for {0} min: told {1}")
    @CsvSource({"179, false", "180, true"})
    void silence_is_told_from_three_hours_on(double minutes, boolean told) {
        AWeek week = new AWeek().reading(0, 100).reading(minutes, 100).now(min(minutes + 10));

        assertThat(of(week)).isEqualTo(told ? List.of(advice(Kind.LONG_SILENCE, null, 1, 0)) : List.of());
    }
}
