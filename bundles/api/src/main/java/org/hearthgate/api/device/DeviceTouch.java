package org.hearthgate.api.device;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;

/**
 * What has become of holding a device to the hub's reader, told while somebody stands there and waits.
 *
 * @param at on the hub's clock
 * @param device which, as soon as it is known
 * @param person whose, where it is assigned to somebody
 * @param stage how far it has come
 * @param message one short sentence for that person: {@code 12 doses read, last 4 U at 07:40}. It may tell about health: show it, do
 *     not log it
 */
public record DeviceTouch(
        Instant at, Optional<DeviceId> device, Optional<PersonId> person, Stage stage, String message) {
    public DeviceTouch {
        requireNonNull(at, "at");
        requireNonNull(device, "device");
        requireNonNull(person, "person");
        requireNonNull(stage, "stage");
        requireNonNull(message, "message");
    }

    /** How far a touch has come; each but {@link #READING} is the last of its touch. */
    public enum Stage {
        /** It is being read: hold still. */
        READING,
        /** Everything new is in the record. */
        DONE,
        /** It went away too early; what was read is in the record. Touch again. */
        CUT_OFF,
        /** It belongs to nobody here yet. */
        UNASSIGNED,
        /** It could not be read, or what was read could not be kept. */
        FAILED
    }
}
