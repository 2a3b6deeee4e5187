package org.hearthgate.forecast.tribuo.internal.people;

import java.util.Arrays;
import org.hearthgate.forecast.tribuo.internal.features.Channel;

/** A day and an hour of somebody who never lived, a reading every five minutes: 120 mg/dL and a chance of 0.01, but where it is said. */
final class ForetoldDay {
    private static final int READINGS = 300;

    private final float[] mgPerDl = new float[READINGS];
    private final float[] probability = new float[READINGS];
    private final boolean[] lost = new boolean[READINGS];

    ForetoldDay() {
        Arrays.fill(mgPerDl, 120);
        Arrays.fill(probability, 0.01f);
    }

    /** Of readings from one on. */
    ForetoldDay glucose(int from, double... values) {
        for (int i = 0; i < values.length; i++) {
            mgPerDl[from + i] = (float) values[i];
        }
        return this;
    }

    ForetoldDay chance(int from, double... values) {
        for (int i = 0; i < values.length; i++) {
            probability[from + i] = (float) values[i];
        }
        return this;
    }

    /** No reading there, which makes room for others: the later ones keep their time and lose their number. */
    ForetoldDay without(int from, int to) {
        Arrays.fill(lost, from, to, true);
        return this;
    }

    Foretold build() {
        var glucose = new Channel();
        var said = new float[READINGS];
        for (int i = 0; i < READINGS; i++) {
            if (!lost[i]) {
                said[glucose.size()] = probability[i];
                glucose.add(5 * i, mgPerDl[i]);
            }
        }
        return new Foretold(glucose, Arrays.copyOf(said, glucose.size()));
    }
}
