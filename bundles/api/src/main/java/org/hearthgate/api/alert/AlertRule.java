package org.hearthgate.api.alert;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One reason to wake somebody. Pure: reads the snapshot, asks no clock, opens nothing, keeps no state; alerting keeps the life of the
 * alert. Register as an OSGi service (whiteboard). Evaluated on the alerting thread after every commit that concerns the person and
 * every 30 s, because some conditions become true while only the clock moves.
 */
@ConsumerType
public interface AlertRule {
    /** {@return the class of its alerts, e.g. {@code urgent-low}; stable, because snoozes, journals and followers refer to it} */
    String id();

    /** {@return raised whenever the meaning of the rule changes} */
    int version();

    /** {@return the limits in force, with their units in the keys; kept with every alert so that it can be replayed} */
    Map<String, String> thresholds();

    /** {@return the limits in force for this person at this moment, where they differ from the home's; kept with the alert} */
    default Map<String, String> thresholds(Snapshot snapshot) {
        return thresholds();
    }

    /**
     * {@return whether it is about the hub itself} Then it is asked once for the house, with {@link Alert#HUB} as the person, and never
     * sees anybody's readings.
     */
    default boolean aboutHub() {
        return false;
    }

    /** Judges one snapshot. An exception counts as {@link Verdict.Unknown} and is told as a hub fault. */
    Verdict evaluate(Snapshot snapshot);

    /** {@return how long the condition must hold without a break before it is raised} */
    default Duration confirmFor() {
        return Duration.ZERO;
    }

    /** {@return how long it must hold for this person at this moment} */
    default Duration confirmFor(Snapshot snapshot) {
        return confirmFor();
    }

    /** {@return after which time an acknowledged alert that still holds calls again; empty: never} */
    default Optional<Duration> callAgainAfter() {
        return Optional.empty();
    }

    /** {@return the longest snooze anybody may give this class} */
    default Duration longestSnooze() {
        return Duration.ofHours(12);
    }

    /** {@return ids of classes that say nothing new while this one has an open alert, e.g. {@code low} beside {@code urgent-low}} */
    default Set<String> covers() {
        return Set.of();
    }
}
