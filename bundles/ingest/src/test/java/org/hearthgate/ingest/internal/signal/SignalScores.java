package org.hearthgate.ingest.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.api.observation.SensorArtefact.Artefact;
import org.hearthgate.ingest.internal.signal.Replayed.Stretch;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Precision and recall of the detectors on simulated people with labels, and flags per day on real ones. Not part of the build (its name
 * ends on no Test): {@code mvn -pl bundles/ingest -am test -Dtest=SignalScores -Dsurefire.failIfNoSpecifiedTests=false
 * -Dforecast.data=DIR} with the folder that holds {@code sets/}. The table is logged and written to {@code target/signal-scores.md}.
 */
class SignalScores {
    private static final Logger LOG = LoggerFactory.getLogger(SignalScores.class);
    private static final Duration TOLERANCE = Duration.ofMinutes(10);
    private static final Set<String> DEVELOPED_ON = Set.of("sim01", "sim02", "sim03", "sim04");
    private static final List<String> REAL =
            List.of("azt1d", "brist1d_open", "hupa_ucm", "physiocgm", "t1d_uom", "bigideas_prediabetes");
    private static final List<Doubt.Flag> TOLD =
            List.of(Doubt.Flag.JUMP, Doubt.Flag.FLAT_LINE, Doubt.Flag.NOISY, Doubt.Flag.COMPRESSION_SUSPECTED);

    @Test
    void score() throws IOException {
        String data = System.getProperty("forecast.data", System.getenv().getOrDefault("FORECAST_DATA", ""));
        assumeTrue(
                !data.isBlank() && Files.isDirectory(Path.of(data, "sets")),
                "no scores: give -Dforecast.data=DIR, a folder with sets/sim_hovorka and others in it");
        String table = table(Path.of(data, "sets"));
        LOG.info("{}", table);
        Files.writeString(Path.of("target", "signal-scores.md"), table);
        assertThat(table).contains("compression_low", "azt1d");
    }

