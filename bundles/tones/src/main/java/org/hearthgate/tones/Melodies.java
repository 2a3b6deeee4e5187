package org.hearthgate.tones;

import org.hearthgate.api.alert.Priority;

/** Several melodies for each priority. All lie where a small loudspeaker is loud and old ears still hear, from 440 to 988 Hz. */
final class Melodies {
    private static final double A4 = 440.00;
    private static final double C5 = 523.25;
    private static final double D5 = 587.33;
    private static final double E5 = 659.26;
    private static final double F5 = 698.46;
    private static final double G5 = 783.99;
    private static final double A5 = 880.00;
    private static final double B5 = 987.77;

    /** Three and two, said twice. */
    private static final double[][] HIGH = {
        {E5, E5, E5, B5, B5},
        {A5, E5, A5, E5, A5},
        {C5, E5, G5, G5, B5},
        {B5, A5, G5, B5, B5},
        {G5, G5, B5, D5, B5},
        {D5, A5, D5, A5, F5},
    };

    private static final double[][] MEDIUM = {
        {C5, E5, G5}, {G5, E5, C5}, {E5, E5, G5}, {D5, F5, D5}, {A4, E5, C5}, {G5, A5, E5},
    };
    private static final double[][] LOW = {{E5, C5}, {D5, D5}, {C5, A4}, {G5, E5}, {A4, D5}};
    private static final double[][] CHIME = {{G5, C5}, {C5, G5}, {E5, A5}, {A5, F5}};

    private Melodies() {}

    /** {@return how many there are} */
    static int count(Priority priority) {
        return all(priority).length;
    }

    /** {@return one of them, in Hz} */
    static double[] of(Priority priority, int variation) {
        double[][] all = all(priority);
        return all[Math.floorMod(variation, all.length)].clone();
    }

    private static double[][] all(Priority priority) {
        return switch (priority) {
            case HIGH -> HIGH;
            case MEDIUM -> MEDIUM;
            case LOW -> LOW;
            case INFORMATION -> CHIME;
        };
    }
}
