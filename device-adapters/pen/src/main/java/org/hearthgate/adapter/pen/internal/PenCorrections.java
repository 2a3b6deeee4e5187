package org.hearthgate.adapter.pen.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.adapter.pen.internal.reading.PenRecord;
import org.hearthgate.api.device.DoseCorrections;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Receipt;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes a family's word for what a dose was for, and keeps it in the record beside the dose. */
@Component(name = PenCorrections.PID, configurationPid = PenCorrections.PID, service = DoseCorrections.class)
public final class PenCorrections implements DoseCorrections {
    static final String PID = "org.hearthgate.adapter.pen.corrections";

    private final HubClock clock;
    private final ObservationSink sink;
    private final ObservationStore store;

    @Activate
    public PenCorrections(
            @Reference HubClock clock, @Reference ObservationSink sink, @Reference ObservationStore store) {
        this.clock = clock;
        this.sink = sink;
        this.store = store;
    }

    @Override
    public Map<Long, DoseCorrection> corrections(PersonId person, DeviceId device) {
        return new PenRecord(store, person, device).corrections();
    }

    @Override
    public CompletableFuture<Void> correct(
            PersonId person, DeviceId device, long sequence, InsulinDose.Purpose purpose) {
        var correction = new DoseCorrection(sequence, purpose, DoseCorrection.By.PERSON);
        Observation event = new DeviceEvent(
                Origin.of(person, device, clock.now(), clock.now(), Provenance.of("pen")),
                DeviceEvent.Event.OTHER,
                correction.detail());
        return sink.submit(List.of(event)).thenAccept(PenCorrections::demandKept);
    }

    private static void demandKept(List<Receipt> receipts) {
        for (Receipt receipt : receipts) {
            if (receipt instanceof Receipt.Refused refused) {
                throw new IllegalArgumentException(refused.message());
            }
        }
    }
}
