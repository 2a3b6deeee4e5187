package org.hearthgate.watchdog.internal;

import java.time.Duration;

/**
 * How long the path may stand still before somebody is woken for it.
 *
 * @param start after the watchdog's own start: everything else is starting, too
 * @param answer for one committed reading to be judged, and for one question to be answered
 * @param swap for a part that is away or fails: it may just be exchanged
 * @param heard for somebody to be reached about an urgent alert
 */
record Patience(Duration start, Duration answer, Duration swap, Duration heard) {
    /** {@return how long a cause of this kind may last, counted from when it was first seen} */
    Duration with(Cause.Kind kind) {
        return switch (kind) {
            case NO_ANSWER -> Duration.ZERO; // whoever asked has waited already
            case MISSING, FAILING -> swap;
            case UNHEARD -> heard;
        };
    }
}
