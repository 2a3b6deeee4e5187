package org.hearthgate.ingest.internal.fusion;

import java.util.Random;

/** Glucose of somebody made up, one value per five minutes, for tests that need a truth and may not carry anybody's. */
final class MadeUpGlucose {
    private MadeUpGlucose() {}

    /** {@return days of glucose of a made-up person: meals that rise and fall on a level that wanders} */
    static double[] ofDays(long seed, int days) {
        var random = new Random(seed);
        var truth = new double[days * 288];
        double level = 120;
        var meal = new double[truth.length + 100];
        for (int day = 0; day < days; day++) {
            for (int hour : new int[] {7, 12, 18}) {
                int at = day * 288 + hour * 12 + random.nextInt(18);
                double height = 40 + random.nextInt(90);
                for (int k = 0; k < 60 && at + k < meal.length; k++) {
                    meal[at + k] += height * (k / 10.0) * Math.exp(1 - k / 10.0);
                }
            }
        }
        for (int k = 0; k < truth.length; k++) {
            level += 0.02 * (115 - level) + 1.2 * random.nextGaussian();
            truth[k] = Math.max(45, level + meal[k] - 15);
        }
        return truth;
    }
}
