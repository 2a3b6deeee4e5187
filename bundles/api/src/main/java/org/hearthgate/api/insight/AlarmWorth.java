package org.hearthgate.api.insight;

/** What one alarm was worth, afterwards; what each word means is in {@code docs/alarm-audit.md}. */
public enum AlarmWorth {
    /** It was so, for 15 min or more, or it came to pass. */
    RIGHT,
    /** It was so, but for less than 15 min. */
    BRIEF,
    /** It was not so, or it did not come to pass. */
    WRONG,
    /** The record cannot tell. */
    UNSURE
}
