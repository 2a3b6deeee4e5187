package org.hearthgate.it.faults.inside;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.Receipt;

/** A sensor without numbers of its own: one reading at a time, the same again until it is acknowledged. */
final class AnnasSensor implements Runnable {
    private static final long TRY_AGAIN_NANOS = Duration.ofMillis(20).toNanos();
    private static final long JUDGED_WITHIN_SECONDS = 10;

    private final ObservationSink sink;
    private final AlertBoard board;
    private final HandClock clock;
    private final Saboteur saboteur;
    private final long first;
    private final long last;

    AnnasSensor(ObservationSink sink, AlertBoard board, HandClock clock, Saboteur saboteur, long first, long last) {
        this.sink = sink;
        this.board = board;
        this.clock = clock;
        this.saboteur = saboteur;
        this.first = first;
        this.last = last;
    }

    @Override
    public void run() {
        try {
            for (long n = first; n <= last; n++) {
                clock.advanceTo(Script.annaAt(n));
                long position = send(n);
                // five minutes are enough for the rules: nobody sends the next reading before this one was judged
                board.judged(position).get(JUDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
            }
            Wire.tell("done");
        } catch (ExecutionException | TimeoutException e) {
            Wire.tell("unjudged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long send(long n) throws InterruptedException {
        while (true) {
            try {
                Receipt receipt = sink.submit(List.of(reading(n))).get().get(0);
                if (receipt.kept()) {
                    Wire.tell("acknowledged", Script.ANNA, n, n);
                    saboteur.at("acknowledged");
                    return receipt instanceof Receipt.Stored stored
                            ? stored.position()
                            : ((Receipt.Duplicate) receipt).position();
                }
                Wire.tell("refused", receipt);
            } catch (ExecutionException e) {
                Wire.tell("busy", e.getCause().getMessage());
            }
            LockSupport.parkNanos(TRY_AGAIN_NANOS);
        }
    }

    private GlucoseReading reading(long n) {
        return GlucoseReading.exact(
                Origin.of(
                        new PersonId(Script.ANNA),
                        new DeviceId("sensor-1"),
                        Script.annaAt(n),
                        clock.now(),
                        Provenance.of("faults")),
                Script.annaMgPerDl(n));
    }
}
