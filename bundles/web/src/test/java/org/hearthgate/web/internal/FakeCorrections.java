package org.hearthgate.web.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.hearthgate.api.device.DoseCorrections;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;

/** What a family said of the doses of one pen. */
final class FakeCorrections implements DoseCorrections {
    static final DeviceId PEN = new DeviceId("urn:dev:pen:1");

    final Map<Long, DoseCorrection> said = new ConcurrentHashMap<>();
    /** What the next correction meets; null when it is taken. */
    CompletableFuture<Void> commit;

    static InsulinDose dose(PersonId person, long sequence, Instant at, double units, InsulinDose.Purpose purpose) {
        return new InsulinDose(
                Origin.of(person, PEN, at, at, Provenance.of("pen")).withSequence(sequence),
                units,
                purpose,
                Optional.empty());
    }

    @Override
    public Map<Long, DoseCorrection> corrections(PersonId person, DeviceId device) {
        return device.equals(PEN) ? Map.copyOf(said) : Map.of();
    }

    @Override
    public CompletableFuture<Void> correct(
            PersonId person, DeviceId device, long sequence, InsulinDose.Purpose purpose) {
        if (commit != null) {
            return commit;
        }
        said.put(sequence, new DoseCorrection(sequence, purpose, DoseCorrection.By.PERSON));
        return CompletableFuture.completedFuture(null);
    }
}
