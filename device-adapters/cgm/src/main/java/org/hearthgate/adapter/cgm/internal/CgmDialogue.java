package org.hearthgate.adapter.cgm.internal;

import java.time.Duration;
import java.util.Optional;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Receipt;

/** What lasts from one connection to the next of one sensor. A connection itself is a {@link CgmConversation}. */
final class CgmDialogue implements GattDialogue {
    private static final int MOST_REFUSED_IN_A_WHILE = 30;

    private final HubClock clock;
    private final CgmSettings settings;
    private final SessionBook book;
    private final SessionEvents events;
    private final LiveOutbox outbox;
    private final Refusals refusals;
    private volatile Optional<SensorSession> session = Optional.empty();
    private volatile Optional<String> remark = Optional.empty();

    CgmDialogue(ObservationSink sink, ObservationStore store, HubClock clock, CgmSettings settings) {
        this.clock = clock;
        this.settings = settings;
        book = new SessionBook(store, clock, settings);
        events = new SessionEvents(store, clock, settings);
        outbox = new LiveOutbox(sink, clock, this::answered);
        refusals = new Refusals(
                sink,
                clock,
                new Refusals.Source(CgmAdapter.NAME, settings.device(), Optional.of(settings.person())),
                MOST_REFUSED_IN_A_WHILE,
                Duration.ofMinutes(10));
    }

    @Override
    public String name() {
        return CgmAdapter.NAME;
    }

    @Override
    public Reach reach() {
        return Reach.KEEP;
    }

    @Override
    public boolean bonded() {
        return true;
    }

    @Override
    public void converse(GattSession connection) throws GattException, InterruptedException {
        outbox.push();
        new CgmConversation(this, connection).hold();
    }

    /** What the sink refused once it will refuse again: the sensor need not be asked for it. */
    private void answered(Observation observation, Receipt receipt) {
        if (observation instanceof GlucoseReading) {
            long sequence = observation.origin().sequence().orElseThrow();
            session.filter(now -> now.keyMinute() == SensorSession.keyMinuteOf(sequence))
                    .ifPresent(now -> now.dealtWith(SensorSession.offsetOf(sequence)));
        }
        if (receipt instanceof Receipt.Refused refused) {
            remark("A value was refused: " + refused.reason() + ". See what was put aside");
        }
    }

    /** Says in one sentence what is remarkable about the sensor. */
    void remark(String sentence) {
        remark = Optional.of(sentence);
    }

    /** Nothing is remarkable any more. */
    void unremarkable() {
        remark = Optional.empty();
    }

    Optional<String> remark() {
        return remark;
    }

    /** {@return the session; from now on receipts are entered into it} */
    SensorSession enter(SensorSession other) {
        session = Optional.of(other);
        return other;
    }

    HubClock clock() {
        return clock;
    }

    CgmSettings settings() {
        return settings;
    }

    SessionBook book() {
        return book;
    }

    SessionEvents events() {
        return events;
    }

    LiveOutbox outbox() {
        return outbox;
    }

    Refusals refusals() {
        return refusals;
    }
}
