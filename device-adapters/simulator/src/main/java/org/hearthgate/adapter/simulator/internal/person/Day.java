package org.hearthgate.adapter.simulator.internal.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One local day of one person as it is going to happen, drawn from habits by the date alone: whoever asks for the same day of the same
 * person gets the same day. Minutes are minutes of the local day, 0 to 1439.
 *
 * @param sensitivity factor on insulin sensitivity, this day against others
 * @param meals in order
 * @param longActingShare factor on what this evening's long-acting dose really releases
 * @param compression pressure on the sensor in the small hours
 * @param gaps times without a signal
 */
record Day(
        int wakeMinute,
        int bedMinute,
        double sensitivity,
        List<Meal> meals,
        Optional<Exercise> exercise,
        double longActingShare,
        Optional<Compression> compression,
        List<Gap> gaps) {

    /**
     * @param grams what was eaten
     * @param counted what the person thought it was
     * @param bolusMinute when insulin for it was given; empty when it was missed
     * @param logged whether it was written down
     */
    record Meal(int minute, double grams, double counted, Optional<Integer> bolusMinute, boolean logged) {}

    /** @param beatsAboveRest how hard */
    record Exercise(int minute, int minutes, double beatsAboveRest) {
        boolean at(int minuteOfDay) {
            return minuteOfDay >= minute && minuteOfDay < minute + minutes;
        }
    }

    /** @param depth the share of the reading that pressure takes away at its deepest */
    record Compression(int minute, int minutes, double depth) {
        /** {@return the factor on the reading: 1 outside, falling and rising steeply at the edges as pressure does} */
        double at(int minuteOfDay) {
            int into = Math.min(minuteOfDay - minute, minute + minutes - minuteOfDay);
            return 1 - depth * Math.max(0, Math.min(1, into / 8.0));
        }
    }

    /** A time without a signal. */
    record Gap(int minute, int minutes) {
        boolean at(int minuteOfDay) {
            return minuteOfDay >= minute && minuteOfDay < minute + minutes;
        }
    }

    static Day of(long seed, Habits habits, long epochDay) {
        Chance chance = Chance.of(seed, "day", epochDay);
        boolean lazy = Math.floorMod(epochDay + 3, 7) >= 5; // Saturday and Sunday
        int wake = habits.wakeMinute() + chance.whole(-20, 20) + (lazy ? chance.whole(30, 90) : 0);
        int bed = Math.min(1430, habits.bedMinute() + chance.whole(-25, 35));
        var meals = new ArrayList<Meal>();
        meals.add(meal(chance, habits, wake + chance.whole(15, 50), 0.24));
        meals.add(meal(chance, habits, 12 * 60 + 30 + chance.whole(-30, 40), 0.31));
        if (chance.happens(0.35)) {
            meals.add(meal(chance, habits, 15 * 60 + 45 + chance.whole(-30, 40), 0.12));
        }
        meals.add(meal(chance, habits, 18 * 60 + 50 + chance.whole(-45, 45), 0.36));
        Optional<Exercise> exercise = chance.happens(habits.exercise())
                ? Optional.of(
                        new Exercise(17 * 60 + chance.whole(-40, 40), chance.whole(25, 60), chance.between(30, 65)))
                : Optional.empty();
        Optional<Compression> compression = chance.happens(0.1)
                ? Optional.of(
                        new Compression(chance.whole(20, 5 * 60), chance.whole(20, 45), chance.between(0.25, 0.5)))
                : Optional.empty();
        var gaps = new ArrayList<Gap>();
        if (chance.happens(0.25)) {
            gaps.add(new Gap(chance.whole(0, 1300), chance.whole(10, chance.happens(0.2) ? 90 : 30)));
        }
        double longActing = chance.normal(1, 0.05);
        return new Day(
                wake,
                bed,
                chance.factor(0.16),
                List.copyOf(meals),
                exercise,
                longActing,
                compression,
                List.copyOf(gaps));
    }

    private static Meal meal(Chance chance, Habits habits, int minute, double share) {
        double grams = Math.max(8, habits.carbsPerDayGrams() * share * chance.normal(1, 0.26));
        double counted = Math.max(5, 5 * Math.round(0.94 * grams * chance.factor(habits.countingSpread()) / 5));
        boolean missed = chance.happens(habits.missedBolus());
        boolean late = chance.happens(habits.lateBolus());
        int delay = late ? chance.whole(15, 50) : chance.whole(-12, 5);
        boolean logged = chance.happens(0.93);
        return new Meal(minute, grams, counted, missed ? Optional.empty() : Optional.of(minute + delay), logged);
    }

    boolean asleepAt(int minuteOfDay) {
        return minuteOfDay < wakeMinute || minuteOfDay >= bedMinute;
    }

    boolean signalAt(int minuteOfDay) {
        return gaps.stream().noneMatch(gap -> gap.at(minuteOfDay));
    }
}
