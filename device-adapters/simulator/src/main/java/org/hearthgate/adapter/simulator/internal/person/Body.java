package org.hearthgate.adapter.simulator.internal.person;

/**
 * One virtual body in motion: the differential equations of Hovorka et al. 2004 (two compartments of glucose, two of insulin under the
 * skin, plasma insulin, three insulin actions, two of the gut), an interstitial compartment that trails blood, and exercise in the form
 * of Breton 2008. Moves in steps of one minute by the classical Runge–Kutta method. Used by one thread at a time.
 */
final class Body {
    static final double MG_PER_DL = 18.0182;
    private static final double GRAMS_PER_MOL = 180.16;
    /** Trails blood by 8 to 10 min in people (Basu et al. 2013); the middle. */
    private static final double INTERSTITIAL_LAG_MIN = 9;
    /** Glucagon's help below 3.9 mmol/L, mmol/kg/min per mmol/L missing: our own choice, blunted as after years of type 1 diabetes. */
    private static final double RESCUE = 0.005;

    private static final double RESCUE_BELOW = 3.9;

    private static final int Q1 = 0;
    private static final int Q2 = 1;
    private static final int S1 = 2;
    private static final int S2 = 3;
    private static final int INSULIN = 4;
    private static final int X1 = 5;
    private static final int X2 = 6;
    private static final int X3 = 7;
    private static final int GUT1 = 8;
    private static final int GUT2 = 9;
    private static final int INTERSTITIAL = 10;
    private static final int EFFORT = 11;
    private static final int AFTERGLOW = 12;
    private static final int SIZE = 13;

    private final Physiology is;
    private final double volume;
    private final double[] state = new double[SIZE];
    private final double[][] slopes = new double[4][SIZE];
    private final double[] probe = new double[SIZE];

    private Body(Physiology is) {
        this.is = is;
        volume = is.glucoseVolume() * is.kilograms();
    }

    /** {@return a body that has fasted for long on the infusion that holds this concentration} */
    static Body fasting(Physiology physiology, double mgPerDl) {
        var body = new Body(physiology);
        double mmolPerL = mgPerDl / MG_PER_DL;
        double infusion = physiology.infusionHolding(mmolPerL);
        double insulin = physiology.plasmaInsulinOf(infusion);
        double[] s = body.state;
        s[Q1] = mmolPerL * body.volume;
        s[X1] = physiology.sit() * insulin;
        s[X2] = physiology.sid() * insulin;
        s[X3] = physiology.sie() * insulin;
        s[Q2] = s[X1] * s[Q1] / (physiology.k12() + s[X2]);
        s[S1] = infusion * physiology.tMaxInsulin();
        s[S2] = s[S1];
        s[INSULIN] = insulin;
        s[INTERSTITIAL] = mmolPerL;
        return body;
    }

    /** Takes insulin under the skin, all at once. */
    void inject(double units) {
        state[S1] += units * 1000;
    }

    /** Takes carbohydrates into the stomach, all at once. */
    void eat(double grams) {
        state[GUT1] += grams * is.mealShare() * 1000 / GRAMS_PER_MOL;
    }

    /** Lives one minute. */
    void step(Influence influence) {
        slope(state, influence, slopes[0]);
        slope(ahead(0.5, slopes[0]), influence, slopes[1]);
        slope(ahead(0.5, slopes[1]), influence, slopes[2]);
        slope(ahead(1, slopes[2]), influence, slopes[3]);
        for (int i = 0; i < SIZE; i++) {
            double change = (slopes[0][i] + 2 * slopes[1][i] + 2 * slopes[2][i] + slopes[3][i]) / 6;
            state[i] = Math.max(0, state[i] + change);
        }
    }

    private double[] ahead(double minutes, double[] slope) {
        for (int i = 0; i < SIZE; i++) {
            probe[i] = state[i] + minutes * slope[i];
        }
        return probe;
    }

    private void slope(double[] s, Influence influence, double[] d) {
        double glucose = s[Q1] / volume;
        double action = influence.sensitivity() * (1 + 0.35 * s[AFTERGLOW]);
        double liver = is.egp0() * influence.production() * Math.max(0, 1 - action * s[X3])
                + RESCUE * Math.max(0, RESCUE_BELOW - glucose);
        double toTissue = action * s[X1] * s[Q1];
        double worked = 1.2e-4 * s[EFFORT] * s[Q1];
        d[Q1] = liver * is.kilograms()
                + s[GUT2] / is.tMaxMeal()
                + is.k12() * s[Q2]
                - toTissue
                - worked
                - is.f01At(glucose)
                - is.renalAt(glucose);
        d[Q2] = toTissue - (is.k12() + action * s[X2]) * s[Q2];
        d[S1] = influence.insulinMilliunitsPerMin() - s[S1] / is.tMaxInsulin();
        d[S2] = (s[S1] - s[S2]) / is.tMaxInsulin();
        d[INSULIN] = s[S2] / is.tMaxInsulin() / (is.insulinVolume() * is.kilograms()) - is.ke() * s[INSULIN];
        d[X1] = is.ka1() * (is.sit() * s[INSULIN] - s[X1]);
        d[X2] = is.ka2() * (is.sid() * s[INSULIN] - s[X2]);
        d[X3] = is.ka3() * (is.sie() * s[INSULIN] - s[X3]);
        d[GUT1] = -s[GUT1] / is.tMaxMeal();
        d[GUT2] = (s[GUT1] - s[GUT2]) / is.tMaxMeal();
        d[INTERSTITIAL] = (glucose - s[INTERSTITIAL]) / INTERSTITIAL_LAG_MIN;
        d[EFFORT] = (influence.beatsAboveRest() - s[EFFORT]) / 5;
        double hard = s[EFFORT] / 25;
        double effect = hard * hard * hard * hard;
        d[AFTERGLOW] = effect / (1 + effect) * (1 - s[AFTERGLOW]) / 30 - s[AFTERGLOW] / 480;
    }

    double plasmaMgPerDl() {
        return state[Q1] / volume * MG_PER_DL;
    }

    double interstitialMgPerDl() {
        return state[INTERSTITIAL] * MG_PER_DL;
    }

    double plasmaInsulinMilliunitsPerL() {
        return state[INSULIN];
    }

    /** {@return glucose still in the gut, mmol} */
    double gutMmol() {
        return state[GUT1] + state[GUT2];
    }

    /** {@return glucose entering the blood from the gut, mmol/min} */
    double absorptionMmolPerMin() {
        return state[GUT2] / is.tMaxMeal();
    }

    /** {@return insulin still under the skin, U} */
    double depotUnits() {
        return (state[S1] + state[S2]) / 1000;
    }

    /** {@return the lowest of all compartments, which must never be below 0} */
    double lowestCompartment() {
        double lowest = Double.POSITIVE_INFINITY;
        for (double compartment : state) {
            lowest = Math.min(lowest, compartment);
        }
        return lowest;
    }
}
