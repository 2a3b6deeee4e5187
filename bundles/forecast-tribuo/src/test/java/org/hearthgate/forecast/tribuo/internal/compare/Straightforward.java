package org.hearthgate.forecast.tribuo.internal.compare;

import java.util.List;

/** Forecasts of a glucose without a probability of their own: a low is as probable as their errors in the training, were they normal, say. */
abstract class Straightforward implements Candidate {
    private static final double LOW = 70;
    private static final double LEAST = 36;
    private static final double MOST = 400;

    /** Learns what it has to learn, if anything. */
    void learn(List<Case> cases) {}

    abstract double change(Case one, int horizon);

    /** {@return how many numbers were learned} */
    int numbers() {
        return 2;
    }

    @Override
    public final Trained train(List<Case> cases) {
        learn(cases);
        var spread = new double[Case.HORIZONS.length];
        for (int h = 0; h < spread.length; h++) {
            double squares = 0;
            int n = 0;
            for (Case one : cases) {
                if (!Float.isNaN(one.change()[h])) {
                    squares += Math.pow(clipped(one, h) - one.change()[h], 2);
                    n++;
                }
            }
            spread[h] = Math.sqrt(squares / n);
        }
        return new Trained() {
            @Override
            public double change(Case one, int horizon) {
                return clipped(one, horizon);
            }

            @Override
            public double low(Case one, int horizon) {
                return normal((LOW - one.glucose() - clipped(one, horizon)) / spread[horizon]);
            }

            @Override
            public long bytes() {
                return 8L * numbers();
            }
        };
    }

    private double clipped(Case one, int horizon) {
        return Math.max(LEAST, Math.min(MOST, one.glucose() + change(one, horizon))) - one.glucose();
    }

    /** The normal distribution function (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
    static double normal(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double tail = Math.exp(-z * z / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return z > 0 ? 1 - tail : tail;
    }
}
