package org.hearthgate.forecast.tribuo.internal.features;

/**
 * How much of a rapid-acting dose has yet to act: the exponential model of Loop and oref0 with an action of 360 min and a peak at 75 min,
 * from ten minutes after the dose on. For looking ahead; no basis for a dose.
 */
final class ExponentialInsulin {
    static final double ACTION_MINUTES = 360;
    static final double DELAY_MINUTES = 10;
    private static final double PEAK_MINUTES = 75;
    private static final double TAU =
            PEAK_MINUTES * (1 - PEAK_MINUTES / ACTION_MINUTES) / (1 - 2 * PEAK_MINUTES / ACTION_MINUTES);
    private static final double RISE = 2 * TAU / ACTION_MINUTES;
    private static final double SCALE = 1 / (1 - RISE + (1 + RISE) * Math.exp(-ACTION_MINUTES / TAU));

    private ExponentialInsulin() {}

    /** {@return the share on board, 1 at the dose} */
    static double onBoard(double minutesSinceDose) {
        double t = minutesSinceDose - DELAY_MINUTES;
        if (t <= 0) {
            return 1;
        }
        if (t >= ACTION_MINUTES) {
            return 0; // the formula rises again beyond its end
        }
        double quadratic = t * t / (TAU * ACTION_MINUTES * (1 - RISE)) - t / TAU - 1;
        return 1 - SCALE * (1 - RISE) * (quadratic * Math.exp(-t / TAU) + 1);
    }

    /** {@return the share that acts in a minute} */
    static double activity(double minutesSinceDose) {
        double t = minutesSinceDose - DELAY_MINUTES;
        return t <= 0 || t >= ACTION_MINUTES
                ? 0
                : SCALE / (TAU * TAU) * t * (1 - t / ACTION_MINUTES) * Math.exp(-t / TAU);
    }
}
