package org.hearthgate.forecast.tribuo.internal.model;

import java.util.Arrays;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Columns;

/** Rows whose target is known, with it. */
final class TrainingSet {
    private final Columns columns;
    private float[] targets = new float[0];

    TrainingSet(Bins bins) {
        columns = new Columns(bins);
    }

    /** @param some targets of these rows; those that are NaN are left out */
    void add(Columns rows, float[] some) {
        columns.addKnown(rows, some);
        float[] known = Examples.known(some);
        int before = targets.length;
        targets = Arrays.copyOf(targets, before + known.length);
        System.arraycopy(known, 0, targets, before, known.length);
    }

    Columns columns() {
        return columns;
    }

    float[] targets() {
        return targets;
    }

    double[] zeros() {
        return new double[targets.length];
    }

    /** {@return the log odds of a target of 1, as if one more case had come and one more had not} */
    double logOdds() {
        double came = 1;
        for (float target : targets) {
            came += target;
        }
        return Math.log(came / (targets.length + 2 - came));
    }
}
