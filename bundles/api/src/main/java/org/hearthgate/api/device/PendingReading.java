package org.hearthgate.api.device;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;

/**
 * One reading that waits until somebody says whose it is. It holds a health value: for the family's eye, never for a log.
 *
 * @param id stable while it waits, also over a restart
 * @param device which device measured
 * @param measuredAt when, as the record will have it
 * @param receivedAt when the hub heard of it, on the hub's clock
 * @param reading what was measured, with its unit, e.g. {@code 72.45 kg}
 * @param candidates who may be meant, the likeliest first
 */
public record PendingReading(
        String id, DeviceId device, Instant measuredAt, Instant receivedAt, String reading, List<PersonId> candidates) {
    public PendingReading {
        requireNonNull(id, "id");
        requireNonNull(device, "device");
        requireNonNull(measuredAt, "measuredAt");
        requireNonNull(receivedAt, "receivedAt");
        requireNonNull(reading, "reading");
        candidates = List.copyOf(candidates);
    }

    /** Names no value: this may end up in a log. */
    @Override
    public String toString() {
        return id;
    }
}
