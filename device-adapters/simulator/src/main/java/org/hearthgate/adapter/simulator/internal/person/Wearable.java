package org.hearthgate.adapter.simulator.internal.person;

/** What a band on the wrist feels: heart rate each five minutes and steps each fifteen. Plausible, not physiology. */
final class Wearable {
    static final int HEART_RATE_EVERY_MIN = 5;
    static final int STEPS_EVERY_MIN = 15;

    private final Chance chance;
    private double wander;

    Wearable(Chance chance) {
        this.chance = chance;
    }

    int beatsPerMinute(int restingBeats, boolean asleep, double beatsAboveRest) {
        wander = 0.8 * wander + chance.normal(0, asleep ? 1.2 : 4);
        double awake = asleep ? -5 : 12;
        return (int) Math.max(38, Math.min(200, Math.round(restingBeats + awake + beatsAboveRest + wander)));
    }

    int steps(boolean asleep, boolean exercising) {
        if (asleep) {
            return 0;
        }
        if (exercising) {
            return chance.whole(1400, 2400);
        }
        return chance.happens(0.45) ? 0 : chance.whole(20, 520);
    }
}
