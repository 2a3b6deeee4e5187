package org.hearthgate.api.signal;

/**
 * How a dose of rapid-acting insulin acts: the exponential model of Loop and oref0. It explains a fall and looks ahead; no dose may be
 * worked out from it.
 *
 * <p>With a peak at {@code tp} of a whole action {@code td}: {@code τ = tp (1 - tp/td) / (1 - 2 tp/td)}, {@code a = 2 τ/td},
 * {@code S = 1 / (1 - a + (1 + a) e^(-td/τ))}. Immutable and thread-safe.
 *
 * @param actionMinutes from when it begins to act until it is used up
 * @param peakMinutes when it acts most; above 0, below half of the action
 */
public record InsulinAction(double actionMinutes, double peakMinutes) {
    /** As Loop has it for adults: 360 min with a peak at 75. */
    public static final InsulinAction RAPID = new InsulinAction(360, 75);

    public InsulinAction {
        if (!(peakMinutes > 0 && peakMinutes < actionMinutes / 2) || !Double.isFinite(actionMinutes)) {
            throw new IllegalArgumentException("the peak must be above 0 and before half of the action of "
                    + actionMinutes + " min, was at " + peakMinutes + " min");
        }
    }

    /** {@return the share that has yet to act, 1 at the beginning and before it, 0 from the end on} @param minutes since it began to act */
    public double onBoard(double minutes) {
        if (minutes <= 0) {
            return 1;
        }
        if (minutes >= actionMinutes) {
            return 0; // the formula rises again beyond its end
        }
        double tau = tau();
        double rise = rise(tau);
        double quadratic = minutes * minutes / (tau * actionMinutes * (1 - rise)) - minutes / tau - 1;
        return 1 - scale(tau, rise) * (1 - rise) * (quadratic * Math.exp(-minutes / tau) + 1);
    }

    /** {@return the share that acts within a minute} @param minutes since it began to act */
    public double activityPerMinute(double minutes) {
        double tau = tau();
        return minutes <= 0 || minutes >= actionMinutes
                ? 0
                : scale(tau, rise(tau))
                        / (tau * tau)
                        * minutes
                        * (1 - minutes / actionMinutes)
                        * Math.exp(-minutes / tau);
    }

    private double tau() {
        return peakMinutes * (1 - peakMinutes / actionMinutes) / (1 - 2 * peakMinutes / actionMinutes);
    }

    private double rise(double tau) {
        return 2 * tau / actionMinutes;
    }

    private double scale(double tau, double rise) {
        return 1 / (1 - rise + (1 + rise) * Math.exp(-actionMinutes / tau));
    }
}
