package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

/**
 * How long after a commit whoever delivers has the call, alone and when a day or a week of back-fill comes with the low. Measured, not
 * bounded: the figures, in target/call-latency.md, are those of the machine and of what else it does.
 */
class CallLatencyTest extends Scenarios implements CallListener {
    private static final int TIMES = 100;

    private final AtomicLong calledAt = new AtomicLong();

    @Test
    void a_low_that_comes_with_a_back_fill_calls_all_the_same() throws IOException {
        house.engine().addCallListener(this);
        var lines = new ArrayList<>(List.of("| arrives | median ms | p99 ms |", "|---|---|---|"));
        for (int burst : new int[] {1, 288, 2_000}) {
            List<Double> millis = measure(burst, burst > 1 ? 20 : TIMES);
            double median = millis.get(millis.size() / 2);
            lines.add("| a low as the last of %d readings | %.2f | %.2f |"
                    .formatted(burst, median, millis.get(millis.size() * 99 / 100)));
            assertThat(millis).as("every one of them called").allMatch(one -> one > 0);
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "call-latency.md"), lines);
    }

    private List<Double> measure(int burst, int times) {
        var millis = new ArrayList<Double>();
        for (int i = 0; i < times; i++) {
            house.passesSeconds(1);
            var readings = new ArrayList<Observation>();
            for (int late = burst - 1; late > 0; late--) {
                readings.add(Given.reading(100)
                        .at(house.clock.now().minusSeconds(40L * late).plusMillis(i))
                        .receivedAt(house.clock.now())
                        .doubted(Doubt.Flag.LATE)
                        .build());
            }
            readings.add(Given.reading(50).at(house.clock.now()).build());
            calledAt.set(0);
            long committed =
                    System.nanoTime(); // the thread may still be on its way round and find it before it is woken
            house.store.append(readings);
            house.engine()
                    .committed(List.of(new StoredObservation(house.store.lastPosition(), readings.get(burst - 1))));
            house.settle();
            millis.add((calledAt.get() - committed) / 1e6);
            house.passesSeconds(1).reads(100);
        }
        millis.sort(null);
        return millis;
    }

    @Override
    public void call(Call call) {
        calledAt.compareAndSet(0, System.nanoTime());
    }

    @Override
    public void quiet(Alert alert) {}
}
