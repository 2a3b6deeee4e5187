package org.hearthgate.adapter.meter.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.RecordAccess;
import org.hearthgate.api.gatt.RecordAccess.Outcome;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoreException;

/**
 * Reads a meter whenever it wakes: first what is newer than the record that was committed last, then a look at its oldest and its newest
 * record, which the hub must know by now. It does not when the meter was reset, exchanged or never read to the end; then all of it is
 * read, and what the hub has already is known by its identity.
 */
final class MeterDialogue implements GattDialogue {
    private static final int LAST_SEQUENCE = 0xFFFF;
    private static final int BATCH = 100;
    private static final int MOST_SEEN = 20_000;
    private static final int MOST_HOLES = 20;
    private static final int TRIES = 5;
    static final int MOST_REFUSED_IN_A_WHILE = 30;

    private final ObservationStore store;
    private final HubClock clock;
    private final Household household;
    private final MeterSettings settings;
    private final MeterOutbox outbox;
    private final Refusals refusals;
    private final Set<Long> seen = new LinkedHashSet<>();
    private final Map<MeterRecord.Hole, Integer> tries = new HashMap<>();
    private volatile Optional<String> remark = Optional.empty();

    MeterDialogue(
            ObservationSink sink, ObservationStore store, HubClock clock, Household household, MeterSettings settings) {
        this.store = store;
        this.clock = clock;
        this.household = household;
        this.settings = settings;
        outbox = new MeterOutbox(sink, clock, this::refused);
        refusals = new Refusals(
                sink,
                clock,
                new Refusals.Source(MeterAdapter.NAME, settings.device(), Optional.of(settings.person())),
                MOST_REFUSED_IN_A_WHILE,
                Duration.ofMinutes(10));
    }

    @Override
    public String name() {
        return MeterAdapter.NAME;
    }

    @Override
    public Reach reach() {
        return Reach.WHEN_HEARD;
    }

    @Override
    public boolean bonded() {
        return true;
    }

    /** {@return what is remarkable about the meter, one sentence} */
    Optional<String> remark() {
        return remark;
    }

    MeterOutbox outbox() {
        return outbox;
    }

    private void refused(Receipt.Refused receipt) {
        remark = Optional.of(
                receipt.reason() == Receipt.Reason.FROM_THE_FUTURE || receipt.reason() == Receipt.Reason.CLOCK_NEVER_SET
                        ? settings.called()
                                + " tells a wrong time, and what it measured was refused: set its date and time"
                        : "A value of " + settings.called() + " was refused: " + receipt.reason());
    }

    @Override
    public void converse(GattSession connection) throws GattException, InterruptedException {
        outbox.push();
        MeterRecord record;
        try {
            record = MeterRecord.read(store, clock, settings);
        } catch (StoreException e) {
            remark = Optional.of(
                    settings.called() + " was not read, because the hub's own record cannot be: see the hub's health");
            return;
        }
        remark = Optional.empty();
        var unknown = new Unknown(record);
        var meter = new MeterConversation(connection, refusals, unknown::take);
        meter.listen();
        read(meter, record, unknown);
    }

    private void read(MeterConversation meter, MeterRecord record, Unknown unknown)
            throws GattException, InterruptedException {
        boolean further =
                record.lastSequence().isPresent() && record.lastSequence().getAsInt() < LAST_SEQUENCE;
        Outcome outcome = meter.ask(
                further ? RecordAccess.reportFrom(record.lastSequence().getAsInt() + 1) : RecordAccess.reportAll());
        boolean all = !further || notSupported(outcome);
        if (further && all) {
            outcome = meter.ask(RecordAccess.reportAll());
        }
        judge(outcome);
        fillHoles(meter, record);
        if (!all && meter.answers() && beganAnew(meter, unknown)) {
            judge(meter.ask(RecordAccess.reportAll()));
            fillHoles(meter, record);
        }
    }

