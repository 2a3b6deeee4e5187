package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.api.ieee11073.DeviceDateTime;

/**
 * When the session began by the sensor's own clock (2AAA).
 *
 * @param local without the two offsets
 * @param zoneMinutes from UTC, empty where unknown
 * @param daylightMinutes added in summer, empty where unknown
 * @param check of the value
 */
record SessionStart(DeviceDateTime local, OptionalInt zoneMinutes, OptionalInt daylightMinutes, Check check) {
    /** {@return the instant, where everything that makes one is known} */
    Optional<Instant> instant() {
        if (zoneMinutes.isEmpty() || daylightMinutes.isEmpty()) {
            return Optional.empty();
        }
        Duration ahead = Duration.ofMinutes(zoneMinutes.getAsInt() + daylightMinutes.getAsInt());
        return local.local().map(time -> time.toInstant(ZoneOffset.UTC).minus(ahead));
    }
}
