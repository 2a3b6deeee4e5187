package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.Priority;

/**
 * A silence that somebody gave to one class of one person. It silences what was known when it was given and nothing worse. Pure.
 *
 * @param givenAt when somebody gave it; stays through extensions, so that the journal tells how often it was extended
 * @param until end, exclusive
 * @param by who
 * @param upTo the priority that was seen when it was given
 * @param extensions how often it was extended by itself
 */
record Snooze(Instant givenAt, Instant until, String by, Priority upTo, int extensions) {
    /** One extension is as long as the look back that justifies it. */
    static final Duration EXTENSION = Duration.ofMinutes(10);

    static final int MOST_EXTENSIONS = 3;

    /** {@return what an entry of the journal says, seen from a hub that starts now} */
    static Snooze of(Alert snoozed, Instant now) {
        Instant until = snoozed.snoozedUntil().orElse(Instant.MIN);
        return new Snooze(
                snoozed.changedAt(),
                noLongerThanGiven(snoozed.changedAt(), until, now),
                snoozed.by().orElse(""),
                snoozed.priority(),
                0);
    }

    /** A clock that was put back while the hub was off must not make a snooze longer than the one somebody gave. */
    static Instant noLongerThanGiven(Instant givenAt, Instant until, Instant now) {
        if (until.equals(Instant.MIN)) {
            return until;
        }
        Instant atMost = now.plus(Duration.between(givenAt, until));
        return until.isBefore(atMost) ? until : atMost;
    }

    boolean silences(Priority priority, Instant now) {
        return now.isBefore(until) && !priority.isWorseThan(upTo);
    }

    /** {@return whether one more extension stays within what the class allows in all} */
    boolean mayExtend(Duration longest, Instant now) {
        return extensions < MOST_EXTENSIONS && !now.plus(EXTENSION).isAfter(givenAt.plus(longest));
    }

    Snooze extended(Instant now) {
        return new Snooze(givenAt, now.plus(EXTENSION), by, upTo, extensions + 1);
    }

    /** {@return this one after what the journal tells next: an extension of it, the same once more, or another} */
    Snooze then(Snooze next) {
        if (next.until.equals(until)) {
            return this;
        }
        return next.givenAt.equals(givenAt) ? new Snooze(givenAt, next.until, next.by, upTo, extensions + 1) : next;
    }

    Snooze moved(Duration step) {
        return new Snooze(
                givenAt.plus(step), until.equals(Instant.MIN) ? until : until.plus(step), by, upTo, extensions);
    }
}
