package org.hearthgate.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.ReceiptJournal;
import org.hearthgate.api.store.StoreException;

/** A journal that honours the contract but for outliving the process. Safe on every thread. */
public final class InMemoryReceiptJournal implements ReceiptJournal {
    private final List<Receipt> receipts = new ArrayList<>();
    private Optional<StoreException> failure = Optional.empty();

    /** From now on appending fails with this. */
    public synchronized void failingWith(StoreException exception) {
        failure = Optional.of(exception);
    }

    /** The disk works again. */
    public synchronized void working() {
        failure = Optional.empty();
    }

    /** {@return everything, in the order in which it was appended} */
    public synchronized List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    @Override
    public synchronized void append(List<Receipt> more) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        receipts.addAll(more);
    }

    @Override
    public synchronized List<Receipt> ofAlert(String alertId) {
        return receipts.stream()
                .filter(receipt -> receipt.alertId().equals(alertId))
                .toList();
    }

    @Override
    public synchronized List<Receipt> since(Instant from, int most) {
        return receipts.stream()
                .filter(receipt -> !receipt.at().isBefore(from))
                .sorted(Comparator.comparing(Receipt::at))
                .limit(most)
                .toList();
    }
}
