package org.hearthgate.adapter.conversation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;

/**
 * Holds readings until the record has them: the radio has confirmed them to the device, which will not send them again. Bounded; what
 * does not fit, or still waits when the hub stops, goes to quarantine with its octets. Any thread; one of its own.
 */
public final class Handover implements AutoCloseable {
    private static final int MOST = 256;
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);

    private final ObservationSink sink;
    private final Deque<List<Observation>> waiting = new ArrayDeque<>();
    private final Set<List<Observation>> underway = new HashSet<>();
    private final HubClock.Repetition repetition;
    private Optional<String> refused = Optional.empty();

    /** @param threadName of the one that offers again, each 10 s */
    public Handover(ObservationSink sink, HubClock clock, String threadName) {
        this.sink = sink;
        repetition = clock.every(AGAIN_AFTER, threadName, this::again);
    }

    /** Takes readings that belong together; returns at once. */
    public void take(List<Observation> observations) {
        synchronized (this) {
            if (waiting.size() + underway.size() >= MOST) {
                quarantine(observations, "too much waited for the record; measure again later");
                return;
            }
            underway.add(observations);
        }
        submit(observations);
    }

    /** {@return how many wait for the record} */
    public synchronized int size() {
        return waiting.size() + underway.size();
    }

    /** {@return why the hub last refused a reading of this device} */
    public synchronized Optional<String> refused() {
        return refused;
    }

    private void again() {
        List<List<Observation>> due;
        synchronized (this) {
            due = new ArrayList<>(waiting);
            underway.addAll(due);
            waiting.clear();
        }
        due.forEach(this::submit);
    }

    private void submit(List<Observation> observations) {
        var unused = Offer.submit(observations, sink)
                .whenComplete((receipts, failure) -> ended(observations, receipts, failure));
    }

    private synchronized void ended(List<Observation> observations, List<Receipt> receipts, Throwable failure) {
        underway.remove(observations);
        if (failure != null) {
            waiting.add(observations);
            return;
        }
        receipts.stream()
                .filter(Receipt.Refused.class::isInstance)
                .map(receipt -> ((Receipt.Refused) receipt).reason())
                .forEach(reason -> refused = Optional.of(sentence(reason)));
    }

    /** In own words: the message of a receipt may hold the value. */
    private static String sentence(Receipt.Reason reason) {
        return switch (reason) {
            case IMPLAUSIBLE_VALUE -> "The hub refused a value that no body has; measure again";
            case FROM_THE_FUTURE, CLOCK_NEVER_SET ->
                "The hub refused a reading because of its time; set the device's date and time";
            case UNKNOWN_PERSON ->
                "The hub refused a reading of somebody who does not live here; check whose this device is";
        };
    }

    /** Ends the repetition; what still waits is quarantined. */
    @Override
    public void close() {
        repetition.close();
        again();
        synchronized (this) {
            waiting.forEach(left -> quarantine(left, "the hub stopped before the record could take it"));
            waiting.clear();
        }
    }

    private void quarantine(List<Observation> observations, String reason) {
        for (Observation observation : observations) {
            observation
                    .origin()
                    .provenance()
                    .raw()
                    .ifPresent(raw -> sink.quarantine(new Quarantined(
                            observation.receivedAt(),
                            observation.origin().provenance().adapter(),
                            observation.device().value(),
                            Optional.of(observation.person()),
                            reason,
                            raw)));
        }
    }
}
