package org.hearthgate.adapter.bluetooth.internal;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hearthgate.api.gatt.Advertisement;
import org.hearthgate.api.gatt.GattLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who listen what devices say to everybody, on a thread of its own, so that a slow listener does not hold up the radio. */
final class Ears implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ears.class);
    private static final int MOST_WAITING = 256;
    private static final long FAREWELL_MILLIS = 2_000;

    private final List<Listening> all = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Advertisement> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Runnable changed;
    private final Thread thread = new Thread(this::tell, "bluetooth-ears");
    private volatile boolean behind;

    private record Listening(UUID service, Consumer<Advertisement> listener) {
        boolean wants(Advertisement advertisement) {
            return advertisement.services().contains(service)
                    || advertisement.serviceData().containsKey(service);
        }
    }

    /** @param changed called when somebody begins or ceases to listen */
    Ears(Runnable changed) {
        this.changed = changed;
        thread.setDaemon(true);
    }

    void open() {
        thread.start();
    }

    GattLink.Ear listen(UUID service, Consumer<Advertisement> listener) {
        var ear = new Listening(service, listener);
        all.add(ear);
        changed.run();
        return () -> {
            all.removeIf(other -> other == ear);
            changed.run();
        };
    }

    boolean any() {
        return !all.isEmpty();
    }

    /** Any thread, at once. What nobody takes in time is dropped, the oldest first: it is said again. */
    void hear(Advertisement advertisement) {
        if (all.stream().noneMatch(ear -> ear.wants(advertisement))) {
            return;
        }
        while (!waiting.offer(advertisement)) {
            waiting.poll();
            if (!behind) {
                behind = true;
                LOG.warn("Advertisements come faster than they are listened to; the oldest are dropped");
            }
        }
    }

    private void tell() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Advertisement advertisement = waiting.take();
                for (Listening ear : all) {
                    if (ear.wants(advertisement)) {
                        tell(ear, advertisement);
                    }
                }
                behind = behind && !waiting.isEmpty();
            }
        } catch (InterruptedException e) {
            LOG.trace("nobody listens any more", e);
        }
    }

    private static void tell(Listening ear, Advertisement advertisement) {
        try {
            ear.listener().accept(advertisement);
        } catch (RuntimeException e) {
            // a stranger's code at the whiteboard's edge: its mistake must not deafen the others
            LOG.error("Who listens for {} failed on an advertisement", ear.service(), e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
