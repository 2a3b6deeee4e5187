package org.hearthgate.api.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The hub's one clock; nobody asks the system clock for anything that reaches the record or an alert. */
@ProviderType
public interface HubClock {
    /**
     * {@return now, to the millisecond} The wall's time: right for what is written down and shown. It can be stepped, both ways, when the
     * hub learns better; how long something lasts is asked of {@link #elapsed()}.
     */
    Instant now();

    /**
     * {@return how long the hub has been running, give or take a constant} Only differences mean something. No step touches it; a demo's
     * speed does. The time the machine slept counts.
     */
    default Duration elapsed() {
        return Duration.between(Instant.EPOCH, now());
    }

    /**
     * {@return what names the switching on of the machine that {@link #elapsed()} counts from: two runs of the hub under one name count
     * alike; empty where it can only be compared within this run}
     */
    default Optional<String> boot() {
        return Optional.empty();
    }

    /** {@return whether that time can be believed; false on a hub that has not learned the time since it was switched on} */
    boolean trusted();

    /**
     * Tells the clock of something that cannot have happened later than now, e.g. that a sensor measured at this time. A clock that is not
     * trusted moves forward to it, within reason, and stays untrusted; a trusted one knows better. Any thread.
     */
    default void learn(Instant notLaterThanNow) {}

    /**
     * Runs a task again and again on a thread of its own until closed. A task that throws is logged and runs again the next time. On a
     * clock that is moved by hand (replay, tests) the task runs on the thread that moves it, at exactly its due times.
     *
     * @param period above zero; the first run is one period from now
     * @param name of the thread
     */
    Repetition every(Duration period, String name, Runnable task);

    /** A running repetition. */
    interface Repetition extends AutoCloseable {
        /** Ends it; waits for a run in progress. */
        @Override
        void close();
    }
}
