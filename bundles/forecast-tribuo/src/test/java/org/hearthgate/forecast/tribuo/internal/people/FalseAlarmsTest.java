package org.hearthgate.forecast.tribuo.internal.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.junit.jupiter.api.Test;

class FalseAlarmsTest {
    private static final int A_DAY = 288;
    private final Channel glucose = new Channel();
    private final int[] at = new int[A_DAY];
    private final double[] probability = new double[A_DAY];

    FalseAlarmsTest() {
        for (int i = 0; i < A_DAY + 12; i++) {
            glucose.add(5 * i, i >= 100 && i < 110 ? 65 : 120);
        }
        for (int i = 0; i < A_DAY; i++) {
            at[i] = i;
            probability[i] = 0.05;
        }
    }

    @Test
    void an_alarm_before_a_low_is_right_and_one_before_none_is_false() {
        probability[95] = 0.5;
        probability[200] = 0.4;
        assertThat(alarms().from(0.4)).isEqualTo(new FalseAlarms.Outcomes(0.4, 1, 0.5));
        assertThat(alarms().from(0.45)).isEqualTo(new FalseAlarms.Outcomes(0.45, 0, 1));
    }

    @Test
    void within_half_an_hour_only_the_first_one_counts() {
        for (int i = 200; i < 207; i++) {
            probability[i] = 0.5;
        }
        assertThat(alarms().from(0.5).falseADay()).as("at 0 and at 30 min").isEqualTo(2);
    }

    @Test
    void whoever_is_low_already_is_not_warned() {
        probability[105] = 0.9;
        assertThat(alarms().from(0.9).right()).isZero();
        assertThat(alarms().from(0.9).falseADay()).isZero();
    }

    @Test
    void a_quarter_of_an_hour_of_grace_is_given_and_no_more() {
        probability[91] = 0.5;
        assertThat(alarms().from(0.5).right()).as("45 min before").isEqualTo(1);
        probability[91] = 0;
        probability[90] = 0.5;
        assertThat(alarms().from(0.5).right()).as("50 min before").isEqualTo(0);
    }

    @Test
    void the_most_sensitive_threshold_within_the_budget_is_found() {
        probability[200] = 0.4;
        probability[220] = 0.3;
        assertThat(alarms().within(1)).hasValueCloseTo(0.31, within(1e-9));
        assertThat(alarms().within(0)).hasValueCloseTo(0.41, within(1e-9));
        assertThat(alarms().within(50)).hasValueCloseTo(0.02, within(1e-9));
    }

    private FalseAlarms alarms() {
        var alarms = new FalseAlarms(30);
        alarms.take(new FalseAlarms.Forecasts(glucose, at, probability));
        return alarms;
    }
}
