package org.hearthgate.it.faults.inside;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.Receipt;

/** A meter that numbers its records and hands over its memory in parts; after a restart the parts are cut at other places. */
final class BensMeter implements Runnable {
    private static final int LARGEST_PART = 8;
    private static final long BETWEEN_NANOS = Duration.ofMillis(4).toNanos();

    private final ObservationSink sink;
    private final HandClock clock;
    private final long first;
    private final long last;
    private final Random random = new Random();

    BensMeter(ObservationSink sink, HandClock clock, long first, long last) {
        this.sink = sink;
        this.clock = clock;
        this.first = first;
        this.last = last;
    }

    @Override
    public void run() {
        try {
            for (long n = first; n <= last; ) {
                long until = Math.min(last + 1, n + 1 + random.nextInt(LARGEST_PART));
                if (taken(n, until)) {
                    Wire.tell("acknowledged", Script.BEN, n, until - 1);
                    n = until;
                }
                LockSupport.parkNanos(BETWEEN_NANOS);
            }
            Wire.tell("ben-done");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean taken(long from, long until) throws InterruptedException {
        List<Observation> part = new ArrayList<>();
        for (long n = from; n < until; n++) {
            part.add(GlucoseReading.exact(
                    Origin.of(
                                    new PersonId(Script.BEN),
                                    new DeviceId("meter-1"),
                                    Script.benAt(n),
                                    clock.now(),
                                    Provenance.of("faults"))
                            .withSequence(n),
                    Script.benMgPerDl(n)));
        }
        try {
            return sink.submit(part).get().stream().allMatch(Receipt::kept);
        } catch (ExecutionException e) { // told by Anna's sensor
            return false;
        }
    }
}
