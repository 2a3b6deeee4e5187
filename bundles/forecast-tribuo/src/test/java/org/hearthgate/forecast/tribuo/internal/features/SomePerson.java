package org.hearthgate.forecast.tribuo.internal.features;

import java.util.Random;

/** A made-up person whose days have meals, doses, steps and nights; the same seed makes the same one. */
public final class SomePerson {
    private SomePerson() {}

    public static History days(int days, int step, long seed) {
        var random = new Random(seed);
        var history = new History();
        double glucose = 140;
        double meal = 0;
        double insulin = 0;
        for (int minute = 0; minute < days * 1440; minute++) {
            int ofDay = minute % 1440;
            if (ofDay == 450 || ofDay == 750 || ofDay == 1110) {
                double carbohydrate = 30 + random.nextInt(50);
                meal += carbohydrate;
                double units = carbohydrate / 10 * (0.6 + 0.8 * random.nextDouble());
                insulin += units;
                history.carbohydrate.add(minute, (float) carbohydrate);
                history.bolus.add(minute, (float) units);
            }
            double eaten = meal / 40;
            double acts = insulin / 70;
            meal -= eaten;
            insulin -= acts;
            glucose += 4 * eaten - 40 * acts + 0.012 * (150 - glucose) + random.nextGaussian();
            glucose = Math.max(42, Math.min(398, glucose));
            if (minute % step == 0) {
                history.glucose.add(minute, Math.round(glucose));
                history.heartRate.add(minute, 60 + random.nextInt(20));
                history.asleep.add(minute, ofDay < 400 ? 1 : 0);
            }
            if (minute % 15 == 0) {
                history.steps.add(minute, ofDay < 400 ? 0 : random.nextInt(300));
            }
        }
        return history;
    }
}
