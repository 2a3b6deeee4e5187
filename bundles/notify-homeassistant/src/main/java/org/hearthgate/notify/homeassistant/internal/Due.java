package org.hearthgate.notify.homeassistant.internal;

import java.time.Duration;

/** A moment that something waits for, or none. On the machine's own count, which nobody sets. One thread. */
final class Due {
    private boolean awaited;
    private long atNanos;

    void in(Duration from) {
        awaited = true;
        atNanos = System.nanoTime() + from.toNanos();
    }

    /** {@return whether it has come; asked again, it has not} */
    boolean hasCome() {
        if (awaited && System.nanoTime() - atNanos >= 0) {
            awaited = false;
            return true;
        }
        return false;
    }

    /** {@return how long until then, at most {@code most}} */
    Duration left(Duration most) {
        if (!awaited) {
            return most;
        }
        Duration left = Duration.ofNanos(Math.max(0, atNanos - System.nanoTime()));
        return left.compareTo(most) < 0 ? left : most;
    }
}
