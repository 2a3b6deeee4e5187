package org.hearthgate.api.insight;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One thing that a week's alarms give reason to look at or to change. It names what was found and never a limit or a dose; when each is
 * given is in {@code docs/alarm-audit.md}.
 *
 * @param kind what was found
 * @param rule the class it is about; empty where it is about none
 * @param times how often
 * @param of out of how many; 0 where it is out of nothing
 */
public record AuditAdvice(Kind kind, Optional<String> rule, int times, int of) {
    public AuditAdvice {
        requireNonNull(kind, "kind");
        requireNonNull(rule, "rule");
    }

    /** What there is to find, what matters most first. */
    public enum Kind {
        /** An episode nobody was called for. */
        CALL_MISSED,
        /** An episode called for too late. */
        CALL_LATE,
        /** The hub itself took too long from a reading to its alarm. */
        HUB_SLOW,
        /** Alarms that had to call for more people, out of those that made a noise. */
        MORE_PEOPLE_CALLED,
        /** Lows held back as pressure that were lows, out of those of which it is known. */
        HELD_BACK_WRONGLY,
        /** Lows held back as pressure that were none, out of those of which it is known: something presses on the sensor. */
        PRESSURE_ON_SENSOR,
        /** Alarms of one class that were wrong, out of those of which it is known. */
        OFTEN_WRONG,
        /** Gaps in which nothing was heard, hours of them together. */
        LONG_SILENCE
    }
}
