package org.hearthgate.notify.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.ReceiptJournal;
import org.hearthgate.api.notify.ReceiptListener;
import org.hearthgate.api.notify.Receipts;
import org.hearthgate.api.store.StoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who was reached, and who was not: told to whoever listens at once, written to the record by a thread of its own. While the record cannot
 * be written to, the newest {@value #MOST_UNWRITTEN} are kept in memory, and told of in health.
 */
@Component(
        name = "org.hearthgate.notify.receipts",
        configurationPid = "org.hearthgate.notify",
        service = {Receipts.class, ReceiptBook.class})
public final class ReceiptBook implements Receipts {
    static final int MOST_UNWRITTEN = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptBook.class);
    private static final int AT_ONCE = 200;
    private static final long TRY_AGAIN_SECONDS = 5;
    /** One commit for what the channels say of one call; meanwhile the disk is the alert journal's. */
    private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<ReceiptListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread writer;

    // under the lock
    private final List<Receipt> unwritten = new ArrayList<>();
    private Optional<ReceiptJournal> journal = Optional.empty();
    private Optional<String> trouble = Optional.of("the store is not there");
    private long lost;
    private boolean closed;

    @Activate
    public ReceiptBook() {
        writer = new Thread(this::write, "notify-receipts");
        writer.setDaemon(true);
        writer.start();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addListener(ReceiptListener listener) {
        listeners.add(listener);
    }

    void removeListener(ReceiptListener listener) {
        listeners.remove(listener);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setJournal(ReceiptJournal present) {
        lock.lock();
        try {
            journal = Optional.of(present);
            trouble = Optional.empty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void unsetJournal(ReceiptJournal gone) {
        lock.lock();
        try {
            if (journal.isPresent() && journal.get() == gone) {
                journal = Optional.empty();
                trouble = Optional.of("the store is not there");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void note(Receipt receipt) {
        lock.lock();
        try {
            unwritten.add(receipt);
            if (unwritten.size() > MOST_UNWRITTEN) {
                unwritten.remove(0);
                lost++;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (ReceiptListener listener : listeners) {
            try {
                listener.noted(receipt);
            } catch (RuntimeException | LinkageError e) { // the edge of a whiteboard: the others want to know, too
                LOG.error("A listener of receipts failed", e);
            }
        }
    }

    private void write() {
        try {
            while (!isClosed()) {
                writeSome();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // never: nobody interrupts it
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed && (unwritten.isEmpty() || trouble.isPresent());
        } finally {
            lock.unlock();
        }
    }

    private void writeSome() throws InterruptedException {
        List<Receipt> batch;
        ReceiptJournal to;
        lock.lock();
        try {
            while (!closed && (unwritten.isEmpty() || journal.isEmpty())) {
                changed.await();
            }
            for (long left = TOGETHER_NANOS; left > 0 && !closed; ) {
                left = changed.awaitNanos(left);
            }
            if (unwritten.isEmpty() || journal.isEmpty()) {
                return; // closed
            }
            batch = List.copyOf(unwritten.subList(0, Math.min(AT_ONCE, unwritten.size())));
            to = journal.get();
        } finally {
            lock.unlock();
        }
        Optional<String> failure = append(to, batch);
        lock.lock();
        try {
            if (failure.isEmpty()) {
                batch.forEach(unwritten::remove); // by value: some may have given way to newer ones
                if (journal.isPresent() && trouble.isPresent()) {
                    LOG.info("Receipts are written to the record again");
                    trouble = Optional.empty();
                }
            } else {
                if (trouble.isEmpty()) {
                    LOG.warn("Receipts cannot be written to the record and are kept in memory: {}", failure.get());
                }
                trouble = failure;
                long left = TimeUnit.SECONDS.toNanos(TRY_AGAIN_SECONDS);
                while (left > 0 && !closed && journal.filter(to::equals).isPresent()) {
                    left = changed.awaitNanos(left);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static Optional<String> append(ReceiptJournal to, List<Receipt> batch) {
        try {
            to.append(batch);
            return Optional.empty();
        } catch (StoreException | IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public List<Receipt> ofAlert(String alertId) {
        List<Receipt> kept = kept().stream()
                .filter(receipt -> receipt.alertId().equals(alertId))
                .toList();
        return together(
                present().map(there -> read(() -> there.ofAlert(alertId))).orElse(List.of()), kept);
    }

    @Override
    public List<Receipt> since(Instant from, int most) {
        List<Receipt> kept =
                kept().stream().filter(receipt -> !receipt.at().isBefore(from)).toList();
        List<Receipt> written =
                present().map(there -> read(() -> there.since(from, most))).orElse(List.of());
        return together(written, kept).stream()
                .sorted(Comparator.comparing(Receipt::at))
                .limit(most)
                .toList();
    }

    /** What is being written may be in both. */
    private static List<Receipt> together(List<Receipt> written, List<Receipt> kept) {
        var all = new ArrayList<>(written);
        kept.stream().filter(receipt -> !written.contains(receipt)).forEach(all::add);
        return all;
    }

    /** A question to a journal. */
    private interface Question {
        List<Receipt> ask();
    }

    private static List<Receipt> read(Question question) {
        try {
            return question.ask();
        } catch (StoreException e) {
            LOG.debug("The receipts of before cannot be read", e);
            return List.of(); // what is in memory is better than nothing; health tells of the store
        }
    }

    private List<Receipt> kept() {
        lock.lock();
        try {
            return List.copyOf(unwritten);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ReceiptJournal> present() {
        lock.lock();
        try {
            return journal;
        } finally {
            lock.unlock();
        }
    }

    /** {@return what is wrong with the record of receipts, in a sentence} */
    Optional<String> trouble() {
        lock.lock();
        try {
            return trouble.filter(why -> !unwritten.isEmpty())
                    .map(why -> unwritten.size() + " receipts wait for the record (" + why + ")"
                            + (lost > 0 ? ", " + lost + " are lost" : ""));
        } finally {
            lock.unlock();
        }
    }

    @Deactivate
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            writer.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
