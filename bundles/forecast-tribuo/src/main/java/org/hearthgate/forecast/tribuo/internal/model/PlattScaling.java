package org.hearthgate.forecast.tribuo.internal.model;

/**
 * A straight line from the log odds a model says to those that came true (Platt 1999), found by Newton's method.
 *
 * @param slope 1 where the model is as sure as it may be
 * @param offset added to the log odds
 */
public record PlattScaling(double slope, double offset) {
    static final PlattScaling NONE = new PlattScaling(1, 0);

    private static final int STEPS = 30;
    private static final double LEAST_SLOPE = 0.5;
    private static final double MOST_SLOPE = 1.5;

    double apply(double logOdds) {
        return slope * logOdds + offset;
    }

    /**
     * {@return the line by {@code n} cases}
     *
     * @param prior how many cases the line "as it is" counts for
     */
    static PlattScaling fit(double[] logOdds, float[] came, int n, double prior) {
        double a = 1;
        double b = 0;
        for (int step = 0; step < STEPS; step++) {
            double ga = prior * (a - 1);
            double gb = prior * b / 4;
            double aa = prior;
            double ab = 0;
            double bb = prior / 4;
            for (int i = 0; i < n; i++) {
                double x = logOdds[i];
                double p = 1 / (1 + Math.exp(-(a * x + b)));
                double w = Math.max(p * (1 - p), 1e-9);
                ga += (p - came[i]) * x;
                gb += p - came[i];
                aa += w * x * x;
                ab += w * x;
                bb += w;
            }
            double determinant = aa * bb - ab * ab;
            if (!(Math.abs(determinant) > 1e-12)) {
                break;
            }
            double da = (bb * ga - ab * gb) / determinant;
            double db = (aa * gb - ab * ga) / determinant;
            a -= da;
            b -= db;
            if (Math.abs(da) + Math.abs(db) < 1e-9) {
                break;
            }
        }
        return a >= LEAST_SLOPE && a <= MOST_SLOPE && Math.abs(b) < 4 ? new PlattScaling(a, b) : NONE;
    }
}
