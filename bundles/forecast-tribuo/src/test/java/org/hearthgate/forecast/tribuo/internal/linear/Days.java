package org.hearthgate.forecast.tribuo.internal.linear;

import java.util.Random;
import org.hearthgate.forecast.tribuo.internal.features.History;

/** A made-up person: glucose that swings with meals and strays, some insulin, some lows. */
final class Days {
    static final int FIRST_MINUTE = 28_000_000;

    private Days() {}

    static History of(int days, long seed) {
        var random = new Random(seed);
        var history = new History();
        double momentum = 0;
        double glucose = 140;
        for (int i = 0; i < days * 288; i++) {
            int minute = FIRST_MINUTE + 5 * i;
            momentum = 0.9 * momentum + random.nextGaussian() * 1.5 + (125 - glucose) * 0.004;
            glucose = Math.max(40, Math.min(400, glucose + momentum));
            history.glucose.add(minute, (float) Math.rint(glucose));
            if (i % 72 == 0) {
                history.carbohydrate.accumulate(minute, 40);
                history.bolus.accumulate(minute, 4);
            }
        }
        return history;
    }
}
