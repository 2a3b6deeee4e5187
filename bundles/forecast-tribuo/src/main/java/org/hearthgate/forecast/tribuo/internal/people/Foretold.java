package org.hearthgate.forecast.tribuo.internal.people;

import java.util.Arrays;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.features.History;
import org.hearthgate.forecast.tribuo.internal.features.Runs;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.Prior;

/**
 * What was foretold at each of somebody's readings, to see what a rule would have made of it.
 *
 * @param probability of a reading below 70 mg/dL within half an hour, for each reading; NaN where no forecast was due
 */
record Foretold(Channel glucose, float[] probability) {
    private static final double DAY_MINUTES = 1440;

    /** {@return the forecasts of all these days by what other people teach} */
    static Foretold by(Prior others, History days) {
        Channel glucose = days.glucose;
        var probability = new float[glucose.size()];
        for (int i = 0; i < probability.length; i++) {
            boolean due = Runs.minutes(glucose, i) >= Runs.LEAST_RUN_MINUTES;
            probability[i] = due
                    ? (float) others.outlook(Horizon.MINUTES_30, Features.at(days, i, 0))
                            .probability()
                    : Float.NaN;
        }
        return new Foretold(glucose, probability);
    }

    boolean isDue(int reading) {
        return !Float.isNaN(probability[reading]);
    }

    /** {@return at how many readings a forecast was due} */
    int forecasts() {
        int n = 0;
        for (int i = 0; i < probability.length; i++) {
            n += isDue(i) ? 1 : 0;
        }
        return n;
    }

    /** {@return for how many days there are forecasts: their number by the median time between two} */
    double days() {
        int n = forecasts();
        if (n < 2) {
            return 0;
        }
        var steps = new int[n - 1];
        int k = 0;
        int before = -1;
        for (int i = 0; i < probability.length; i++) {
            if (isDue(i)) {
                if (before >= 0) {
                    steps[k++] = glucose.minute(i) - glucose.minute(before);
                }
                before = i;
            }
        }
        Arrays.sort(steps);
        return n * steps[steps.length / 2] / DAY_MINUTES;
    }
}
