package org.hearthgate.api.device;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.PersonId;
import org.osgi.annotation.versioning.ProviderType;

/** Lets a family say that a dose was an air shot, or was none. There is one such service while the pen's room is there. */
@ProviderType
public interface DoseCorrections {
    /** {@return the corrections that hold, by the sequence of their dose; any thread, asks the record} */
    Map<Long, DoseCorrection> corrections(PersonId person, DeviceId device);

    /**
     * Says what a dose was for. Any thread.
     *
     * @param sequence {@link org.hearthgate.api.observation.Origin#sequence()} of the dose
     * @return done when it is durably in the record; fails as {@link org.hearthgate.api.ingest.ObservationSink#submit} does
     */
    CompletableFuture<Void> correct(PersonId person, DeviceId device, long sequence, InsulinDose.Purpose purpose);
}
