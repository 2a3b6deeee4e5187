package org.hearthgate.ingest.internal.fusion;

import java.util.List;
import java.util.OptionalDouble;
import org.hearthgate.api.observation.DeviceId;

/** One device of one person, as its adapter names it, with what was heard of it. */
final class Route {
    private static final long DOUBTS_LAST = 30 * 60_000L;
    private static final int MOST_DOUBTED = 40;

    private final DeviceId device;
    private final boolean onSkin;
    private final int rank;
    private final Samples samples = new Samples();
    private long heardAt = Long.MIN_VALUE;
    private long soundAt = Long.MIN_VALUE;
    private boolean unsound;
    /** Null when it must be worked out anew, as is the share when it is negative. */
    private OptionalDouble noise;

    private double doubtedShare = -1;

    /**
     * @param onSkin worn on the skin, not under it
     * @param rank place in the person's order of precedence; lower leads
     */
    Route(DeviceId device, boolean onSkin, int rank) {
        this.device = device;
        this.onSkin = onSkin;
        this.rank = rank;
    }

    DeviceId device() {
        return device;
    }

    boolean onSkin() {
        return onSkin;
    }

    int rank() {
        return rank;
    }

    Samples samples() {
        return samples;
    }

    void add(Sample sample) {
        samples.add(sample);
        noise = null;
        doubtedShare = -1;
    }

    /** {@return how noisy its samples are now} */
    OptionalDouble noise() {
        if (noise == null) {
            noise = Noise.of(samples);
        }
        return noise;
    }

    /** {@return which part of its samples of the last half hour is doubted} */
    double doubtedShare() {
        if (doubtedShare < 0 && samples.size() > 0) {
            long newest = samples.get(samples.size() - 1).at();
            List<Sample> last = samples.between(newest - DOUBTS_LAST, newest, MOST_DOUBTED);
            doubtedShare = last.stream().filter(Sample::doubted).count() / (double) last.size();
        }
        return Math.max(0, doubtedShare);
    }

    /** {@return when anything was last measured} */
    long heardAt() {
        return heardAt;
    }

    /** {@return when the newest sample was measured that an alarm might rest on} */
    long soundAt() {
        return soundAt;
    }

    /** {@return whether the newest it said is not to be trusted, e.g. of a sensor that warms up} */
    boolean unsound() {
        return unsound;
    }

    void heard(long at, boolean sound) {
        if (at >= heardAt) {
            heardAt = at;
            unsound = !sound;
        }
        if (sound && at > soundAt) {
            soundAt = at;
        }
    }
}
