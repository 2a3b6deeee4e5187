package org.hearthgate.api.signal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.observation.DeviceId;

/**
 * What the hub knows of a device's clock.
 *
 * @param device whose clock
 * @param ahead how far it is ahead of the hub's clock, negative when behind; an estimate that the delay of transport limits
 * @param corrected whether {@code measuredAt} of its observations is put right by it
 * @param samples how many deliveries the estimate rests on
 * @param asOf the hub's time of the newest of them
 */
public record DeviceClock(DeviceId device, Duration ahead, boolean corrected, int samples, Instant asOf) {
    public DeviceClock {
        requireNonNull(device, "device");
        requireNonNull(ahead, "ahead");
        requireNonNull(asOf, "asOf");
        if (samples < 1) {
            throw new IllegalArgumentException("an estimate needs at least one sample");
        }
    }
}
