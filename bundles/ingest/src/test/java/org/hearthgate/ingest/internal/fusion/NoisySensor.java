package org.hearthgate.ingest.internal.fusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A sensor that is made to err as sensors do, over a truth of one value per five minutes: interstitial lag, gain, offset, drift,
 * coloured and white noise, lows that are pressure, and gaps. The same seed errs the same way.
 */
final class NoisySensor {
    private static final double STEP_MINUTES = 5;
    private static final double LAG_MINUTES = 8;

    private final Random random;
    private final double gain;
    private final double offset;
    private final double driftPerStep;
    private final double coloured;
    private final double white;
    private final boolean pressed;

    private NoisySensor(
            Random random, double gainSpread, double offsetSpread, double coloured, double white, boolean pressed) {
        this.random = random;
        gain = 1 + gainSpread * random.nextGaussian();
        offset = offsetSpread * random.nextGaussian();
        driftPerStep = 0.35;
        this.coloured = coloured;
        this.white = white;
        this.pressed = pressed;
    }

    static NoisySensor underSkin(long seed) {
        return new NoisySensor(new Random(seed), 0.05, 3, 9, 2, true);
    }

    static NoisySensor onSkin(long seed) {
        return new NoisySensor(new Random(seed), 0.10, 8, 20, 6, false);
    }

    /** Errs by noise alone, its own: no lasting error, no pressure. What an average can take away, it can take away here. */
    static NoisySensor noiseAlone(long seed) {
        return new NoisySensor(new Random(seed), 0, 0, 9, 2, false);
    }

    /** One reading, by its time in minutes since the beginning of the truth. */
    record Heard(double minute, double mgPerDl) {}

    /** {@return its readings; it samples so many minutes after the truth's own grid} */
    List<Heard> readings(double[] truth, double phaseMinutes) {
        var readings = new ArrayList<Heard>();
        double tissue = truth[0];
        double drift = 0;
        double noise = 0;
        int pressedFor = 0;
        double pressure = 0;
        int silentFor = 0;
        for (int k = 0; k + 1 < truth.length; k++) {
            double share = phaseMinutes / STEP_MINUTES;
            double plasma = truth[k] + share * (truth[k + 1] - truth[k]);
            tissue += (plasma - tissue) * (1 - Math.exp(-STEP_MINUTES / LAG_MINUTES));
            drift = 0.998 * drift + driftPerStep * random.nextGaussian();
            noise = 0.85 * noise + coloured * Math.sqrt(1 - 0.85 * 0.85) * random.nextGaussian();
            if (pressedFor == 0 && pressed && random.nextInt(600) == 0) {
                pressedFor = 4 + random.nextInt(6);
                pressure = 20 + random.nextInt(30);
            }
            if (silentFor == 0 && random.nextInt(400) == 0) {
                silentFor = 2 + random.nextInt(16);
            }
            double value = gain * tissue + offset + drift + noise + white * random.nextGaussian();
            if (pressedFor > 0) {
                pressedFor--;
                value -= pressure;
            }
            if (silentFor > 0) {
                silentFor--;
            } else {
                readings.add(
                        new Heard(k * STEP_MINUTES + phaseMinutes, Math.round(Math.max(40, Math.min(400, value)))));
            }
        }
        return readings;
    }
}
