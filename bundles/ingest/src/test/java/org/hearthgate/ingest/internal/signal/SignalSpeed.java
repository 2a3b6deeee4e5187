package org.hearthgate.ingest.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.hearthgate.api.observation.Observation;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a reading costs with every detector. Not part of the build: {@code mvn -pl bundles/ingest -am test -Dtest=SignalSpeed
 * -Dsurefire.failIfNoSpecifiedTests=false}. Logged and written to {@code target/signal-speed.md}; the only bound is a wide one.
 */
class SignalSpeed {
    private static final Logger LOG = LoggerFactory.getLogger(SignalSpeed.class);
    private static final int ROUNDS = 7;

    @Test
    void measure() throws IOException {
        var table = new StringBuilder("\n| sampling | readings | median ns per reading | best |\n|---|---|---|---|\n");
        for (Duration interval : List.of(Duration.ofMinutes(5), Duration.ofMinutes(1))) {
            List<Observation> history = Nights.every(interval)
                    .calm(120, 20_000)
                    .line(120, 200, 20_000)
                    .build();
            var nanos = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                SignalStage stage = Replayed.stage();
                long begun = System.nanoTime();
                for (Observation observation : history) {
                    stage.pass(List.of(observation), observation.receivedAt());
                }
                nanos[round] = (System.nanoTime() - begun) / history.size();
            }
            java.util.Arrays.sort(nanos);
            table.append(String.format(
                    Locale.ROOT, "| %s | %d | %d | %d |%n", interval, history.size(), nanos[ROUNDS / 2], nanos[0]));
            assertThat(nanos[0]).isLessThan(1_000_000);
        }
        LOG.info("{}", table);
        Files.writeString(Path.of("target", "signal-speed.md"), table);
    }
}
