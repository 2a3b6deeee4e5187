package org.hearthgate.ingest.internal.signal;

/**
 * The share of a rapid insulin dose that has yet to act: the exponential model of Loop and oref0 with an action of 360 min and a peak at
 * 75 min. The figure explains a fall; it is no basis for a dose.
 */
final class InsulinOnBoard {
    static final double ACTION_MINUTES = 360;
    private static final double PEAK_MINUTES = 75;
    private static final double TAU =
            PEAK_MINUTES * (1 - PEAK_MINUTES / ACTION_MINUTES) / (1 - 2 * PEAK_MINUTES / ACTION_MINUTES);
    private static final double RISE = 2 * TAU / ACTION_MINUTES;
    private static final double SCALE = 1 / (1 - RISE + (1 + RISE) * Math.exp(-ACTION_MINUTES / TAU));

    private InsulinOnBoard() {}

    /** {@return 1 at the dose, 0 from 360 min on} */
    static double share(double minutes) {
        if (minutes <= 0) {
            return 1;
        }
        if (minutes >= ACTION_MINUTES) {
            return 0; // the formula rises again beyond its end
        }
        double quadratic = minutes * minutes / (TAU * ACTION_MINUTES * (1 - RISE)) - minutes / TAU - 1;
        return 1 - SCALE * (1 - RISE) * (quadratic * Math.exp(-minutes / TAU) + 1);
    }
}
