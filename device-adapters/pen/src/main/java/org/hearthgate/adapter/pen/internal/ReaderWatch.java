package org.hearthgate.adapter.pen.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hearthgate.adapter.pen.internal.pcsc.Card;
import org.hearthgate.adapter.pen.internal.pcsc.CardField;
import org.hearthgate.adapter.pen.internal.pcsc.FieldGoneException;
import org.hearthgate.adapter.pen.internal.tag.TagLostException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches all readers on one thread: readers that come and go, cards that come and go, and whoever serves them being restarted. Each touch
 * is dealt with once, and again only if it was cut off.
 */
final class ReaderWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ReaderWatch.class);
    private static final int MOST_TRIES = 3;
    /** A card that has just come may not answer at once. */
    private static final int MOST_CONTACTS = 12;

    private static final Duration AGAIN_PAUSE = Duration.ofMillis(250);
    private static final Duration NO_READER_PAUSE = Duration.ofSeconds(1);
    private static final Duration NO_SERVICE_PAUSE = Duration.ofSeconds(2);
    private static final String NO_READER = "No reader for pens is plugged in: plug one in";

    private final Supplier<CardField> opening;
    private final Duration wait;
    private final Touch touch;
    private final Consumer<String> told;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private final Set<String> served = new HashSet<>();
    private final Map<String, Integer> tries = new HashMap<>();
    private final Map<String, Integer> contacts = new HashMap<>();
    private volatile Set<String> readers = Set.of();
    private volatile boolean fieldEmpty = true;
    private volatile boolean inContact;
    private boolean heardOf;
    private volatile String trouble = "The readers have not been looked at yet";

    ReaderWatch(Supplier<CardField> opening, Duration wait, Touch touch, Consumer<String> told) {
        this.opening = requireNonNull(opening, "opening");
        this.wait = wait;
        this.touch = touch;
        this.told = told;
        thread = new Thread(this::run, "hearthgate-nfc");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping.countDown();
        try {
            thread.join(wait.plusSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return what is wrong with the readers, in words; empty when nothing is} */
    String trouble() {
        return trouble;
    }

    Set<String> readers() {
        return new TreeSet<>(readers);
    }

    /** {@return whether nothing lies on any reader} */
    boolean fieldEmpty() {
        return fieldEmpty;
    }

    /** {@return whether a card is being talked to} */
    boolean inContact() {
        return inContact;
    }

    private void run() {
        CardField field = opening.get();
        try {
            while (stopping.getCount() > 0) {
                pause(look(field));
            }
        } catch (InterruptedException e) {
            LOG.debug("The watch over the readers was interrupted");
        }
    }

    private void pause(Duration length) throws InterruptedException {
        if (!length.isZero() && stopping.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("The watch over the readers ends");
        }
    }

    /** {@return how long to wait before looking again} */
    private Duration look(CardField field) {
        try {
            CardField.Now now = field.await(wait);
            tellReaders(now);
            fieldEmpty = now.withCard().isEmpty();
            served.retainAll(now.withCard());
            tries.keySet().retainAll(now.withCard());
            contacts.keySet().retainAll(now.withCard());
            for (String reader : now.withCard()) {
                if (!served.contains(reader)) {
                    dealWith(field, reader);
                }
            }
            if (!served.containsAll(now.withCard())) {
                return AGAIN_PAUSE;
            }
            return now.readers().isEmpty() ? NO_READER_PAUSE : Duration.ZERO;
        } catch (FieldGoneException e) {
            tell(e.getMessage());
            LOG.debug("No readers", e);
            readers = Set.of();
            served.clear();
            tries.clear();
            contacts.clear();
            field.reset();
            return NO_SERVICE_PAUSE;
        } catch (RuntimeException e) { // a fault in one touch must not end the watch
            LOG.error("A touch could not be dealt with; this is a fault of the hub", e);
            return NO_READER_PAUSE;
        }
    }

    private void dealWith(CardField field, String reader) {
        boolean done = false;
        boolean touched = false;
        inContact = true;
        try (Card card = field.connect(reader)) {
            touched = true;
            done = touch.of(card);
        } catch (TagLostException e) {
            LOG.debug("No contact at {}", reader, e);
        } finally {
            inContact = false;
            boolean tried = touched
                    ? tries.merge(reader, 1, Integer::sum) >= MOST_TRIES
                    : contacts.merge(reader, 1, Integer::sum) >= MOST_CONTACTS;
            if (done || tried) {
                served.add(reader);
            }
        }
    }

    private void tellReaders(CardField.Now now) {
        if (!now.readers().equals(readers)) {
            readers = now.readers();
            if (!readers.isEmpty()) {
                heardOf = true;
                LOG.info("Readers for pens: {}", String.join(", ", readers()));
            }
        }
        tell(now.readers().isEmpty() ? NO_READER : "");
    }

    /** One line when it goes; when it returns, the names of the readers are the line. A home without a reader hears nothing. */
    private void tell(String now) {
        if (!now.equals(trouble)) {
            if (!now.isEmpty() && heardOf) {
                LOG.info("{}", now);
            }
            trouble = now;
        }
        told.accept(now);
    }
}
