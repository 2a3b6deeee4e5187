package org.hearthgate.adapter.simulator.internal.person;

/**
 * What acts on a body during one minute.
 *
 * @param insulinMilliunitsPerMin background insulin entering the skin
 * @param sensitivity factor on all three actions of insulin; 1 is the body's own mean
 * @param production factor on the liver's production; above 1 towards morning
 * @param beatsAboveRest heart rate above rest, per minute: the measure of exercise
 */
record Influence(double insulinMilliunitsPerMin, double sensitivity, double production, double beatsAboveRest) {
    /** {@return a quiet minute with this background insulin} */
    static Influence basal(double milliunitsPerMin) {
        return new Influence(milliunitsPerMin, 1, 1, 0);
    }
}
