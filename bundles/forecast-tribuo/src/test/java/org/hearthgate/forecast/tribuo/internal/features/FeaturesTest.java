package org.hearthgate.forecast.tribuo.internal.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    private static final int DAY = 1440;

    @Test
    void a_hub_that_kept_a_fortnight_sees_the_same_bits_as_a_training_that_has_everything() {
        History all = SomePerson.days(30, 5, 1);
        History kept = SomePerson.days(30, 5, 1);
        int newest = all.glucose.size() - 1;
        kept.forgetBefore(all.glucose.minute(newest) - Features.LOOKS_BACK_MINUTES);
        assertThat(kept.glucose.size()).isLessThan(all.glucose.size());
        assertThat(Features.at(kept, kept.glucose.size() - 1, 60)).containsExactly(Features.at(all, newest, 60));
    }

    @Property(tries = 60)
    void what_comes_later_changes_nothing(@ForAll Random random) {
        History known = SomePerson.days(3, 5, 7);
        History more = SomePerson.days(3, 5, 7);
        int at = 100 + random.nextInt(400);
        int minute = known.glucose.minute(at);
        var later = new History();
        copyUpTo(more, later, minute);
        for (int i = 0; i < 50; i++) {
            int then = minute + 1 + random.nextInt(300);
            later.glucose.add(then, 40 + random.nextInt(300));
            later.bolus.add(then, random.nextInt(10));
            later.carbohydrate.add(then, random.nextInt(90));
            later.heartRate.add(then, 60 + random.nextInt(90));
            later.steps.add(then, random.nextInt(900));
            later.asleep.add(then, random.nextInt(2));
        }
        assertThat(Features.at(later, at, 0)).containsExactly(Features.at(known, at, 0));
    }

    private static void copyUpTo(History from, History to, int minute) {
        copyUpTo(from.glucose, to.glucose, minute);
        copyUpTo(from.bolus, to.bolus, minute);
        copyUpTo(from.carbohydrate, to.carbohydrate, minute);
        copyUpTo(from.heartRate, to.heartRate, minute);
        copyUpTo(from.steps, to.steps, minute);
        copyUpTo(from.asleep, to.asleep, minute);
    }

    private static void copyUpTo(Channel from, Channel to, int minute) {
        for (int i = 0; i < from.upTo(minute); i++) {
            to.add(from.minute(i), from.value(i));
        }
    }

    @Test
    void whole_days_and_years_earlier_everything_is_the_same() {
        History now = SomePerson.days(5, 5, 3);
        var then = new History();
        for (int i = 0; i < now.glucose.size(); i++) {
            then.glucose.add(now.glucose.minute(i) - 4000 * DAY, now.glucose.value(i));
        }
        var glucoseAlone = new History();
        copyUpTo(now.glucose, glucoseAlone.glucose, Integer.MAX_VALUE);
        int newest = then.glucose.size() - 1;
        assertThat(Features.at(then, newest, 0)).containsExactly(Features.at(glucoseAlone, newest, 0));
    }

    @Test
    void the_glucose_falls_by_two_a_minute_on_a_sensor_of_one_five_or_fifteen_minutes() {
        for (int step : new int[] {1, 5, 15}) {
            var history = new History();
            for (int minute = 0; minute <= 120; minute += step) {
                history.glucose.add(minute, 300 - 2 * minute);
            }
            float[] row = Features.at(history, history.glucose.size() - 1, 0);
            assertThat(named("glucose", row)).isEqualTo(60);
            assertThat(named("slope of 15 min", row)).isCloseTo(-2, within(1e-4f));
            assertThat(named("60 min ago less now", row)).isCloseTo(120, within(1e-3f));
            assertThat(named("minutes between readings", row)).isEqualTo(step);
            assertThat(named("120 min ago less now", row)).isCloseTo(240, within(1e-3f));
        }
    }

    @Test
    void over_a_gap_no_line_is_drawn_and_nothing_is_known_of_it() {
        var history = new History();
        for (int minute = 0; minute <= 60; minute += 5) {
            history.glucose.add(minute, 100);
        }
        for (int minute = 81; minute <= 130; minute += 5) {
            history.glucose.add(minute, 150);
        }
        int newest = history.glucose.size() - 1;
        float[] row = Features.at(history, newest, 0);
        assertThat(history.glucose.minute(newest)).isEqualTo(126);
        assertThat(named("45 min ago less now", row)).isEqualTo(0);
        assertThat(named("50 min ago less now", row)).as("in the gap").isNaN();
        assertThat(named("80 min ago less now", row)).isEqualTo(-50);
        assertThat(named("minutes without a gap", row)).isEqualTo(45);
    }

    @Test
    void a_channel_that_nobody_uses_is_not_known_and_one_in_use_is_nought() {
        var history = new History();
        for (int minute = 0; minute <= 2 * DAY; minute += 5) {
            history.glucose.add(minute, 120);
        }
        int newest = history.glucose.size() - 1;
        assertThat(named("insulin on board, U", Features.at(history, newest, 0)))
                .isNaN();
        history.bolus.add(10, 4);
        assertThat(named("insulin on board, U", Features.at(history, newest, 0)))
                .isEqualTo(0);
        history.bolus.add(2 * DAY - 10, 4);
        assertThat(named("insulin on board, U", Features.at(history, newest, 0)))
                .isEqualTo(4);
        assertThat(named("carbohydrate on board, g", Features.at(history, newest, 0)))
                .isNaN();
    }

    @Test
    void no_two_features_have_one_name_and_those_of_glucose_come_first() {
        assertThat(Features.names()).doesNotHaveDuplicates().hasSizeGreaterThan(Features.ofGlucose());
        assertThat(Features.names().indexOf("insulin on board, U")).isEqualTo(Features.ofGlucose());
    }

    private static float named(String name, float[] row) {
        return row[Features.names().indexOf(name)];
    }
}
