package org.hearthgate.ingest.internal.fusion;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The tables of docs/fusion.md: how far two noisy sensors and their fused series are from the simulated truth. Not part of the build,
 * because the simulated people are not part of the project; docs/fusion.md tells the command.
 */
@EnabledIfSystemProperty(named = "hearthgate.sets", matches = ".+")
class FusionScores {
    private static final PrintStream OUT = System.out;

    @Test
    void of_two_sensors_under_the_skin() throws IOException {
        table("under the skin", false);
    }

    @Test
    void of_one_sensor_under_the_skin_and_one_on_it() throws IOException {
        table("on the skin", true);
    }

    private static void table(String second, boolean onSkin) throws IOException {
        OUT.printf(
                "%n| person | first, under the skin | second, %s | fused | rows of the first | rows of the series | averaged | ns per reading |%n"
                        + "|---|---|---|---|---|---|---|---|%n",
                second);
        for (Path file : people()) {
            String person = file.getFileName().toString().substring(0, 5);
            double[] truth = truth(file);
            TwoSensors scores = TwoSensors.of(truth, person.hashCode(), onSkin);
            OUT.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | **%.1f** | %d | %d | %.0f %% | %.0f |%n",
                    person,
                    scores.first(),
                    scores.second(),
                    scores.fused(),
                    scores.firstRows(),
                    scores.rows(),
                    100 * scores.averagedShare(),
                    scores.nanosPerReading());
        }
    }

    private static List<Path> people() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("hearthgate.sets"), "sim_hovorka", "labels"))) {
            return files.filter(path -> path.toString().endsWith("_true_glucose.csv"))
                    .sorted()
                    .toList();
        }
    }

    /** Nobody knows which of two sensors stands further from the blood: with some pairs the better one alone would have been nearer. */
    @Test
    void of_many_pairs_of_sensors() throws IOException {
        OUT.printf(
                "%n| second sensor | pairs | fused nearer than both | nearer than the mean of both | worst loss |%n|---|---|---|---|---|%n");
        for (boolean onSkin : new boolean[] {false, true}) {
            int pairs = 0;
            int best = 0;
            int mean = 0;
            double worst = 0;
            for (Path file : people()) {
                double[] truth = truth(file);
                for (int seed = 0; seed < 20; seed++) {
                    TwoSensors scores = TwoSensors.of(truth, 1000 + 17L * seed, onSkin);
                    double better = Math.min(scores.first(), scores.second());
                    pairs++;
                    best += scores.fused() < better ? 1 : 0;
                    mean += scores.fused() < (scores.first() + scores.second()) / 2 ? 1 : 0;
                    worst = Math.max(worst, scores.fused() - better);
                }
            }
            OUT.printf(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.1f mg/dL |%n",
                    onSkin ? "on the skin" : "under the skin",
                    pairs,
                    best,
                    mean,
                    worst);
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
