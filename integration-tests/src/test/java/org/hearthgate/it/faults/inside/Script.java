package org.hearthgate.it.faults.inside;

import java.time.Duration;
import java.time.Instant;

/**
 * What the devices have to say, as a function of a number alone, so that the hub's side and the judge's side cannot disagree. Anna's
 * sensor sends one reading every five minutes and falls to an urgent low once in every ten; Ben's meter back-fills numbered readings.
 */
public final class Script {
    public static final String ANNA = "anna";
    public static final String BEN = "ben";
    /** How many of Anna's readings make one episode: down to an urgent low and back. */
    public static final int EPISODE = 10;

    private static final double[] ANNA_MG_PER_DL = {112, 97, 82, 67, 53, 49, 58, 74, 92, 110};
    private static final Instant ANNAS_FIRST = Instant.parse("2026-11-02T00:00:00Z");
    private static final Instant BENS_FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final Duration BETWEEN = Duration.ofMinutes(5);

    private Script() {}

    /** {@return when Anna's n-th reading is measured and sent} */
    public static Instant annaAt(long n) {
        return ANNAS_FIRST.plus(BETWEEN.multipliedBy(n));
    }

    public static long annaNumber(Instant measuredAt) {
        return Duration.between(ANNAS_FIRST, measuredAt).dividedBy(BETWEEN);
    }

    public static double annaMgPerDl(long n) {
        return ANNA_MG_PER_DL[Math.floorMod(n, EPISODE)];
    }

    /** {@return when Ben's n-th reading was measured: long ago, so it belongs to the record and wakes nobody} */
    public static Instant benAt(long n) {
        return BENS_FIRST.plusSeconds(30 * n);
    }

    public static double benMgPerDl(long n) {
        return 90 + n % 60;
    }
}