    static String table(Path sets) throws IOException {
        var table = new StringBuilder("\n| people | detector | labelled | found | recall | told | right | precision |\n"
                + "|---|---|---|---|---|---|---|---|\n");
        Map<Boolean, Map<String, int[]>> scores = new TreeMap<>();
        for (Path csv : files(sets.resolve("sim_hovorka"))) {
            String subject = csv.getFileName().toString().replace(".csv", "");
            Map<String, int[]> of = scores.computeIfAbsent(!DEVELOPED_ON.contains(subject), held -> new TreeMap<>());
            Map<String, List<Stretch>> labels =
                    labels(sets.resolve("sim_hovorka/labels").resolve(subject + ".csv"));
            List<Observation> history = PublicSeries.of(csv);
            score(Replayed.of(history), labels, of);
            shaken(history, subject.hashCode(), of);
        }
        scores.forEach((held, byDetector) -> byDetector.forEach((detector, n) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %s | %d | %d | %s |%n",
                held ? "held out" : "developed on",
                detector,
                n[0],
                n[1],
                share(n[1], n[0]),
                n[2],
                n[3],
                share(n[3], n[2])))));
        real(sets, table);
        return table.toString();
    }

    private static void score(Replayed replayed, Map<String, List<Stretch>> labels, Map<String, int[]> scores) {
        var told = new TreeMap<String, List<Stretch>>();
        told.put("compression_low (afterwards)", stretches(replayed, Artefact.COMPRESSION_LOW));
        told.put("compression_low (live, p ≥ 0.6)", replayed.stretches(Doubt.Flag.COMPRESSION_SUSPECTED));
        told.put("dropout", stretches(replayed, Artefact.DROPOUT));
        told.put("flatline", stretches(replayed, Artefact.FLAT_LINE));
        told.put("flatline (live)", replayed.stretches(Doubt.Flag.FLAT_LINE));
        told.put("jump", stretches(replayed, Artefact.JUMP));
        told.put("jump (live)", replayed.stretches(Doubt.Flag.JUMP));
        // the error that would matter: a real low called pressure
        List<Stretch> lows = labels.getOrDefault("true_hypo", List.of()).stream()
                .filter(low -> !near(low, labels.getOrDefault("compression_low", List.of())))
                .toList();
        int[] low = scores.computeIfAbsent("true lows called compression (live)", any -> new int[4]);
        low[0] += lows.size();
        low[1] += (int) lows.stream()
                .filter(one -> near(one, told.get("compression_low (live, p ≥ 0.6)"), Duration.ZERO))
                .count();
        told.forEach((detector, found) -> {
            String type = detector.split(" ")[0];
            List<Stretch> truth = labels.getOrDefault(type, List.of());
            // without the start of a sensor told, two hours without readings are a dropout to anybody; a live jump may
            // be pressure too
            var excused = new ArrayList<>(
                    type.equals("dropout") ? labels.getOrDefault("sensor_change", List.of()) : List.<Stretch>of());
            if (detector.equals("jump (live)")) {
                List.of("compression_low", "dropout", "flatline")
                        .forEach(other -> excused.addAll(labels.getOrDefault(other, List.of())));
            }
            List<Stretch> counted = found.stream()
                    .filter(one -> near(one, truth) || !near(one, excused))
                    .toList();
            int[] n = scores.computeIfAbsent(detector, any -> new int[4]);
            n[0] += truth.size();
            n[1] += (int) truth.stream().filter(one -> near(one, found)).count();
            n[2] += counted.size();
            n[3] += (int) counted.stream().filter(one -> near(one, truth)).count();
        });
    }

    /** No label tells of noise, so ten hours of it are made: 12 mg/dL, white, on every third day at another hour. */
    private static void shaken(List<Observation> history, int seed, Map<String, int[]> scores) {
        var random = new Random(seed);
        var truth = new ArrayList<Stretch>();
        Instant first = history.get(0).measuredAt();
        for (int i = 0; i < 10; i++) {
            Instant from = first.plus(Duration.ofHours(72L * i + 2 + random.nextInt(20)));
            truth.add(new Stretch(from, from.plus(Duration.ofHours(1))));
        }
        List<Observation> noisy = history.stream()
                .map(observation -> observation instanceof GlucoseReading reading
                                && near(new Stretch(reading.measuredAt(), reading.measuredAt()), truth, Duration.ZERO)
                        ? GlucoseReading.exact(
                                reading.origin(), Math.max(41, reading.mgPerDl() + 12 * random.nextGaussian()))
                        : observation)
                .toList();
        // as it was before it was shaken: what is told there already is no fault of this test
        List<Stretch> before = stretches(Replayed.of(history), Artefact.NOISE);
        List<Stretch> found = stretches(Replayed.of(noisy), Artefact.NOISE);
        int[] n = scores.computeIfAbsent("noise (made: 1 h of 12 mg/dL)", any -> new int[4]);
        n[0] += truth.size();
        n[1] += (int) truth.stream().filter(one -> near(one, found, TOLERANCE)).count();
        List<Stretch> counted =
                found.stream().filter(one -> !before.contains(one)).toList();
        n[2] += counted.size();
        n[3] += (int)
                counted.stream().filter(one -> near(one, truth, TOLERANCE)).count();
    }

    private static void real(Path sets, StringBuilder table) throws IOException {
        table.append("\n| set | days |");
        TOLD.forEach(flag -> table.append(' ').append(flag).append(" stretches/day |"));
        for (Artefact artefact : Artefact.values()) {
            table.append(' ').append(artefact).append("/day |");
        }
        table.append("\n|")
                .append("---|".repeat(2 + TOLD.size() + Artefact.values().length))
                .append('\n');
        var all = new ArrayList<>(REAL);
        all.add("sim_hovorka");
        for (String set : all) {
            double days = 0;
            var flags = new EnumMap<Doubt.Flag, Integer>(Doubt.Flag.class);
            var artefacts = new EnumMap<Artefact, Integer>(Artefact.class);
            for (Path csv : files(sets.resolve(set))) {
                Replayed replayed = Replayed.of(PublicSeries.of(csv));
                days += replayed.days();
                TOLD.forEach(flag -> flags.merge(flag, replayed.stretches(flag).size(), Integer::sum));
                replayed.artefacts().forEach(found -> artefacts.merge(found.artefact(), 1, Integer::sum));
            }
            table.append(String.format(Locale.ROOT, "| %s | %.0f |", set, days));
            for (Doubt.Flag flag : TOLD) {
                table.append(String.format(Locale.ROOT, " %.3f |", flags.getOrDefault(flag, 0) / days));
            }
            for (Artefact artefact : Artefact.values()) {
                table.append(String.format(Locale.ROOT, " %.3f |", artefacts.getOrDefault(artefact, 0) / days));
            }
            table.append('\n');
        }
    }

    private static List<Stretch> stretches(Replayed replayed, Artefact artefact) {
        return replayed.artefacts(artefact).stream().map(SignalScores::stretch).toList();
    }

    private static Stretch stretch(SensorArtefact artefact) {
        return new Stretch(artefact.startedAt(), artefact.measuredAt());
    }

    private static boolean near(Stretch one, List<Stretch> others) {
        return near(one, others, TOLERANCE);
    }

    private static boolean near(Stretch one, List<Stretch> others, Duration tolerance) {
        return others.stream().anyMatch(other -> other.near(one, tolerance));
    }

    private static Map<String, List<Stretch>> labels(Path csv) throws IOException {
        var labels = new TreeMap<String, List<Stretch>>();
        for (String row : Files.readAllLines(csv)) {
            String[] cells = row.split(",", -1);
            if (!cells[0].equals("start")) {
                labels.computeIfAbsent(cells[2], type -> new ArrayList<>())
                        .add(new Stretch(PublicSeries.time(cells[0]), PublicSeries.time(cells[1])));
            }
        }
        return labels;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "–" : String.format(Locale.ROOT, "%.2f", part / (double) whole);
    }
}
