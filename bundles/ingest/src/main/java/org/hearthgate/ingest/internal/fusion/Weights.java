package org.hearthgate.ingest.internal.fusion;

import java.util.OptionalDouble;

/**
 * The average of sensors that agree, each weighed by the inverse of its variance: what its noise is now, how far a sensor of its kind may
 * be off altogether, and how far its value had to be carried on.
 */
final class Weights {
    /** What is assumed until its samples tell. */
    private static final double USUAL_NOISE_MG_PER_DL = 4;

    private static final double OFF_UNDER_SKIN = 0.06;
    private static final double OFF_ON_SKIN = 0.18;
    private static final double OFF_FROM_MG_PER_DL = 80;
    private static final double CARRIED_MG_PER_DL_PER_MIN = 0.8;
    /** A doubted sample counts as if it were three times as uncertain. */
    private static final double DOUBTED = 9;

    private double sum;
    private double weights;
    private double first;

    /** Adds one; the first is the one whose share is asked for. */
    void add(Sensor.Estimate estimate, boolean onSkin, OptionalDouble noiseMgPerDl) {
        double weight = 1 / variance(estimate, onSkin, noiseMgPerDl.orElse(USUAL_NOISE_MG_PER_DL));
        if (weights == 0) {
            first = weight;
        }
        sum += weight * estimate.mgPerDl();
        weights += weight;
    }

    static double variance(Sensor.Estimate estimate, boolean onSkin, double noiseMgPerDl) {
        double off = (onSkin ? OFF_ON_SKIN : OFF_UNDER_SKIN) * Math.max(estimate.mgPerDl(), OFF_FROM_MG_PER_DL);
        double carried = CARRIED_MG_PER_DL_PER_MIN * estimate.carriedMinutes();
        double variance = noiseMgPerDl * noiseMgPerDl + off * off + carried * carried;
        return estimate.doubted() ? DOUBTED * variance : variance;
    }

    double mgPerDl() {
        return Math.round(100 * sum / weights) / 100.0;
    }

    /** {@return what part of the average is the first one's} */
    double firstShare() {
        return first / weights;
    }
}