    /** Whoever knows the oldest and the newest record of a meter, and no hole between, has missed no reset and no wrap of its numbers. */
    private boolean beganAnew(MeterConversation meter, Unknown unknown) throws GattException, InterruptedException {
        unknown.count = 0;
        Outcome oldest = meter.ask(RecordAccess.reportFirst());
        Outcome newest = meter.answers() ? meter.ask(RecordAccess.reportLast()) : Outcome.NOT_COMPLETED;
        boolean cannotTell = notSupported(oldest) || notSupported(newest);
        return meter.answers() && (unknown.count > 0 || cannotTell);
    }

    /**
     * Asks for numbers that are missing between those that came, once in a connection and a few times in all: a meter may not have them any
     * more.
     */
    private void fillHoles(MeterConversation meter, MeterRecord record) throws GattException, InterruptedException {
        var asked = new HashSet<MeterRecord.Hole>();
        while (asked.size() < MOST_HOLES && meter.answers()) {
            Optional<MeterRecord.Hole> hole = record.holes(seen).stream()
                    .filter(missing -> !asked.contains(missing) && tries.getOrDefault(missing, 0) < TRIES)
                    .findFirst();
            if (hole.isEmpty()) {
                return;
            }
            if (tries.size() >= MOST_SEEN) {
                tries.clear();
            }
            asked.add(hole.get());
            tries.merge(hole.get(), 1, Integer::sum);
            Outcome outcome = meter.ask(
                    RecordAccess.reportRange(hole.get().lowest(), hole.get().highest()));
            if (notSupported(outcome)) {
                meter.ask(RecordAccess.reportFrom(hole.get().lowest()));
            }
        }
    }

    private void judge(Outcome outcome) {
        if (outcome != Outcome.SUCCESS && outcome != Outcome.NO_RECORDS) {
            remark = Optional.of(settings.called() + " did not give all it has (" + outcome
                    + "); the rest is read when it is next switched on near the hub");
        }
    }

    private static boolean notSupported(Outcome outcome) {
        return switch (outcome) {
            case OPERATION_NOT_SUPPORTED,
                    INVALID_OPERATOR,
                    OPERATOR_NOT_SUPPORTED,
                    INVALID_OPERAND,
                    OPERAND_NOT_SUPPORTED,
                    RESERVED -> true;
            case SUCCESS, NO_RECORDS, ABORT_UNSUCCESSFUL, NOT_COMPLETED, BUSY -> false;
        };
    }

    /** Lets pass what the record has not, and counts it. */
    private final class Unknown {
        private final MeterRecord record;
        private int count;

        Unknown(MeterRecord record) {
            this.record = record;
        }

        void take(List<MeterBatch.Entry> entries) {
            var observations = new ArrayList<Observation>();
            var identities = new ArrayList<Long>();
            for (MeterBatch.Entry entry : entries) {
                long identity = entry.measurement().identity();
                if (record.has(identity) || seen.contains(identity) || tooOld(entry.measurement())) {
                    continue;
                }
                count++;
                try {
                    observations.addAll(MeterReading.of(
                            entry.measurement(), entry.context(), settings, household.zone(), entry.receivedAt()));
                } catch (FrameException e) {
                    refusals.refuse(e.getMessage(), entry.measurement().raw().octets());
                }
                identities.add(identity);
                if (identities.size() >= BATCH) {
                    give(observations, identities);
                }
            }
            give(observations, identities);
        }

        private boolean tooOld(MeterMeasurement measurement) {
            Instant oldest = clock.now().minus(settings.history());
            return measurement
                    .local()
                    .filter(local -> local.toInstant(ZoneOffset.UTC).isBefore(oldest))
                    .isPresent();
        }

        private void give(List<Observation> observations, List<Long> identities) {
            if (observations.isEmpty() || outbox.offer(observations)) {
                remember(identities);
            }
            observations.clear();
            identities.clear();
        }

        private void remember(List<Long> identities) {
            seen.addAll(identities);
            var oldest = seen.iterator();
            for (int surplus = seen.size() - MOST_SEEN; surplus > 0; surplus--) {
                oldest.next();
                oldest.remove();
            }
        }
    }
}
