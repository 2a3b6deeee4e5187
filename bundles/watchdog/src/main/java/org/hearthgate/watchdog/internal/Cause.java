package org.hearthgate.watchdog.internal;

import java.util.Objects;

/**
 * One reason to believe that an alarm would not come through.
 *
 * @param kind what kind of reason, and so how long it may last
 * @param what which part, e.g. {@code alerting} or {@code store}; with the kind it is the cause's identity
 * @param message one sentence for the log and the page: what, which, what to do. No health value, no name of a person
 */
record Cause(Kind kind, String what, String message) {
    /** The kinds of reasons. */
    enum Kind {
        /** Something was asked and does not answer: a thread is stuck, or dead. */
        NO_ANSWER(true),
        /** A part is not there. */
        MISSING(true),
        /** A part says itself that it fails: a disk, a rule. Starting anew would not mend it and would end what still works. */
        FAILING(false),
        /** Somebody is low, and nobody was reached. The sound must not be cut off by a restart. */
        UNHEARD(false);

        private final boolean mendedByRestart;

        Kind(boolean mendedByRestart) {
            this.mendedByRestart = mendedByRestart;
        }

        /** {@return whether starting the hub anew may mend it} */
        boolean mendedByRestart() {
            return mendedByRestart;
        }
    }

    Cause {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(message, "message");
    }

    /** {@return what makes it the same cause as before, whatever words it uses} */
    String key() {
        return kind + " " + what;
    }
}
