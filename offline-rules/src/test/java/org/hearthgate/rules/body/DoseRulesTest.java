package org.hearthgate.rules.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.rules.Life;
import org.hearthgate.rules.Told;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoseRulesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final AlertRule basal = new MissedBasalRule(Configured.by(MissedBasalRule.Config.class));
    private final AlertRule meal = new UnansweredMealRule(Configured.by(UnansweredMealRule.Config.class));

    @ParameterizedTest(name = "at {0}, today''s dose at {1}: {2}")
    @CsvSource({
        "23:29, none, clear",
        "23:30, none, LOW",
        "23:30, 21:40, clear",
        "23:30, 17:30, clear",
        "23:30, 17:29, LOW",
        "21:00, none, clear"
    })
    void a_dose_that_is_usually_taken_at_half_past_nine_is_asked_for_two_hours_later(
            String now, String taken, String expected) {
        var today = LocalDate.of(2026, 3, 12);
        var snapshot = evenings(today, 7, LocalTime.of(21, 30));
        if (!taken.equals("none")) {
            snapshot.knowing(Life.basal(at(today, LocalTime.parse(taken))));
        }
        assertThat(Told.by(basal, snapshot.asOf(at(today, LocalTime.parse(now)))))
                .isEqualTo(expected);
    }

    @Test
    void it_goes_on_past_midnight_and_gives_up_in_the_morning() {
        var today = LocalDate.of(2026, 3, 12);
        var snapshot = evenings(today, 7, LocalTime.of(21, 30));
        assertThat(Told.by(basal, snapshot.asOf(at(today.plusDays(1), LocalTime.of(9, 29)))))
                .isEqualTo("LOW");
        assertThat(Told.by(basal, snapshot.asOf(at(today.plusDays(1), LocalTime.of(9, 30)))))
                .isEqualTo("clear");
    }

    @Test
    void in_the_night_in_which_clocks_go_forward_ten_stays_ten() {
        var today = LocalDate.of(2026, 3, 29); // the day on which Berlin's clocks went from two to three
        var snapshot = evenings(today, 7, LocalTime.of(22, 0));
        assertThat(Told.by(basal, snapshot.asOf(at(today, LocalTime.of(23, 59)))))
                .isEqualTo("clear");
        assertThat(Told.by(basal, snapshot.asOf(at(today.plusDays(1), LocalTime.MIDNIGHT))))
                .isEqualTo("LOW");
    }

    @Test
    void two_doses_a_day_are_two_habits() {
        var today = LocalDate.of(2026, 3, 12);
        var doses = new java.util.ArrayList<InsulinDose>();
        for (int day = 6; day >= 1; day--) {
            doses.add(Life.basal(at(today.minusDays(day), LocalTime.of(8, 0))));
            doses.add(Life.basal(at(today.minusDays(day), LocalTime.of(23, 50)).plusSeconds(day % 2 * 1200L)));
        }
        assertThat(BasalHabit.times(doses, BERLIN, at(today, LocalTime.NOON), 3))
                .hasSize(2)
                .contains(LocalTime.of(8, 0))
                .anySatisfy(time -> assertThat(time).isIn(LocalTime.of(23, 50), LocalTime.of(0, 10)));
    }

    @Test
    void who_records_no_long_acting_doses_or_only_now_and_then_is_left_in_peace() {
        var today = LocalDate.of(2026, 3, 12);
        Instant night = at(today, LocalTime.of(23, 59));
        assertThat(Told.by(basal, Given.snapshot().asOf(night))).isEqualTo("clear");
        var seldom = Given.snapshot().livingIn("Europe/Berlin").asOf(night);
        for (int day : List.of(2, 6, 10)) {
            seldom.knowing(Life.basal(at(today.minusDays(day), LocalTime.of(21, 30))));
        }
        assertThat(Told.by(basal, seldom)).isEqualTo("clear");
    }

    @Test
    void a_time_that_is_set_needs_no_habit_and_the_sentence_says_never_twice() {
        AlertRule set = new MissedBasalRule(
                Configured.by(MissedBasalRule.Config.class, Map.of("expectedAt", new String[] {"20:00"})));
        var today = LocalDate.of(2026, 3, 12);
        var snapshot = evenings(today, 1, LocalTime.of(20, 0)).asOf(at(today, LocalTime.of(22, 0)));
        assertThat(Told.sentence(set, snapshot))
                .isEqualTo(
                        "Anna: the long-acting insulin of about 20:00 is not recorded. Was it given? If it was forgotten,"
                                + " follow your plan; never take it twice.");
    }

    private static Given.SnapshotBuilder evenings(LocalDate today, int days, LocalTime time) {
        var snapshot = Given.snapshot().livingIn("Europe/Berlin");
        for (int day = days; day >= 1; day--) {
            snapshot.knowing(Life.basal(at(today.minusDays(day), time)));
        }
        return snapshot;
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(BERLIN).toInstant();
    }

    @ParameterizedTest(name = "{0} mg/dL after {1}, {2}: {3}")
    @CsvSource({
        "151, 121, usual, LOW",
        "150, 100, usual, clear",
        "151, 122, usual, clear",
        "200, 140, usual, LOW",
        "200, 140, carbs 59 min ago, clear",
        "200, 140, carbs 61 min ago, LOW",
        "200, 140, bolus 59 min ago, clear",
        "200, 140, few doses, clear",
        "200, 140, doses read in the evening, clear",
        "200, 79, usual, clear"
    })
    void a_rise_that_nobody_answered(double now, double halfAnHourAgo, String what, String expected) {
        var snapshot = Given.snapshot();
        double step = (now - halfAnHourAgo) / 6;
        for (int i = 6; i >= 0; i--) {
            snapshot.with(
                    Given.reading(now - step * i).minutesBefore(NOON, 5 * i).build());
        }
        for (int ago : what.equals("few doses") ? List.of(300, 600, 900) : List.of(300, 600, 900, 1200)) {
            InsulinDose dose = Life.bolus(ago, 3);
            snapshot.knowing(
                    what.equals("doses read in the evening")
                            ? dose.withOrigin(dose.origin()
                                    .withReceivedAt(dose.measuredAt().plus(Duration.ofHours(3))))
                            : dose);
        }
        switch (what) {
            case "carbs 59 min ago" -> snapshot.knowing(Life.carbs(59));
            case "carbs 61 min ago" -> snapshot.knowing(Life.carbs(61));
            case "bolus 59 min ago" -> snapshot.knowing(Life.bolus(59, 2));
            default -> {}
        }
        assertThat(Told.by(meal, snapshot)).isEqualTo(expected);
    }
}
