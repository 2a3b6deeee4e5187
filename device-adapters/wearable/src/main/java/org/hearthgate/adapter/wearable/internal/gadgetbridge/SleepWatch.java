package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins minutes asleep to stretches of sleep. A stretch is told only when it has ended for certain, because in the record it cannot grow
 * any more. Samples come in order. One thread.
 */
final class SleepWatch {
    /** Awake for less is still the same night. */
    static final Duration SHORTEST_WAKING = Duration.ofMinutes(30);

    /** Less is a slip of the watch. */
    static final Duration SHORTEST_SLEEP = Duration.ofMinutes(30);

    private static final Duration LONGEST_SLEEP = Duration.ofHours(24);
    private static final Duration ONE_SAMPLE = Duration.ofMinutes(1);

    private final SleepKinds kinds;
    private final List<Stretch> ended = new ArrayList<>();
    private Optional<Instant> fellAsleep = Optional.empty();
    private Instant lastAsleep = Instant.MIN;
    private boolean asleep;

    SleepWatch(SleepKinds kinds) {
        this.kinds = kinds;
    }

    void add(Sample sample) {
        asleep = kinds.asleep(sample.rawKind()).orElse(asleep);
        if (fellAsleep.isPresent() && Duration.between(lastAsleep, sample.at()).compareTo(SHORTEST_WAKING) >= 0) {
            end();
        }
        if (asleep) {
            fellAsleep = fellAsleep.or(() -> Optional.of(sample.at()));
            lastAsleep = sample.at().plus(ONE_SAMPLE);
        }
    }

    private void end() {
        var sleep = new Stretch(fellAsleep.orElseThrow(), lastAsleep);
        if (sleep.length().compareTo(SHORTEST_SLEEP) >= 0 && sleep.length().compareTo(LONGEST_SLEEP) <= 0) {
            ended.add(sleep);
        }
        fellAsleep = Optional.empty();
    }

    /** {@return those that have ended since the last call} */
    List<Stretch> take() {
        List<Stretch> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }
}
