package org.hearthgate.adapter.simulator.internal.person;

/**
 * How a virtual person is treated: the figures a clinic would have found for this body, by trying them on it.
 *
 * @param kind pump or pen
 * @param basalUnitsPerHour background insulin that holds the target while fasting
 * @param gramsPerUnit carbohydrates that one unit covers
 * @param mgPerDlPerUnit fall that one unit brings
 */
record Therapy(TherapyKind kind, double basalUnitsPerHour, double gramsPerUnit, double mgPerDlPerUnit) {
    static final double TARGET_MG_PER_DL = 126;
    private static final int TRIAL_MIN = 300;
    private static final double TRIAL_MEAL_G = 50;
    private static final double TRIAL_DOSE_U = 0.5;

    static Therapy titratedFor(Physiology physiology, TherapyKind kind) {
        double infusion = physiology.infusionHolding(TARGET_MG_PER_DL / Body.MG_PER_DL);
        double fall = (TARGET_MG_PER_DL - afterTrial(physiology, infusion, TRIAL_DOSE_U, 0)) / TRIAL_DOSE_U;
        double low = 0;
        double high = 40;
        for (int i = 0; i < 20; i++) {
            double units = (low + high) / 2;
            if (afterTrial(physiology, infusion, units, TRIAL_MEAL_G) > TARGET_MG_PER_DL) {
                low = units;
            } else {
                high = units;
            }
        }
        return new Therapy(kind, infusion * 60 / 1000, TRIAL_MEAL_G / ((low + high) / 2), fall);
    }

    private static double afterTrial(Physiology physiology, double infusion, double units, double grams) {
        Body body = Body.fasting(physiology, TARGET_MG_PER_DL);
        body.inject(units);
        body.eat(grams);
        for (int minute = 0; minute < TRIAL_MIN; minute++) {
            body.step(Influence.basal(infusion));
        }
        return body.plasmaMgPerDl();
    }

    /** {@return whether a clinic would believe these figures} */
    boolean isUsual() {
        return basalUnitsPerHour >= 0.25
                && basalUnitsPerHour <= 2.5
                && gramsPerUnit >= 4
                && gramsPerUnit <= 25
                && mgPerDlPerUnit >= 12
                && mgPerDlPerUnit <= 110;
    }
}
