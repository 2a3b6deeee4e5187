package org.hearthgate.forecast.tribuo.internal.features;

/** How much of a meal has yet to be absorbed: Scheiner's parabola over three hours, from ten minutes after it on. */
final class CarbohydrateAbsorption {
    static final double MINUTES = 180;
    static final double DELAY_MINUTES = 10;

    private CarbohydrateAbsorption() {}

    /** {@return the share on board, 1 at the meal} */
    static double onBoard(double minutesSinceMeal) {
        double x = Math.min(1, Math.max(0, (minutesSinceMeal - DELAY_MINUTES) / MINUTES));
        return 1 - (x <= 0.5 ? 2 * x * x : -1 + 2 * x * (2 - x));
    }
}
