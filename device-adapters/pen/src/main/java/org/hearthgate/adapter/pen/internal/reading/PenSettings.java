package org.hearthgate.adapter.pen.internal.reading;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.PersonId;

/**
 * Whose pen it is and what is in it.
 *
 * @param purpose what its doses are for: bolus or basal
 * @param insulin its name, where known
 * @param primeUpToUnits a dose of at most so many IU may be an air shot; 0: none is taken for one
 * @param primeWithin if another dose follows within this time
 * @param mostUnits a dose above this is no dose of this pen
 */
public record PenSettings(
        PersonId person,
        DeviceId device,
        InsulinDose.Purpose purpose,
        Optional<String> insulin,
        double primeUpToUnits,
        Duration primeWithin,
        double mostUnits) {
    public PenSettings {
        requireNonNull(person, "person");
        requireNonNull(device, "device");
        requireNonNull(purpose, "purpose");
        requireNonNull(insulin, "insulin");
        requireNonNull(primeWithin, "primeWithin");
    }
}
