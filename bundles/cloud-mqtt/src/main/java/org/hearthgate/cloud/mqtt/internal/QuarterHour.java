package org.hearthgate.cloud.mqtt.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * The grid on which glucose is summarised: 00, 15, 30 and 45 past the hour, in every time zone in use, since their offsets are whole
 * quarter hours.
 *
 * @param from inclusive; a multiple of 900 s since 1970
 */
record QuarterHour(Instant from) {
    static final Duration LENGTH = Duration.ofMinutes(15);

    QuarterHour {
        if (from.getNano() != 0 || Math.floorMod(from.getEpochSecond(), LENGTH.toSeconds()) != 0) {
            throw new IllegalArgumentException("a quarter hour must begin at 00, 15, 30 or 45, was " + from);
        }
    }

    /** {@return the quarter hour that holds this instant} */
    static QuarterHour of(Instant instant) {
        long second = instant.getEpochSecond();
        return new QuarterHour(Instant.ofEpochSecond(second - Math.floorMod(second, LENGTH.toSeconds())));
    }

    /** {@return its end, exclusive} */
    Instant until() {
        return from.plus(LENGTH);
    }

    boolean holds(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until());
    }
}
