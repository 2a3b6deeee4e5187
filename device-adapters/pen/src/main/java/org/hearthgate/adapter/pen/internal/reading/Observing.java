package org.hearthgate.adapter.pen.internal.reading;

import java.time.Instant;
import java.util.Optional;
import org.hearthgate.adapter.pen.internal.port.LoggedDose;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.RawForm;

/** Makes observations of what was read from one pen at one touch. */
final class Observing {
    static final String ADAPTER = "pen";
    static final String OCTETS = "application/octet-stream";

    private final PenSettings settings;
    private final Instant now;

    Observing(PenSettings settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    InsulinDose dose(ReadDose dose, boolean prime) {
        Origin origin = origin(dose.measuredAt(), Optional.of(dose.logged())).withSequence(dose.sequence());
        Optional<String> complaint = dose.logged().complaint();
        if (complaint.isPresent()) {
            origin = origin.withDoubt(Doubt.Flag.IMPLAUSIBLE, complaint.get());
        }
        return new InsulinDose(
                origin,
                dose.units().doubleValue(),
                prime ? InsulinDose.Purpose.PRIME : settings.purpose(),
                settings.insulin());
    }

    DeviceEvent correction(ReadDose dose) {
        var correction = new DoseCorrection(dose.sequence(), InsulinDose.Purpose.PRIME, DoseCorrection.By.RULE);
        return new DeviceEvent(
                origin(dose.measuredAt(), Optional.empty()).withSequence(CutOff.correctionSequence(dose.sequence())),
                DeviceEvent.Event.OTHER,
                correction.detail());
    }

    DeviceEvent cutOff(CutOff cut, Instant at) {
        return new DeviceEvent(
                origin(at, Optional.empty()).withSequence(cut.sequence()), DeviceEvent.Event.OTHER, cut.detail());
    }

    private Origin origin(Instant measuredAt, Optional<LoggedDose> raw) {
        Provenance provenance = raw.map(dose -> Provenance.of(ADAPTER, new RawForm(OCTETS, dose.octets())))
                .orElseGet(() -> Provenance.of(ADAPTER));
        return Origin.of(settings.person(), settings.device(), measuredAt, now, provenance);
    }
}
