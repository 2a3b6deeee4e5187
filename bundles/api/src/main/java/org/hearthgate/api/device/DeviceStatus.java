package org.hearthgate.api.device;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;

/**
 * How one device fares. A lost device is a status, not an error.
 *
 * @param device which
 * @param person whose, where it belongs to somebody
 * @param state whether it is heard
 * @param lastHeardAt when it was last heard, hub clock
 * @param why one sentence: why it is in this state and what to do
 */
public record DeviceStatus(
        DeviceId device, Optional<PersonId> person, State state, Optional<Instant> lastHeardAt, String why) {
    public DeviceStatus {
        requireNonNull(device, "device");
        requireNonNull(person, "person");
        requireNonNull(state, "state");
        requireNonNull(lastHeardAt, "lastHeardAt");
        requireNonNull(why, "why");
    }

    /** Whether a device is heard. */
    public enum State {
        /** Known, but nothing was heard yet. */
        WAITING,
        HEARD,
        LOST
    }
}
