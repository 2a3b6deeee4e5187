package org.hearthgate.adapter.pen.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.adapter.pen.internal.novo.NovoPen;
import org.hearthgate.adapter.pen.testpen.PenDose;
import org.hearthgate.adapter.pen.testpen.SimulatedPen;
import org.hearthgate.api.device.DeviceTouch;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;

/** A home with a record, a clock, and a pen of Anna's that is touched to its reader. */
final class Kitchen implements ObservationSink {
    static final String SERIAL = "SIMPEN";
    static final PersonId ANNA = new PersonId("anna");
    static final Instant MORNING = Instant.parse("2026-11-21T07:00:00Z");
    /** Seconds on the pen's clock at that moment. */
    static final long PEN_MORNING = 6_000_000;

    final ManualClock clock = new ManualClock(MORNING);
    final InMemoryObservationStore store = new InMemoryObservationStore();
    final List<DeviceTouch> told = new ArrayList<>();
    final List<Quarantined> putAside = new ArrayList<>();
    final TouchedPens touched = new TouchedPens();
    final SimulatedPen pen = new SimulatedPen(SERIAL, this::penSeconds);
    private RuntimeException failure;
    PenAdapter adapter = adapter(Map.of());

    PenAdapter adapter(Map<String, ?> more) {
        var values = new java.util.HashMap<String, Object>(Map.of("person", "anna", "serial", SERIAL));
        values.putAll(more);
        adapter = new PenAdapter(
                clock, FixedHousehold.of("Anna"), this, store, Configured.by(PenAdapter.Config.class, values));
        return adapter;
    }

    long penSeconds() {
        return PEN_MORNING + clock.now().getEpochSecond() - MORNING.getEpochSecond();
    }

    /** Anna injects so long before now. */
    Kitchen dose(long secondsAgo, int tenths) {
        pen.dose(PenDose.of(penSeconds() - secondsAgo, tenths));
        return this;
    }

    /** The pen is held still. */
    boolean touch() {
        return touch(PenInField.held(pen));
    }

    /** The pen is pulled away after so many commands. */
    boolean touchFor(int commands) {
        return touch(new PenInField(pen, commands));
    }

    boolean touch(org.hearthgate.adapter.pen.internal.tag.Tag tag) {
        return touch(tag, List.of(adapter));
    }

    boolean touch(org.hearthgate.adapter.pen.internal.tag.Tag tag, List<KnownPen> pens) {
        return new Touch(List.of(new NovoPen()), () -> pens, touched, clock, told::add).of(tag);
    }

    List<InsulinDose> doses() {
        return observations(ObservationKind.INSULIN_DOSE)
                .map(InsulinDose.class::cast)
                .toList();
    }

    List<DeviceEvent> events() {
        return observations(ObservationKind.DEVICE_EVENT)
                .map(DeviceEvent.class::cast)
                .toList();
    }

    private java.util.stream.Stream<Observation> observations(ObservationKind kind) {
        return store
                .window(ObservationQuery.of(ANNA, Instant.EPOCH, MORNING.plusSeconds(1_000_000_000), kind)
                        .withRawForms())
                .stream()
                .map(StoredObservation::observation);
    }

    DeviceTouch lastTold() {
        return told.get(told.size() - 1);
    }

    void failingWith(RuntimeException exception) {
        failure = exception;
    }

    void working() {
        failure = null;
    }

    @Override
    public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
        return failure == null
                ? CompletableFuture.completedFuture(store.append(observations))
                : CompletableFuture.failedFuture(failure);
    }

    @Override
    public void quarantine(Quarantined refused) {
        putAside.add(refused);
    }
}
