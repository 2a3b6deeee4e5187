package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * One row of a table of activity samples.
 *
 * @param at beginning of what it covers
 * @param steps in what it covers, 0 where it tells none
 * @param beatsPerMinute where it was measured
 * @param rawKind the watch's own number for what its wearer did
 */
record Sample(Instant at, int steps, OptionalInt beatsPerMinute, OptionalInt rawKind) {
    private static final int MOST_STEPS = 20_000;
    /** Gadgetbridge writes 255 or -1 for none; what lies outside these bounds it does not show either. */
    private static final int FEWEST_BEATS = 10;

    private static final int MOST_BEATS = 250;

    /** {@return a sample of what the columns hold; numbers that no watch means are taken for none} */
    static Sample of(Instant at, long steps, OptionalInt beats, OptionalInt rawKind) {
        boolean measured = beats.isPresent() && beats.getAsInt() >= FEWEST_BEATS && beats.getAsInt() <= MOST_BEATS;
        return new Sample(
                at, steps < 0 || steps > MOST_STEPS ? 0 : (int) steps, measured ? beats : OptionalInt.empty(), rawKind);
    }

    /** {@return the row as text, for the record's raw form} */
    String csv() {
        return at.getEpochSecond() + "," + steps + "," + text(beatsPerMinute) + "," + text(rawKind) + "\n";
    }

    private static String text(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }
}
