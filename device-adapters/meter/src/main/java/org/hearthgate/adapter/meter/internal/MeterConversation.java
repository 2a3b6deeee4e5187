package org.hearthgate.adapter.meter.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hearthgate.adapter.conversation.Refusals;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattSession;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.api.gatt.RecordAccess;
import org.hearthgate.api.gatt.RecordAccess.Outcome;
import org.hearthgate.api.ieee11073.FrameException;

/**
 * One connection to a meter: asks for records and gathers them. What came before the link was lost is given on; a record whose context did
 * not come before the loss is not, so that both are asked for again.
 */
final class MeterConversation {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration AFTER_BUSY = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofMillis(100);
    private static final int MOST_BUSY = 3;
    private static final int MOST_AGAIN = 2;
    private static final int FLUSH = 500;
    private static final int MOST_VALUES = 50_000;

    private final GattSession connection;
    private final Refusals refusals;
    private final Consumer<List<MeterBatch.Entry>> records;
    private final MeterBatch batch = new MeterBatch();
    private int values;
    private boolean answered;

    MeterConversation(GattSession connection, Refusals refusals, Consumer<List<MeterBatch.Entry>> records) {
        this.connection = connection;
        this.refusals = refusals;
        this.records = records;
    }

    void listen() throws GattException, InterruptedException {
        connection.subscribe(MeterUuid.SERVICE, MeterUuid.MEASUREMENT);
        if (connection.has(MeterUuid.SERVICE, MeterUuid.CONTEXT)) {
            connection.subscribe(MeterUuid.SERVICE, MeterUuid.CONTEXT);
        }
        connection.subscribe(MeterUuid.SERVICE, MeterUuid.RECORD_ACCESS);
    }

    /** {@return whether the meter answers at all; once it did not, nothing more is asked in this connection} */
    boolean answers() {
        return answered;
    }

    /** Asks, and gives on what comes; {@return how it ended, {@link Outcome#NOT_COMPLETED} also when the meter fell silent} */
    Outcome ask(byte[] request) throws GattException, InterruptedException {
        Outcome outcome = patiently(request);
        for (int again = 0; again < MOST_AGAIN && answered && batch.waiting().isPresent(); again++) {
            patiently(RecordAccess.reportFrom(batch.waiting().getAsInt()));
        }
        boolean all = outcome == Outcome.SUCCESS && answered;
        records.accept(all ? batch.takeAll() : batch.takeComplete());
        return outcome;
    }

    private Outcome patiently(byte[] request) throws GattException, InterruptedException {
        for (int busy = 0; ; busy++) {
            Outcome outcome = once(request);
            boolean again = answered && (outcome == Outcome.BUSY || outcome == Outcome.NOT_COMPLETED);
            if (!again || busy == MOST_BUSY) {
                return outcome;
            }
            gather(AFTER_BUSY);
        }
    }

    private Outcome once(byte[] request) throws GattException, InterruptedException {
        try {
            connection.write(MeterUuid.SERVICE, MeterUuid.RECORD_ACCESS, request);
        } catch (GattException e) {
            if (e.reason() != GattException.Reason.REFUSED) {
                throw e;
            }
            answered = true;
            return Outcome.BUSY; // as far as the hub is concerned: a procedure is in progress, or it is not ready
        }
        answered = false;
        try {
            while (true) {
                Optional<GattValue> value = connection.next(PATIENCE);
                if (value.isEmpty()) {
                    records.accept(batch.takeComplete());
                    connection.write(MeterUuid.SERVICE, MeterUuid.RECORD_ACCESS, RecordAccess.abort());
                    return Outcome.NOT_COMPLETED;
                }
                Optional<Outcome> outcome = take(value.get());
                if (outcome.isPresent()) {
                    answered = true;
                    gather(LAST_WORDS);
                    return outcome.get();
                }
            }
        } catch (GattException e) {
            records.accept(batch.takeComplete());
            throw e;
        }
    }

    /** Takes what still comes until nothing came for so long. */
    private void gather(Duration quiet) throws GattException, InterruptedException {
        for (Optional<GattValue> value = connection.next(quiet); value.isPresent(); value = connection.next(quiet)) {
            take(value.get());
        }
    }

    private Optional<Outcome> take(GattValue value) throws GattException {
        if (++values > MOST_VALUES) {
            throw new GattException(
                    GattException.Reason.FLOODED,
                    "the meter " + connection.address() + " sends more than any meter stores; it is heard again later");
        }
        byte[] octets = value.octets();
        try {
            if (value.characteristic().equals(MeterUuid.MEASUREMENT)) {
                batch.add(MeterDecoder.measurement(octets), value.receivedAt());
            } else if (value.characteristic().equals(MeterUuid.CONTEXT)) {
                if (!batch.add(MeterDecoder.context(octets))) {
                    refusals.refuse("a context without its measurement", octets);
                }
            } else if (value.characteristic().equals(MeterUuid.RECORD_ACCESS)) {
                return RecordAccess.parse(octets).outcomeOf(RecordAccess.Operation.REPORT);
            }
        } catch (FrameException e) {
            refusals.refuse(e.getMessage(), octets);
        }
        if (batch.size() >= FLUSH) {
            records.accept(batch.takeComplete());
        }
        return Optional.empty();
    }
}
