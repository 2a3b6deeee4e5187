package org.hearthgate.tones;

/**
 * One pulse of a burst.
 *
 * @param startMillis from the beginning of the burst to the beginning of the pulse
 * @param lengthMillis with its rise and fall
 * @param hertz of the fundamental
 * @param share of the burst's amplitude, above 0 and at most 1
 * @param chime struck and fading like a bell, instead of held
 */
public record Pulse(int startMillis, int lengthMillis, double hertz, double share, boolean chime) {
    public Pulse {
        if (startMillis < 0 || lengthMillis <= 0) {
            throw new IllegalArgumentException("a pulse begins at 0 ms or later and lasts");
        }
        if (!(hertz >= 150 && hertz <= 1000)) {
            throw new IllegalArgumentException("the fundamental of an alarm lies within 150 and 1000 Hz, was " + hertz);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a pulse's share of the amplitude is above 0 and at most 1");
        }
    }

    int endMillis() {
        return startMillis + lengthMillis;
    }
}
