package org.hearthgate.adapter.simulator.internal.person;

/**
 * What one person tends to do; the days are drawn from it.
 *
 * @param wakeMinute usual minute of the day of getting up
 * @param bedMinute usual minute of the day of going to bed
 * @param carbsPerDayGrams carbohydrates on a usual day
 * @param countingSpread relative error of counting carbohydrates
 * @param missedBolus probability that a meal gets no bolus
 * @param lateBolus probability that the bolus comes 15 to 50 min after the meal
 * @param exercise probability of exercise on a day
 * @param dawnRise how much more the liver makes at 06:00 than by day, as a share
 * @param restingBeats heart rate at rest, per minute
 */
record Habits(
        int wakeMinute,
        int bedMinute,
        double carbsPerDayGrams,
        double countingSpread,
        double missedBolus,
        double lateBolus,
        double exercise,
        double dawnRise,
        int restingBeats) {
    static Habits drawn(Chance chance, double kilograms) {
        return new Habits(
                chance.whole(6 * 60 + 15, 7 * 60 + 30),
                chance.whole(22 * 60, 23 * 60 + 15),
                kilograms * chance.between(2.4, 3.4),
                chance.between(0.15, 0.3),
                chance.between(0.02, 0.08),
                chance.between(0.08, 0.22),
                chance.between(0.2, 0.5),
                chance.between(0, 0.16),
                chance.whole(56, 70));
    }
}
