package org.hearthgate.notify.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.Receipt;

/** One call on its way through one channel: for whom, until when, and what became of the tries so far. Guarded by its worker's lock. */
final class Delivery {
    private static final int MOST_REASONS = 10;

    private final Call call;
    private final List<Optional<String>> carers;
    private final Duration giveUpAt;
    private final Optional<CompletableFuture<Receipt>> test;
    private final Set<String> reasons = new HashSet<>();
    private Duration dueAt;
    private int tries;
    private String latestReason = "";
    private boolean dropped;

    /**
     * Begins due at once.
     *
     * @param carers for whom; empty for whoever is near
     * @param giveUpAt on the hub's running time
     * @param test who waits for it, if it is one try of a channel by its test button
     */
    Delivery(
            Call call,
            List<Optional<String>> carers,
            Duration dueAt,
            Duration giveUpAt,
            Optional<CompletableFuture<Receipt>> test) {
        this.call = call;
        this.carers = List.copyOf(carers);
        this.dueAt = dueAt;
        this.giveUpAt = giveUpAt;
        this.test = test;
    }

    Call call() {
        return call;
    }

    String alertId() {
        return call.alert().id();
    }

    Duration dueAt() {
        return dueAt;
    }

    boolean isOver(Duration now) {
        return now.compareTo(giveUpAt) >= 0;
    }

    boolean isTest() {
        return test.isPresent();
    }

    /** Nobody needs it any more. */
    void drop() {
        dropped = true;
    }

    boolean dropped() {
        return dropped;
    }

    String latestReason() {
        return latestReason;
    }

    int tries() {
        return tries;
    }

    /** {@return whether this reason is told for the first time} */
    boolean failed(String reason) {
        tries++;
        latestReason = reason;
        return reasons.size() < MOST_REASONS && reasons.add(reason);
    }

    /** {@return whether there is time for another try then} */
    boolean tryAgainAt(Duration at) {
        dueAt = at;
        return at.compareTo(giveUpAt) < 0;
    }

    /** {@return what came of it, one for each carer} */
    List<Receipt> receipts(String channel, Receipt.Outcome outcome, Instant at, String detail) {
        return carers.stream()
                .map(carer -> new Receipt(
                        call.id(),
                        alertId(),
                        call.alert().person(),
                        call.alert().step(),
                        channel,
                        carer,
                        outcome,
                        at,
                        detail))
                .toList();
    }

    /** Tells whoever pressed the test button. */
    void answer(Receipt receipt) {
        test.ifPresent(waiting -> waiting.complete(receipt));
    }
}
