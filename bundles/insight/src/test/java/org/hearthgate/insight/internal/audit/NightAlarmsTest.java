package org.hearthgate.insight.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.insight.internal.audit.AWeek.escalated;
import static org.hearthgate.insight.internal.audit.AWeek.min;
import static org.hearthgate.insight.internal.audit.AWeek.raised;
import static org.hearthgate.insight.internal.audit.AWeek.state;

import java.time.Duration;
import java.util.List;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.insight.AlarmWorth;
import org.hearthgate.api.insight.WeeklyAudit;
import org.hearthgate.api.insight.WeeklyAudit.NightAlarm;
import org.junit.jupiter.api.Test;

/** Which alarms called at night, one by one. Minute 600 is 22:00 on Tuesday. */
class NightAlarmsTest {
    private static final double TEN = 600;
    private static final double ROAD = 1 / 3.0; // 20 s

    private static List<NightAlarm> of(AWeek week) {
        return week.audit().nights().alarms();
    }

    @Test
    void it_is_told_when_it_called_what_it_was_worth_and_who_had_it_after_how_long() {
        AWeek week = new AWeek().glucose(TEN, 66, 65, 64, 63, 80).answered("low", TEN + ROAD, TEN + 4 + ROAD, TEN + 30);

        assertThat(of(week)).singleElement().satisfies(alarm -> {
            assertThat(alarm.at()).isEqualTo(min(TEN + ROAD));
            assertThat(alarm.rule()).isEqualTo("low");
            assertThat(alarm.alertId()).isEqualTo("anna.low." + alarm.at().toEpochMilli());
            assertThat(alarm.calls()).isEqualTo(1);
            assertThat(alarm.worth()).contains(AlarmWorth.RIGHT);
            assertThat(alarm.answeredBy()).contains("Mum");
            assertThat(alarm.answeredAfter()).contains(Duration.ofMinutes(4));
        });
    }

    @Test
    void one_that_began_in_the_evening_counts_from_its_first_call_at_night() {
        AWeek week = new AWeek()
                .life(
                        raised("no-data", TEN - 10),
                        escalated(1, TEN - 8),
                        escalated(2, TEN + 2),
                        escalated(2, TEN + 7),
                        state(AlertState.RESOLVED, TEN + 20, "over"));

        assertThat(of(week)).singleElement().satisfies(alarm -> {
            assertThat(alarm.at()).isEqualTo(min(TEN + 2));
            assertThat(alarm.calls()).isEqualTo(2);
            assertThat(alarm.worth())
                    .as("nobody can say who was right about silence")
                    .isEmpty();
            assertThat(alarm.answeredBy()).isEmpty();
        });
    }

    @Test
    void one_that_was_over_before_ten_is_none() {
        assertThat(of(new AWeek().alert("low", TEN - 20, TEN + 5))).isEmpty();
    }

    @Test
    void they_stand_in_the_order_in_which_they_called() {
        AWeek week = new AWeek().alert("high", TEN + 90, TEN + 95).alert("low", TEN + 30, TEN + 40);

        assertThat(of(week)).extracting(NightAlarm::rule).containsExactly("low", "high");
    }

    @Test
    void of_a_week_of_alarms_the_first_are_told_and_all_are_counted() {
        var week = new AWeek();
        for (int i = 0; i <= WeeklyAudit.MOST_AT_NIGHT; i++) {
            week.alert("high", TEN + i, TEN + i + 0.5);
        }
        WeeklyAudit.Nights nights = week.audit().nights();

        assertThat(nights.alarms()).hasSize(WeeklyAudit.MOST_AT_NIGHT);
        assertThat(nights.alarms().get(0).at()).isEqualTo(min(TEN));
        assertThat(nights.calls()).isEqualTo(WeeklyAudit.MOST_AT_NIGHT + 1);
    }
}
