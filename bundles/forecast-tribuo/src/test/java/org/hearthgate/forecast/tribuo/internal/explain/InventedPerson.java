package org.hearthgate.forecast.tribuo.internal.explain;

import java.util.Random;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.model.PopulationTraining;

/**
 * Somebody whose glucose follows known causes: meals lift it, insulin and walks lower it, and it seeks its own level. By that one can tell
 * whether a reason is a true one.
 */
final class InventedPerson {
    private static final int DAY = 1440;

    private InventedPerson() {}

    static PopulationTraining.Person of(int seed, int days) {
        var random = new Random(seed);
        var history = new History();
        int start = 29_000_000;
        var rise = new double[days * DAY / 5 + 100];
        for (int day = 0; day < days; day++) {
            for (int meal : new int[] {7 * 60 + 30, 12 * 60 + 30, 18 * 60 + 30}) {
                int at = day * DAY + meal + random.nextInt(90);
                double grams = 30 + random.nextInt(50);
                history.carbohydrate.accumulate(start + at, (float) grams);
                spread(rise, at, 120, grams * 3.2);
                double units = grams / 10 * (0.7 + 0.7 * random.nextDouble());
                int dose = at + random.nextInt(25);
                history.bolus.accumulate(start + dose, (float) units);
                spread(rise, dose + 20, 220, -units * 32);
            }
            int walk = day * DAY + 15 * 60 + random.nextInt(150);
            boolean walks = random.nextInt(3) > 0;
            for (int m = 0; m < DAY; m += 15) {
                int at = day * DAY + m;
                boolean walking = walks && at >= walk && at < walk + 60;
                history.steps.add(start + at + 15, walking ? 1400 + random.nextInt(400) : random.nextInt(60));
            }
            if (walks) {
                spread(rise, walk + 15, 75, -45);
            }
        }
        double level = 130 + random.nextInt(20);
        double glucose = level;
        double noise = 0;
        for (int i = 0; i < days * DAY / 5; i++) {
            glucose += rise[i] + 0.035 * (level - glucose) + random.nextGaussian() * 0.8;
            glucose = Math.max(45, Math.min(380, glucose));
            noise = 0.7 * noise + random.nextGaussian() * 1.2;
            if (random.nextInt(150) > 0) {
                history.glucose.add(start + 5 * i, (float) Math.round(glucose + noise));
            }
        }
        return new PopulationTraining.Person("invented-" + seed, history, start + days * DAY, 60);
    }

    private static void spread(double[] rise, int minute, int minutes, double all) {
        for (int m = 0; m < minutes; m += 5) {
            int at = (minute + m) / 5;
            if (at < rise.length) {
                rise[at] += all * 5 / minutes;
            }
        }
    }
}
