package org.hearthgate.notify.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.notify.Channel;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works one channel on a thread of its own, so that a channel that waits for its network makes nobody wait. Tries again until a call's time
 * is over; tells each reason of failure once.
 */
final class ChannelWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelWorker.class);

    private final Channel channel;
    private final String id;
    private final HubClock clock;
    private final Patience patience;
    private final Consumer<Outcome> told;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // under the lock
    private final WaitingLine line = new WaitingLine();
    private final Map<String, Alert> quieting = new LinkedHashMap<>();
    private Optional<Delivery> underWay = Optional.empty();
    private Duration underWaySince = Duration.ZERO;
    private boolean closed;
    private long changes;

    /** @param told what comes of each delivery, on any thread, while no lock is held */
    ChannelWorker(Channel channel, HubClock clock, Patience patience, Consumer<Outcome> told) {
        this.channel = channel;
        this.clock = clock;
        this.patience = patience;
        this.told = told;
        id = channel.id();
        thread = new Thread(this::run, "notify-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    int waiting() {
        lock.lock();
        try {
            return line.size() + (underWay.isPresent() ? 1 : 0);
        } finally {
            lock.unlock();
        }
    }

    /** Takes it into the line, in the place of an older step of the same alert; returns at once. */
    void offer(Delivery delivery) {
        List<Outcome> gone;
        lock.lock();
        try {
            quieting.remove(delivery.alertId());
            gone = line.put(delivery);
            wake();
        } finally {
            lock.unlock();
        }
        gone.forEach(told);
    }

    /** Drops what waits for this alert and has what sounds stopped; returns at once. */
    void quiet(Alert alert) {
        lock.lock();
        try {
            line.remove(alert.id());
            underWay.filter(delivery -> delivery.alertId().equals(alert.id())).ifPresent(Delivery::drop);
            if (quieting.size() < WaitingLine.MOST) {
                quieting.put(alert.id(), alert);
            }
            wake();
        } finally {
            lock.unlock();
        }
    }

    /** Gives up what waits behind something that hangs, and interrupts what hangs. Called each second. */
    void look() {
        List<Outcome> over;
        lock.lock();
        try {
            Duration now = clock.elapsed();
            over = line.takeOver(now);
            if (underWay.isPresent() && now.minus(underWaySince).compareTo(patience.longestTry()) >= 0) {
                underWaySince = now;
                thread.interrupt();
            }
            wake(); // the hub's time may have been moved by hand
        } finally {
            lock.unlock();
        }
        over.forEach(told);
    }

    private void wake() {
        changes++;
        changed.signalAll();
    }

    private void run() {
        while (!isClosed()) {
            try {
                step();
            } catch (InterruptedException e) {
                LOG.debug("Channel {} was interrupted", id, e); // closed, or too late for the delivery that hung
            }
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void step() throws InterruptedException {
        var over = new ArrayList<Outcome>();
        Optional<Alert> quiet = Optional.empty();
        Optional<Delivery> next = Optional.empty();
        lock.lock();
        try {
            if (quieting.isEmpty()) {
                next = due();
                if (next.isPresent() && next.get().isOver(clock.elapsed())) {
                    over.add(Outcome.over(next.get()));
                    next = Optional.empty();
                }
                underWay = next;
                underWaySince = clock.elapsed();
            } else {
                quiet = Optional.of(quieting.remove(quieting.keySet().iterator().next()));
            }
        } finally {
            lock.unlock();
        }
        over.forEach(told);
        if (quiet.isPresent()) {
            quietNow(quiet.get());
        } else if (next.isPresent()) {
            deliver(next.get()).ifPresent(told);
        }
    }

    /** Waits until something may be due; empty when it is to be looked again. Under the lock. */
    private Optional<Delivery> due() throws InterruptedException {
        Optional<Delivery> due = line.takeDue(clock.elapsed());
        long left = due.isPresent() ? 0 : line.wait(clock.elapsed()).toNanos();
        long seen = changes;
        while (left > 0 && changes == seen) {
            left = changed.awaitNanos(left);
        }
        return due;
    }

    private void quietNow(Alert alert) throws InterruptedException {
        try {
            channel.quiet(alert);
        } catch (ChannelException | RuntimeException | LinkageError e) { // the edge of a whiteboard
            LOG.warn(
                    "Channel {} could not be told that an alert is over ({})",
                    id,
                    e.getClass().getSimpleName());
            LOG.debug("Channel {} could not be told that an alert is over", id, e);
        }
    }

    private Optional<Outcome> deliver(Delivery delivery) {
        Optional<Outcome> outcome;
        try {
            Receipt.Outcome how = channel.deliver(delivery.call());
            outcome = how.reached()
                    ? Optional.of(new Outcome(delivery, how, ""))
                    : failed(delivery, "the channel did not deliver and did not say why", false);
        } catch (ChannelException e) {
            outcome = failed(delivery, String.valueOf(e.getMessage()), e.permanent());
        } catch (InterruptedException e) {
            String reason = "it had not ended after " + patience.longestTry().toSeconds() + " s";
            outcome = failed(delivery, reason, false);
        } catch (RuntimeException | LinkageError e) { // the same edge: a broken channel must not silence the others
            LOG.warn("Channel {} broke ({})", id, e.getClass().getName());
            LOG.debug("Channel {} broke", id, e); // what others throw may tell of somebody's health
            String reason = "the channel broke (" + e.getClass().getSimpleName() + "); see the log";
            outcome = failed(delivery, reason, false);
        }
        lock.lock();
        try {
            underWay = Optional.empty();
            if (!closed && Thread.interrupted()) {
                LOG.debug("An interruption of channel {} came too late", id);
            }
        } finally {
            lock.unlock();
        }
        return outcome;
    }

    /** {@return what is told of it: nothing if the same was told before} */
    private Optional<Outcome> failed(Delivery delivery, String reason, boolean permanent) {
        lock.lock();
        try {
            boolean isNew = delivery.failed(reason);
            boolean unwanted = delivery.dropped() || line.holds(delivery.alertId()) || closed;
            if (!delivery.isTest() && !unwanted) {
                Duration next = clock.elapsed().plus(patience.afterTries(delivery.tries()));
                if (permanent || !delivery.tryAgainAt(next)) {
                    return Optional.of(new Outcome(delivery, Receipt.Outcome.GIVEN_UP, reason));
                }
                line.put(delivery);
            }
            return isNew ? Optional.of(new Outcome(delivery, Receipt.Outcome.FAILED, reason)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread, not waiting long for a delivery that hangs. Tests that wait are answered; calls are the dispatcher's. */
    void close() {
        List<Delivery> left;
        lock.lock();
        try {
            closed = true;
            left = line.takeAll();
            thread.interrupt();
            wake();
        } finally {
            lock.unlock();
        }
        left.stream()
                .filter(Delivery::isTest)
                .map(test -> new Outcome(test, Receipt.Outcome.FAILED, "the channel was switched off"))
                .forEach(told);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
