package org.hearthgate.tones;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.hearthgate.api.alert.Priority;

/**
 * What is to sound until somebody says stop.
 *
 * @param id of what it is about: the same id at another step or loudness goes on and does not begin anew
 * @param step how far the call for help has gone, 0 at first
 * @param percent how loud the home has set it, 0 to 100
 * @param seed chooses the melody; after some bursts the next one takes its turn
 */
public record Alarm(String id, Priority priority, int step, int percent, int seed) {
    /** So long one melody stays, so that a parent half asleep knows it is still the same alarm. */
    private static final int BURSTS_A_MELODY = 6;

    public Alarm {
        requireNonNull(id, "id");
        requireNonNull(priority, "priority");
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("loudness must be 0 to 100 percent, was " + percent);
        }
        if (step < 0) {
            throw new IllegalArgumentException("step must not be below 0, was " + step);
        }
    }

    /**
     * {@return the octets of one burst}
     *
     * @param number of the burst, 0 at first
     * @param sounding for how long it has been sounding
     */
    public byte[] burst(int number, Duration sounding) {
        Rendering whole = rendering(number, sounding);
        return whole.part(0, whole.octets());
    }

    /** {@return one burst, as {@link #burst}, not made yet} */
    Rendering rendering(int number, Duration sounding) {
        double percent = Loudness.percent(priority, this.percent, step, sounding);
        Burst burst = Burst.of(priority, seed + number / BURSTS_A_MELODY);
        return new Rendering(burst, Loudness.amplitude(percent));
    }

    /** {@return the rest after each burst; empty when one is all} */
    public Optional<Duration> rest() {
        return Burst.rest(priority, step);
    }
}
