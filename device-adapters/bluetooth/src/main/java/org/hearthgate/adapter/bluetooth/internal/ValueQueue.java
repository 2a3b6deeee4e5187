package org.hearthgate.adapter.bluetooth.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattException.Reason;
import org.hearthgate.api.gatt.GattValue;

/**
 * The values that a device sent by itself, in order, until its dialogue takes them. Filled by the bus's thread, emptied by the device's.
 *
 * <p>BlueZ tells what was read in the same words as what came by itself, before the answer or shortly after it. So a value equal to the
 * one that was just read from the same characteristic is the echo of the read, once, and no news.
 */
final class ValueQueue {
    private static final long ECHO_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int most;
    private final Deque<GattValue> values = new ArrayDeque<>();
    private final Set<GattName> subscribed = new HashSet<>();
    private Optional<GattName> reading = Optional.empty();
    private int beforeReading;
    private Optional<GattValue> echo = Optional.empty();
    private long echoUntil;
    private Optional<GattException> end = Optional.empty();

    ValueQueue(int most) {
        this.most = most;
    }

    synchronized void subscribe(GattName name) {
        subscribed.add(name);
    }

    synchronized void unsubscribe(GattName name) {
        subscribed.remove(name);
    }

    synchronized void readBegins(GattName name) {
        reading = Optional.of(name);
        beforeReading = values.size();
    }

    /** @param answer what was read; nothing is taken from the queue meanwhile, reader and taker being one thread */
    synchronized void readEnds(Optional<GattValue> answer) {
        reading = Optional.empty();
        echo = Optional.empty();
        if (answer.isEmpty()) {
            return;
        }
        Iterator<GattValue> since = values.iterator();
        for (int i = 0; i < beforeReading; i++) {
            since.next();
        }
        while (since.hasNext()) {
            if (same(since.next(), answer.get())) {
                since.remove();
                return;
            }
        }
        echo = answer;
        echoUntil = System.nanoTime() + ECHO_NANOS;
    }

    private static boolean same(GattValue one, GattValue other) {
        return one.service().equals(other.service())
                && one.characteristic().equals(other.characteristic())
                && Arrays.equals(one.octets(), other.octets());
    }

    /** {@return whether it was the one too many} */
    synchronized boolean add(GattValue value) {
        if (end.isPresent() || !subscribed.contains(new GattName(value.service(), value.characteristic()))) {
            return false;
        }
        if (echo.isPresent() && System.nanoTime() - echoUntil < 0 && same(value, echo.get())) {
            echo = Optional.empty();
            return false;
        }
        if (values.size() >= most) {
            end(new GattException(Reason.FLOODED, "it sent " + most + " values faster than they could be listened to"));
            return true;
        }
        values.add(value);
        notifyAll();
        return false;
    }

    /** Nothing follows; the first reason stays. */
    synchronized void end(GattException why) {
        if (end.isEmpty()) {
            end = Optional.of(why);
            notifyAll();
        }
    }

    /** {@return why nothing follows} */
    synchronized Optional<GattException> ended() {
        return end;
    }

    synchronized Optional<GattValue> next(Duration atMost) throws GattException, InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos();
                values.isEmpty() && end.isEmpty() && left > 0;
                left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        Optional<GattValue> value = Optional.ofNullable(values.poll());
        if (value.isEmpty() && end.isPresent()) {
            GattException why = end.get();
            throw new GattException(why.reason(), why.getMessage(), why);
        }
        return value;
    }
}
