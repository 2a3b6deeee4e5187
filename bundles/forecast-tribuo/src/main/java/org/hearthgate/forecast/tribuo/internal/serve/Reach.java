package org.hearthgate.forecast.tribuo.internal.serve;

/** How far back a forecast looks, by what it looks at. */
final class Reach {
    /** A fortnight, and a bit so that its first reading has its own day before it. */
    static final int LONGEST_DAYS = 15;

    static final int HEART_RATE_DAYS = 2;
    /** Whether steps are counted at all is seen within a week. */
    static final int STEPS_DAYS = 8;

    private Reach() {}
}
