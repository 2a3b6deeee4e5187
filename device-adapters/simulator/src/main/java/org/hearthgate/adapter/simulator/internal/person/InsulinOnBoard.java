package org.hearthgate.adapter.simulator.internal.person;

import java.util.ArrayDeque;

/**
 * What a careful person reckons is still working from earlier boluses, so that a correction is not stacked on a correction: the
 * exponential model of Loop and oref0 (rapid-acting, adult: 360 min of action, peak at 75 min).
 */
final class InsulinOnBoard {
    private static final double DURATION_MIN = 360;
    private static final double PEAK_MIN = 75;
    private static final double TAU = PEAK_MIN * (1 - PEAK_MIN / DURATION_MIN) / (1 - 2 * PEAK_MIN / DURATION_MIN);
    private static final double A = 2 * TAU / DURATION_MIN;
    private static final double S = 1 / (1 - A + (1 + A) * StrictMath.exp(-DURATION_MIN / TAU));

    private final ArrayDeque<Dose> doses = new ArrayDeque<>();

    private record Dose(long minute, double units) {}

    void add(long minute, double units) {
        doses.addLast(new Dose(minute, units));
    }

    double unitsAt(long minute) {
        while (!doses.isEmpty() && minute - doses.peekFirst().minute >= DURATION_MIN) {
            doses.removeFirst();
        }
        double sum = 0;
        for (Dose dose : doses) {
            sum += dose.units * share(minute - dose.minute);
        }
        return sum;
    }

    /** {@return how much of a dose is still to act after these minutes, 1 to 0} */
    static double share(double minutes) {
        if (minutes <= 0) {
            return 1;
        }
        if (minutes >= DURATION_MIN) {
            return 0; // beyond its end the formula would rise again
        }
        double t = minutes;
        double bent = (t * t / (TAU * DURATION_MIN * (1 - A)) - t / TAU - 1) * StrictMath.exp(-t / TAU) + 1;
        return 1 - S * (1 - A) * bent;
    }
}
