package org.hearthgate.adapter.simulator.internal.person;

/**
 * What makes one body differ from another: the parameters of the glucose–insulin model of Hovorka et al. 2004 (Physiol. Meas. 25:905),
 * in its units.
 *
 * @param kilograms body weight
 * @param glucoseVolume distribution volume of glucose, L/kg
 * @param insulinVolume distribution volume of insulin, L/kg
 * @param f01 uptake that needs no insulin, mmol/kg/min
 * @param egp0 glucose production of the liver at zero insulin, mmol/kg/min
 * @param k12 return from tissue to blood, 1/min
 * @param ka1 pace of insulin's action on transport, 1/min
 * @param ka2 pace of its action on disposal, 1/min
 * @param ka3 pace of its action on the liver, 1/min
 * @param sit insulin sensitivity of transport, 1/min per mU/L
 * @param sid insulin sensitivity of disposal, 1/min per mU/L
 * @param sie insulin sensitivity of the liver's production, 1 per mU/L
 * @param ke elimination of insulin, 1/min
 * @param tMaxInsulin time to the highest absorption of injected insulin, min
 * @param tMaxMeal time to the highest absorption of a meal, min
 * @param mealShare part of the carbohydrates that reaches the blood, 0 to 1
 */
record Physiology(
        double kilograms,
        double glucoseVolume,
        double insulinVolume,
        double f01,
        double egp0,
        double k12,
        double ka1,
        double ka2,
        double ka3,
        double sit,
        double sid,
        double sie,
        double ke,
        double tMaxInsulin,
        double tMaxMeal,
        double mealShare) {

    /** {@return the published central values for a body of this weight} */
    static Physiology average(double kilograms) {
        return new Physiology(
                kilograms, 0.16, 0.12, 0.0097, 0.0161, 0.066, 0.006, 0.06, 0.03, 51.2e-4, 8.2e-4, 520e-4, 0.138, 55, 40,
                0.8);
    }

    /**
     * {@return an adult drawn around the central values}
     *
     * <p>Which parameters vary follows Wilinska et al. 2010 (J Diabetes Sci Technol 4:132). The spreads are narrower than published ones:
     * those describe estimates in single people, and drawn independently they make bodies that no therapy can hold.
     */
    static Physiology drawn(Chance chance) {
        Physiology mean = average(chance.between(55, 92));
        double sensitivity = chance.factor(0.2);
        return new Physiology(
                mean.kilograms,
                mean.glucoseVolume * chance.factor(0.08),
                mean.insulinVolume * chance.factor(0.08),
                mean.f01 * chance.factor(0.08),
                mean.egp0 * chance.factor(0.08),
                mean.k12 * chance.factor(0.12),
                mean.ka1 * chance.factor(0.12),
                mean.ka2 * chance.factor(0.12),
                mean.ka3 * chance.factor(0.12),
                mean.sit * sensitivity * chance.factor(0.1),
                mean.sid * sensitivity * chance.factor(0.1),
                mean.sie * sensitivity * chance.factor(0.1),
                mean.ke * chance.factor(0.1),
                mean.tMaxInsulin * chance.factor(0.12),
                mean.tMaxMeal * chance.factor(0.15),
                mean.mealShare);
    }

    /** {@return the flux without insulin at this concentration, mmol/min: constant, but proportional below 4.5 mmol/L} */
    double f01At(double mmolPerL) {
        return f01 * kilograms * Math.min(1, mmolPerL / 4.5);
    }

    /** {@return what the kidneys pass at this concentration, mmol/min: nothing below 9 mmol/L} */
    double renalAt(double mmolPerL) {
        return Math.max(0, 0.003 * (mmolPerL - 9) * glucoseVolume * kilograms);
    }

    /** {@return the insulin concentration in mU/L that a constant infusion in mU/min leads to} */
    double plasmaInsulinOf(double milliunitsPerMin) {
        return milliunitsPerMin / (ke * insulinVolume * kilograms);
    }

    /** {@return the constant infusion in mU/min that holds this fasting concentration} */
    double infusionHolding(double mmolPerL) {
        double low = 0;
        double high = 200;
        for (int i = 0; i < 80; i++) {
            double middle = (low + high) / 2;
            if (fastingBalance(mmolPerL, plasmaInsulinOf(middle)) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private double fastingBalance(double mmolPerL, double insulin) {
        double q1 = mmolPerL * glucoseVolume * kilograms;
        double q2 = sit * insulin * q1 / (k12 + sid * insulin);
        double liver = egp0 * kilograms * Math.max(0, 1 - sie * insulin);
        return liver - f01At(mmolPerL) - renalAt(mmolPerL) - sit * insulin * q1 + k12 * q2;
    }
}
