package org.hearthgate.ingest.internal.fusion;

import org.hearthgate.api.observation.DeviceId;

/** One device of one person, as its adapter names it, with what was heard of it. */
final class Route {
    private final DeviceId device;
    private final boolean onSkin;
    private final int rank;
    private final Samples samples = new Samples();
    private long heardAt = Long.MIN_VALUE;
    private long soundAt = Long.MIN_VALUE;
    private boolean unsound;

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
