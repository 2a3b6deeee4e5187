package org.hearthgate.ingest.internal.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hearthgate.ingest.internal.fusion.TwoSensors.Distance;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of docs/fusion.md: how far two noisy sensors and their fused series are from the simulated truth. Not part of the build (its
 * name ends on no Test), because the simulated people are not part of the project; docs/fusion.md tells the command. Logged and written to
 * {@code target/fusion-scores.md}.
 */
class FusionScores {
    private static final Logger LOG = LoggerFactory.getLogger(FusionScores.class);
    private static final int PAIRS_EACH = 20;
    /** Another one makes sensors that nobody has looked at. */
    private static final long FIRST_SEED = Long.getLong("seed", 1000);

    @Test
    void score() throws IOException {
        Path sets = Path.of(System.getProperty("forecast.data", ""), "sets");
        assumeTrue(
                Files.isDirectory(sets), "no scores: give -Dforecast.data=DIR, a folder with sets/sim_hovorka in it");
        var table = new StringBuilder(
                "\n| second sensor | pairs | first | second | leading alone | plain mean | **fused** |"
                        + " best weights |\n|---|---|---|---|---|---|---|---|\n");
        var counts = new StringBuilder("\n| second sensor | pairs | nearer than both | than the plain mean |"
                + " best weights nearer than both | worst loss to the better one | averaged | ns per reading |\n"
                + "|---|---|---|---|---|---|---|---|\n");
        for (boolean onSkin : new boolean[] {false, true}) {
            List<TwoSensors> pairs = pairs(sets, onSkin);
            String second = onSkin ? "on the skin" : "under the skin";
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.2f | %.2f | %.2f | %.2f | **%.2f** | %.2f |%n",
                    second,
                    pairs.size(),
                    pooled(pairs, TwoSensors::first),
                    pooled(pairs, TwoSensors::second),
                    pooled(pairs, TwoSensors::leading),
                    pooled(pairs, TwoSensors::mean),
                    pooled(pairs, TwoSensors::fused),
                    pooled(pairs, TwoSensors::best)));
            counts.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %d | %.1f mg/dL | %.0f %% | %.0f |%n",
                    second,
                    pairs.size(),
                    count(pairs, pair -> pair.fused().rmse() < pair.better()),
                    count(pairs, pair -> pair.fused().rmse() < pair.mean().rmse()),
                    count(pairs, pair -> pair.best().rmse() < pair.better()),
                    pairs.stream()
                            .mapToDouble(pair -> pair.fused().rmse() - pair.better())
                            .max()
                            .orElseThrow(),
                    100
                            * pairs.stream()
                                    .mapToDouble(pair -> pair.averaged() / (double) pair.rows())
                                    .average()
                                    .orElseThrow(),
                    pairs.stream()
                            .mapToDouble(TwoSensors::nanosPerReading)
                            .sorted()
                            .skip(pairs.size() / 2)
                            .findFirst()
                            .orElseThrow()));
        }
        LOG.info("{}{}", table, counts);
        Files.writeString(Path.of("target", "fusion-scores.md"), table.append(counts));
        assertThat(table).contains("under the skin");
    }

    private static List<TwoSensors> pairs(Path sets, boolean onSkin) throws IOException {
        var pairs = new ArrayList<TwoSensors>();
        for (Path person : people(sets)) {
            double[] truth = truth(person);
            for (int i = 0; i < PAIRS_EACH; i++) {
                long seed = FIRST_SEED + 17L * i;
                NoisySensor second = onSkin ? NoisySensor.onSkin(seed + 1) : NoisySensor.underSkin(seed + 1);
                pairs.add(TwoSensors.of(truth, NoisySensor.underSkin(seed), second, onSkin));
            }
        }
        return pairs;
    }

    private static double pooled(List<TwoSensors> pairs, Function<TwoSensors, Distance> of) {
        return pairs.stream().map(of).reduce(Distance.NONE, Distance::plus).rmse();
    }

    private static long count(List<TwoSensors> pairs, Predicate<TwoSensors> which) {
        return pairs.stream().filter(which).count();
    }

    private static List<Path> people(Path sets) throws IOException {
        try (Stream<Path> files = Files.list(sets.resolve("sim_hovorka/labels"))) {
            return files.filter(path -> path.toString().endsWith("_true_glucose.csv"))
                    .sorted()
                    .toList();
        }
    }

    private static double[] truth(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1)
                    .map(line -> line.split(","))
                    .mapToDouble(cells -> Double.parseDouble(cells[1]))
                    .toArray();
        }
    }
}
