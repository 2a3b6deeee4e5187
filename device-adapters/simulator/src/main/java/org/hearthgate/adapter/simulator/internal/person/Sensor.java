package org.hearthgate.adapter.simulator.internal.person;

/**
 * What a glucose sensor makes of the fluid it lies in, over its ten days: gain and offset that drift as quadratics of its age and noise
 * that remembers itself, in the form of Facchinetti et al. 2014 (IEEE TBME 61:620) with the figures of Vettoretti et al. 2019 (Sensors
 * 19:5320) for a factory-calibrated sensor; every sensor has its own gain and offset besides. Noise lives on a grid of five minutes, as
 * published, and is drawn straight between.
 */
final class Sensor {
    static final int WARM_UP_MIN = 120;
    static final int LIFE_MIN = 10 * 24 * 60;
    static final double LOWEST = 40;
    static final double HIGHEST = 400;
    private static final int GRID_MIN = 5;
    private static final double MIN_PER_DAY = 1440;

    private final Chance chance;
    private final double ownGain;
    private final double ownOffset;
    private double specific1;
    private double specific2;
    private double common1;
    private double common2;
    private double noiseBefore;
    private double noiseAfter;
    private int minute;

    Sensor(Chance chance) {
        this.chance = chance;
        ownGain = chance.normal(0, 0.04);
        ownOffset = chance.normal(0, 3);
        for (int i = 0; i < 50; i++) { // the noise is old when the sensor is new: no quiet beginning
            noiseBefore = noiseAfter;
            noiseAfter = nextNoise();
        }
    }

    private double nextNoise() {
        double specific = 1.220 * specific1 - 0.331 * specific2 + Math.sqrt(3.641) * chance.gaussian();
        double common = 1.34 * common1 - 0.492 * common2 + Math.sqrt(5.538) * chance.gaussian();
        specific2 = specific1;
        specific1 = specific;
        common2 = common1;
        common1 = common;
        return specific + common;
    }

    /** Grows a minute older. */
    void step() {
        minute++;
        if (minute % GRID_MIN == 0) {
            noiseBefore = noiseAfter;
            noiseAfter = nextNoise();
        }
    }

    /** {@return what it shows for this interstitial concentration, mg/dL, before its range cuts it off} */
    double shows(double interstitialMgPerDl) {
        double age = minute / MIN_PER_DAY;
        double gain = 1.048 - 0.033 * age + 0.002 * age * age + ownGain;
        double offset = -6.398 + 6.179 * age - 0.448 * age * age + ownOffset;
        double into = minute % GRID_MIN / (double) GRID_MIN;
        return gain * interstitialMgPerDl + offset + noiseBefore + (noiseAfter - noiseBefore) * into;
    }

    boolean warmingUp() {
        return minute < WARM_UP_MIN;
    }
}
