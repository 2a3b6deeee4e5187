package org.hearthgate.forecast.tribuo.internal.nightly;

import java.util.Random;
import org.hearthgate.forecast.tribuo.internal.features.History;

/**
 * A body for tests: meals, boluses for them, background insulin that just holds, and two compartments each for insulin and carbohydrate.
 * A function of its seed alone. Knows nothing of real physiology but its shape.
 */
public final class VirtualBody {
    static final int STEP = 5;
    private static final int A_DAY = 1440;
    private static final double INSULIN_MINUTES = 55;
    private static final double CARBOHYDRATE_MINUTES = 35;
    private static final double PULL_PER_MINUTE = 0.004;
    private static final double RESTS_AT = 130;

    private final Random random;
    /** mg/dL per U */
    private final double sensitivity;
    /** g per U */
    private final double carbohydrateRatio;

    private final double dawn;
    public final History history = new History();
    public int minute;
    private double works = 1;
    private double glucose = 130;
    private double insulin1;
    private double insulin2;
    private double meal1;
    private double meal2;
    private double wander;
    private double sensorOff;
    private int lastCorrection;
    private final int[] meals = new int[4];

    public VirtualBody(long seed, int start) {
        random = new Random(seed);
        sensitivity = 35 + 40 * random.nextDouble();
        carbohydrateRatio = 8 + 6 * random.nextDouble();
        dawn = 0.15 + 0.2 * random.nextDouble();
        minute = start;
        lastCorrection = start - A_DAY;
    }

    /** From now on insulin works only so much: an illness. */
    void insulinWorks(double share) {
        works = share;
    }

    public VirtualBody lives(int days) {
        int until = minute + days * A_DAY;
        while (minute < until) {
            step();
        }
        return this;
    }

    /** Five minutes, with a reading at their end. */
    public void step() {
        int ofDay = Math.floorMod(minute, A_DAY);
        if (ofDay < STEP) {
            int[] usual = {7 * 60 + 30, 12 * 60 + 30, 16 * 60, 19 * 60};
            for (int i = 0; i < usual.length; i++) {
                meals[i] = usual[i] + (int) (25 * random.nextGaussian());
            }
        }
        for (int i = 0; i < meals.length; i++) {
            if (ofDay <= meals[i] && meals[i] < ofDay + STEP) {
                eats((i == 2 ? 15 : 45) * (0.5 + random.nextDouble()), true);
            }
        }
        if (glucose < 68 && meal1 < 5) {
            eats(15, false);
        }
        if (glucose > 210 && minute - lastCorrection > 180) {
            lastCorrection = minute;
            injects((glucose - 130) / sensitivity * 0.7);
        }
        moves(ofDay);
        minute += STEP;
        sensorOff = 0.8 * sensorOff + 1.5 * random.nextGaussian();
        history.glucose.add(minute, (float) Math.round(Math.max(40, Math.min(400, glucose + sensorOff))));
    }

    private void eats(double grams, boolean withInsulin) {
        meal1 += grams;
        history.carbohydrate.accumulate(minute, (float) grams);
        if (withInsulin) {
            injects(grams / carbohydrateRatio * (0.85 + 0.3 * random.nextDouble()));
        }
    }

    private void injects(double units) {
        insulin1 += units;
        history.bolus.accumulate(minute, (float) units);
    }

    private void moves(int ofDay) {
        double needed = sensitivity * 0.8 / 60; // what 0.8 U/h of background insulin hold down, mg/dL per min
        double fromMeals = meal2 / CARBOHYDRATE_MINUTES * sensitivity / carbohydrateRatio;
        double byInsulin = insulin2 / INSULIN_MINUTES * sensitivity * works + needed * works;
        double ofTheDay = dawn * Math.sin(2 * Math.PI * (ofDay - 180) / A_DAY);
        wander = 0.9 * wander + 0.12 * random.nextGaussian();
        glucose += STEP * (fromMeals + needed - byInsulin + ofTheDay + wander - PULL_PER_MINUTE * (glucose - RESTS_AT));
        glucose = Math.max(40, Math.min(400, glucose));
        double absorbed = meal2 * STEP / CARBOHYDRATE_MINUTES;
        double emptied = meal1 * STEP / CARBOHYDRATE_MINUTES;
        meal2 += emptied - absorbed;
        meal1 -= emptied;
        double used = insulin2 * STEP / INSULIN_MINUTES;
        double arrived = insulin1 * STEP / INSULIN_MINUTES;
        insulin2 += arrived - used;
        insulin1 -= arrived;
    }
}
