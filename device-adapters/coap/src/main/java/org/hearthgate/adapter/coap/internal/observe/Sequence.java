package org.hearthgate.adapter.coap.internal.observe;

import java.time.Duration;
import java.util.Optional;

/** Tells a new notification from one that was overtaken on its way, by RFC 7641, section 3.4. Not safe on several threads. */
final class Sequence {
    private static final int NUMBERS = 1 << 24;
    private static final int HALF = 1 << 23;
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(128);

    private Optional<Newest> newest = Optional.empty();

    private record Newest(int number, Duration at) {}

    /** {@return whether this one is newer than all before, and remembers it if so} */
    boolean isNew(int number, Duration now) {
        int masked = number & (NUMBERS - 1);
        boolean fresh = newest.isEmpty() || newer(newest.get(), masked, now);
        if (fresh) {
            newest = Optional.of(new Newest(masked, now));
        }
        return fresh;
    }

    private static boolean newer(Newest before, int number, Duration now) {
        int v1 = before.number();
        return v1 < number && number - v1 < HALF
                || v1 > number && v1 - number > HALF
                || now.compareTo(before.at().plus(FORGOTTEN_AFTER)) > 0;
    }

    /** A registration was answered: its number is the beginning of a new order, also after the sensor began anew at 0. */
    void restart(int number, Duration now) {
        newest = Optional.of(new Newest(number & (NUMBERS - 1), now));
    }
}
