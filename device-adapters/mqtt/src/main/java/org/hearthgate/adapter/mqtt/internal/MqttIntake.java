package org.hearthgate.adapter.mqtt.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.Quarantined;

/** Takes messages into the record and acknowledges each only after its durable commit. One thread. */
final class MqttIntake {
    private static final int MOST_REMEMBERED = 256;
    /** One broken bridge must not push everything else out of the quarantine. */
    private static final int MOST_QUARANTINED_AN_HOUR = 20;

    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(15);
    private static final Duration LOOK_UP = Duration.ofMillis(200);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final ObservationSink sink;
    private final HubClock clock;
    private final CountDownLatch stopping;
    private final Set<Long> committed = new LinkedHashSet<>();
    private Duration hourBegan;
    private int quarantined;

    /** @param stopping ends every wait */
    MqttIntake(ObservationSink sink, HubClock clock, CountDownLatch stopping) {
        this.sink = sink;
        this.clock = clock;
        this.stopping = stopping;
        hourBegan = clock.elapsed();
    }

    /**
     * Returns when all of them are in the record, refused, or nobody's; or when the room is being ended, and then nothing that was not
     * committed has been acknowledged.
     */
    void take(List<Arrived> messages, List<MqttDevice> devices) throws InterruptedException {
        var observations = new ArrayList<Observation>();
        var done = new ArrayList<Arrived>();
        for (Arrived message : messages) {
            if (message.payload().length > 0 && !(message.again() && committed.contains(message.fingerprint()))) {
                for (MqttDevice device : devices) {
                    if (device.listensTo(message.topic())) {
                        MqttDevice.Taken taken = device.take(message);
                        observations.addAll(taken.observations());
                        taken.refused().forEach(reason -> quarantine(device, message, reason));
                    }
                }
            }
            done.add(message);
        }
        if (observations.isEmpty() || isCommitted(List.copyOf(observations))) {
            for (Arrived message : done) {
                remember(message.fingerprint());
                message.acknowledge().run();
            }
        } else {
            // it comes again, perhaps within the minute: then it is no repeat of something that was kept
            devices.forEach(MqttDevice::forgetWhatItSaid);
        }
    }

    private boolean isCommitted(List<Observation> observations) throws InterruptedException {
        while (stopping.getCount() > 0) {
            Duration pause;
            try {
                await(sink.submit(observations));
                return true;
            } catch (ExecutionException e) {
                pause = e.getCause() instanceof SinkBusyException busy ? busy.retryAfter() : Duration.ofSeconds(5);
            } catch (TimeoutException e) {
                pause = Duration.ofSeconds(1);
            }
            stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
        return false;
    }

    /** Looks up now and then, so that a commit that hangs does not hold up the end of the room. */
    private void await(CompletableFuture<?> commit) throws InterruptedException, ExecutionException, TimeoutException {
        long end = System.nanoTime() + COMMIT_WITHIN.toNanos();
        while (true) {
            try {
                commit.get(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                if (stopping.getCount() == 0 || System.nanoTime() - end > 0) {
                    throw e;
                }
            }
        }
    }

    private void remember(long fingerprint) {
        committed.add(fingerprint);
        if (committed.size() > MOST_REMEMBERED) {
            committed.remove(committed.iterator().next());
        }
    }

    private void quarantine(MqttDevice device, Arrived message, String reason) {
        if (clock.elapsed().minus(hourBegan).compareTo(AN_HOUR) > 0) {
            hourBegan = clock.elapsed();
            quarantined = 0;
        }
        Instant now = clock.now();
        if (++quarantined <= MOST_QUARANTINED_AN_HOUR) {
            sink.quarantine(new Quarantined(
                    now,
                    MqttDevice.ADAPTER,
                    message.topic(),
                    Optional.of(device.person()),
                    reason,
                    new RawForm(MqttDevice.RAW_TYPE, message.payload())));
        }
    }
}
