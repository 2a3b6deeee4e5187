package org.hearthgate.ingest.internal.signal;

/**
 * What the home says of one model or one piece of device.
 *
 * @param lowestMgPerDl edge of its range, 0 when unsaid
 * @param highestMgPerDl edge of its range, 0 when unsaid
 * @param warmUpMinutes -1 when unsaid
 * @param lifeHours 0 when unsaid
 * @param samplingMinutes 0 when unsaid: it is learnt from the readings
 */
record Traits(double lowestMgPerDl, double highestMgPerDl, int warmUpMinutes, int lifeHours, int samplingMinutes) {
    static final Traits UNSAID = new Traits(0, 0, -1, 0, 0);
}
