package org.hearthgate.store.sqlite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Retiming;
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
        Process hub = start(KilledWriter.class, acknowledged);
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

    private Process start(Class<?> main, Path lines) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        folder.resolve("store").toString(),
                        lines.toString())
                .redirectError(folder.resolve("errors").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void what_is_put_right_in_time_is_moved_once_however_often_it_is_killed_on_the_way()
            throws IOException, InterruptedException {
        Duration by = Duration.ofHours(2);
        var rows = new ArrayList<Observation>();
        for (int i = 0; i < 2_000; i++) {
            Instant at = NOON.plusSeconds(60L * i);
            rows.add(reading(100)
                    .at(at)
                    .receivedAt(at)
                    .raw("{}")
                    .doubted(Doubt.Flag.HUB_CLOCK)
                    .build());
        }
        try (var open = new OpenStore(folder.resolve("store"))) {
            open.observations().append(rows);
            open.observations()
                    .retime(List.of(new Retiming(0, 2_000, Instant.EPOCH, NOON.plus(Duration.ofDays(9)), by)));
        }
        for (int steps : new int[] {1, 7, 3, Integer.MAX_VALUE}) {
            Path lines = folder.resolve("steps" + steps);
            Process hub = start(KilledRetimer.class, lines);
            long until = System.nanoTime() + AT_MOST.toNanos();
            while (lines(lines).size() < steps && hub.isAlive() && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            hub.destroyForcibly().waitFor();
            assertThat(lines(lines))
                    .as(Files.readString(folder.resolve("errors")))
                    .isNotEmpty();
        }
        try (var open = new OpenStore(folder.resolve("store"))) {
            assertThat(open.record().timesAreWrong()).isFalse();
            assertThat(open.observations().window(ObservationQuery.of(ANNA, Instant.MIN, Instant.MAX)))
                    .extracting(stored -> stored.observation().measuredAt())
                    .containsExactlyElementsOf(
                            rows.stream().map(row -> row.measuredAt().plus(by)).toList());
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
