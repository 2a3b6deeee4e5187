package org.hearthgate.ingest.internal.fusion;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The live quality of a sensor, 0 to 1: the product of components that are each 0 to 1, so that whatever gets worse never makes it
 * better. A component of which nothing is known is left out; it speaks neither for nor against. The formulas are told in docs/fusion.md.
 */
final class SignalQuality {
    private static final double FULL_AGE_GRIDS = 1.2;
    private static final double HALF_AGE_MINUTES = 11;
    private static final double NO_AGE_MINUTES = 22;
    private static final double HALF_NOISE_MG_PER_DL = 10;
    private static final double ON_SKIN = 0.5;
    private static final double DOUBTED_COSTS = 0.8;

    private SignalQuality() {}

    /** {@return 1 for the age a sensor of that grid always has, 0.5 at the end of freshness (11 min), 0 from 22 min on} */
    static double age(double minutes, double gridMinutes) {
        double full = Math.min(FULL_AGE_GRIDS * gridMinutes, HALF_AGE_MINUTES - 1);
        if (minutes <= full) {
            return 1;
        }
        if (minutes <= HALF_AGE_MINUTES) {
            return 1 - 0.5 * (minutes - full) / (HALF_AGE_MINUTES - full);
        }
        return Math.max(0, 0.5 * (NO_AGE_MINUTES - minutes) / (NO_AGE_MINUTES - HALF_AGE_MINUTES));
    }

    /** {@return 1 without noise, 0.5 at a standard deviation of 10 mg/dL, towards 0} */
    static double noise(double mgPerDl) {
        return half(mgPerDl / HALF_NOISE_MG_PER_DL);
    }

    /** {@return 1 for the same value, 0.5 at the edge of the tolerance, 0.2 at twice that} */
    static double agreement(double ratio) {
        return half(ratio);
    }

    /** {@return 1 without doubts about its signal, 0.2 when every reading of the last half hour has one} */
    static double doubts(double share) {
        return 1 - DOUBTED_COSTS * share;
    }

    /** {@return 1 under the skin, 0.5 on it} */
    static double kind(boolean onSkin) {
        return onSkin ? ON_SKIN : 1;
    }

    /** {@return 1 up to 100 beats per minute, falling to 0.8 at 160; on the skin to 0.4} */
    static double heart(double beatsPerMinute, boolean onSkin) {
        return falling(beatsPerMinute, 100, 160, onSkin ? 0.4 : 0.8);
    }

    /** {@return 1 up to 20 steps per minute, falling to 0.9 at 120; on the skin to 0.3} */
    static double stillness(double stepsPerMinute, boolean onSkin) {
        return falling(stepsPerMinute, 20, 120, onSkin ? 0.3 : 0.9);
    }

    /** {@return 1 from 30 to 40 °C, falling on both sides over 8 °C to 0.9; on the skin to 0.5} */
    static double temperature(double celsius, boolean onSkin) {
        return falling(Math.max(30 - celsius, celsius - 40), 0, 8, onSkin ? 0.5 : 0.9);
    }

    /** {@return 1 up to 5 microsiemens, falling to 0.9 at 25, a wet skin; of a sensor on the skin to 0.4} */
    static double conductance(double microsiemens, boolean onSkin) {
        return falling(microsiemens, 5, 25, onSkin ? 0.4 : 0.9);
    }

    private static double half(double ratio) {
        return 1 / (1 + ratio * ratio);
    }

    private static double falling(double value, double from, double to, double least) {
        double share = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return 1 - (1 - least) * share;
    }

    static double product(Map<String, Double> components) {
        double product = 1;
        for (double component : components.values()) {
            product *= component;
        }
        return product;
    }

    /** {@return all that is known of it by the name of the component, but its age} */
    static Map<String, Double> components(
            boolean onSkin,
            double doubtedShare,
            OptionalDouble noiseMgPerDl,
            OptionalDouble agreementRatio,
            Body body,
            long now) {
        var components = new TreeMap<String, Double>();
        components.put("kind", kind(onSkin));
        components.put("doubts", doubts(doubtedShare));
        noiseMgPerDl.ifPresent(noise -> components.put("noise", noise(noise)));
        agreementRatio.ifPresent(ratio -> components.put("agreement", agreement(ratio)));
        body.beatsPerMinute(now).ifPresent(rate -> components.put("heart", heart(rate, onSkin)));
        body.stepsPerMinute(now).ifPresent(rate -> components.put("stillness", stillness(rate, onSkin)));
        body.celsius(now).ifPresent(celsius -> components.put("temperature", temperature(celsius, onSkin)));
        body.microsiemens(now).ifPresent(wet -> components.put("conductance", conductance(wet, onSkin)));
        return components;
    }
}
