package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

/**
 * Whether something runs with its settings.
 *
 * @param state the word
 * @param why one sentence: why it is so and what to do
 */
public record Standing(State state, String why) {
    public Standing {
        requireNonNull(state, "state");
        requireNonNull(why, "why");
    }

    /** Whether it runs. */
    public enum State {
        RUNNING,
        /** The settings are taken; it waits for something else, e.g. a radio. */
        WAITING,
        FAILED
    }
}
