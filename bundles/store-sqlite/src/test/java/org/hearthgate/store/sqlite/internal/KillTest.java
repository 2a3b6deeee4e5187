package org.hearthgate.store.sqlite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.StoredObservation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    private static final int ENOUGH = 50;
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void what_was_acknowledged_before_kill_minus_nine_is_there_once() throws IOException, InterruptedException {
        Path acknowledged = folder.resolve("acknowledged");
        Process hub = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.resolve("store").toString(),
                        acknowledged.toString())
                .redirectError(folder.resolve("errors").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            long until = System.nanoTime() + AT_MOST.toNanos();
            while (lines(acknowledged).size() < ENOUGH && hub.isAlive() && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        } finally {
            hub.destroyForcibly().waitFor();
        }
        List<Long> numbers = lines(acknowledged);
        assertThat(numbers).as(Files.readString(folder.resolve("errors"))).hasSizeGreaterThanOrEqualTo(ENOUGH);

        try (var open = new OpenStore(folder.resolve("store"))) {
            List<Long> kept = open.observations().window(ObservationQuery.of(ANNA, Instant.MIN, Instant.MAX)).stream()
                    .map(StoredObservation::observation)
                    .map(observation -> observation.origin().sequence().orElseThrow())
                    .toList();
            assertThat(kept).containsAll(numbers);
            assertThat(new HashSet<>(kept)).hasSameSizeAs(kept);
            assertThat(kept.size() - numbers.size()).isBetween(0, 1);
        }
    }

    /** The last line may be half written when it is read. */
    private static List<Long> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Long::valueOf)
                .toList();
    }
}
