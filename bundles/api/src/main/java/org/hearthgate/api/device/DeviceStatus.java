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
 * @param adapter name of the adapter that says so; empty where whoever asked it has not noted that
 */
public record DeviceStatus(
        DeviceId device,
        Optional<PersonId> person,
        State state,
        Optional<Instant> lastHeardAt,
        String why,
        String adapter) {
    public DeviceStatus {
        requireNonNull(device, "device");
        requireNonNull(person, "person");
        requireNonNull(state, "state");
        requireNonNull(lastHeardAt, "lastHeardAt");
        requireNonNull(why, "why");
        requireNonNull(adapter, "adapter");
    }

    /** As an adapter says it, which knows its own name. */
    public DeviceStatus(
            DeviceId device, Optional<PersonId> person, State state, Optional<Instant> lastHeardAt, String why) {
        this(device, person, state, lastHeardAt, why, "");
    }

    /** {@return the same, with the name of the adapter that says so} */
    public DeviceStatus saidBy(String adapterName) {
        return new DeviceStatus(device, person, state, lastHeardAt, why, adapterName);
    }

    /** {@return the same device, lost for another reason} */
    public DeviceStatus lostBecause(String reason) {
        return new DeviceStatus(device, person, State.LOST, lastHeardAt, reason, adapter);
    }

    /** Whether a device is heard. */
    public enum State {
        /** Known, but nothing was heard yet. */
        WAITING,
        HEARD,
        LOST
    }
}
