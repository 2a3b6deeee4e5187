package org.hearthgate.forecast.tribuo.internal.compare;

/** A line from scores to log odds (Platt 1999), by Newton's method. */
record Platt(double slope, double offset, boolean asItIs) {
    /** For scores that are probabilities already. */
    static final Platt NONE = new Platt(1, 0, true);

    private static final int STEPS = 50;

    double probability(double score) {
        return asItIs ? score : 1 / (1 + Math.exp(-slope * score - offset));
    }

    /** @param came 1 or 0 */
    static Platt fit(double[] scores, double[] came) {
        double a = 0;
        double b = 0;
        for (int step = 0; step < STEPS; step++) {
            double ga = 1e-6 * a;
            double gb = 0;
            double aa = 1e-6;
            double ab = 0;
            double bb = 1e-9;
            for (int i = 0; i < scores.length; i++) {
                double p = 1 / (1 + Math.exp(-a * scores[i] - b));
                double w = Math.max(p * (1 - p), 1e-6);
                ga += (p - came[i]) * scores[i];
                gb += p - came[i];
                aa += w * scores[i] * scores[i];
                ab += w * scores[i];
                bb += w;
            }
            double determinant = aa * bb - ab * ab;
            a -= (bb * ga - ab * gb) / determinant;
            b -= (aa * gb - ab * ga) / determinant;
        }
        return new Platt(a, b, false);
    }
}
