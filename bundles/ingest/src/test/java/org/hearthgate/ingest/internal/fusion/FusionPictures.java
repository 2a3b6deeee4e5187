package org.hearthgate.ingest.internal.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.signal.SensorSignal;
import org.hearthgate.ingest.internal.chart.Chart;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the picture of docs/fusion.md from what real people wore, through the code that fuses. Not part of the build (its name ends on no
 * Test): the people's data are no part of the project; docs/fusion.md tells the command. Writes {@code target/fusion-real.svg}.
 */
class FusionPictures {
    private static final Logger LOG = LoggerFactory.getLogger(FusionPictures.class);
    private static final Map<String, Object> TOLD = Map.of("sameSensor", new String[] {"anna: log, scan"});
    private static final Duration SHOWN = Duration.ofHours(8);
    private static final Duration BEFORE = Duration.ofHours(30);
    private static final String BLUE = "#1f6fd0";
    private static final String ORANGE = "#e07b00";

    /** What was heard and what came of it. */
    private static final class Fused {
        final List<Observation> heard = new ArrayList<>();
        final List<GlucoseReading> series = new ArrayList<>();
        final Map<Instant, List<SensorSignal>> signals = new TreeMap<>();

        List<GlucoseReading> of(String device) {
            return heard.stream()
                    .filter(GlucoseReading.class::isInstance)
                    .map(GlucoseReading.class::cast)
                    .filter(reading -> reading.device().value().equals(device))
                    .toList();
        }
    }

    @Test
    void draw() throws IOException {
        Path sets = Path.of(System.getProperty("forecast.data", ""), "sets");
        assumeTrue(Files.isDirectory(sets), "no picture: give -Dforecast.data=DIR, a folder with sets/t1d_uom in it");
        var chart = new Chart();
        one(chart, sets);
        two(chart, sets);
        chart.legend(BLUE, "sensor's own log", ORANGE, "scans", "#000", "the one series", "#c0265f", "heart rate");
        Files.writeString(Path.of("target", "fusion-real.svg"), chart.svg());
        String table = table(sets);
        LOG.info("{}", table);
        Files.writeString(Path.of("target", "fusion-real.md"), table);
        assertThat(chart.svg()).contains("path");
    }

    private static void one(Chart chart, Path sets) throws IOException {
        Instant from = Instant.parse("2024-03-04T12:00:00Z");
        Instant until = from.plus(SHOWN);
        Path csv = sets.resolve("t1d_uom/uom2401.csv");
        Fused fused = fused(WornSensor.of(csv, from.minus(BEFORE), until), TOLD);
        glucose(chart, "1. t1d_uom 2401: one sensor by two routes, mg/dL", fused, from, until, 40, 240);
        quality(chart, fused, from, until);
    }

    private static void two(Chart chart, Path sets) throws IOException {
        Instant from = Instant.parse("2023-10-23T01:00:00Z");
        Instant until = from.plus(SHOWN);
        Path csv = sets.resolve("t1d_uom/uom2304.csv");
        Fused fused = fused(WornSensor.of(csv, from.minus(BEFORE), until), Map.of());
        glucose(chart, "2. t1d_uom 2304: two streams that do not belong together, mg/dL", fused, from, until, 40, 400);
        quality(chart, fused, from, until);
    }

    /** What is told of the whole recordings beside the picture. */
    private static String table(Path sets) throws IOException {
        var table = new StringBuilder("\n| person | log rows | scans | series rows | averaged | copies | newest at most"
                + " 11 min old: log alone | scans alone | series |\n|---|---|---|---|---|---|---|---|---|\n");
        row(table, sets, "uom2401", TOLD);
        row(table, sets, "uom2304", Map.of());
        return table.toString();
    }

    private static void row(StringBuilder table, Path sets, String person, Map<String, Object> settings)
            throws IOException {
        Path csv = sets.resolve("t1d_uom/" + person + ".csv");
        Fused fused = fused(WornSensor.of(csv, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")), settings);
        List<GlucoseReading> log = fused.of(WornSensor.LOG);
        List<GlucoseReading> scans = fused.of(WornSensor.SCAN);
        Duration whole = Duration.between(
                fused.series.get(0).measuredAt(),
                fused.series.get(fused.series.size() - 1).measuredAt());
        table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %.0f %% | %.0f %% | %.0f %% |%n",
                person,
                log.size(),
                scans.size(),
                fused.series.size(),
                fused.series.stream()
                        .filter(reading -> reading.device().equals(PersonSeries.FUSED))
                        .count(),
                Stream.concat(log.stream(), scans.stream())
                        .filter(reading -> reading.quality()
                                .doubt(Doubt.Flag.ASIDE)
                                .filter(doubt -> doubt.measures().containsKey(Doubt.SKEW_SECONDS))
                                .isPresent())
                        .count(),
                100 * fresh(log, whole),
                100 * fresh(scans, whole),
                100 * fresh(fused.series, whole)));
    }

    private static double fresh(List<GlucoseReading> readings, Duration whole) {
        long fresh = 0;
        for (int i = 1; i < readings.size(); i++) {
            long gap = Duration.between(
                            readings.get(i - 1).measuredAt(), readings.get(i).measuredAt())
                    .toSeconds();
            fresh += Math.min(gap, Snapshot.FRESH_FOR.toSeconds());
        }
        return fresh / (double) whole.toSeconds();
    }

    private static Fused fused(List<Observation> heard, Map<String, Object> settings) {
        var clock = new ManualClock(heard.get(0).measuredAt());
        var fusion = new Fusion(new InMemoryObservationStore(), clock, Configured.by(Fusion.Config.class, settings));
        var fused = new Fused();
        for (Observation observation : heard) {
            clock.advanceTo(observation.measuredAt());
            var passed = fusion.pass(List.of(observation), clock.now());
            fused.heard.addAll(passed.observations());
            passed.observations().stream()
                    .filter(GlucoseReading.class::isInstance)
                    .filter(reading -> !reading.quality().has(Doubt.Flag.ASIDE))
                    .forEach(reading -> fused.series.add((GlucoseReading) reading));
            passed.derived().forEach(average -> fused.series.add((GlucoseReading) average));
            fused.signals.put(clock.now(), fusion.all());
        }
        return fused;
    }

    private static void glucose(
            Chart chart, String title, Fused fused, Instant from, Instant until, double low, double high) {
        chart.panel(title, from, until, low, high, 170).grid(Duration.ofHours(1), 70, 180);
        Chart.Line line = chart.line("#000", Duration.ofMinutes(20));
        fused.series.forEach(reading -> line.to(reading.measuredAt(), reading.mgPerDl()));
        line.end();
        for (Observation observation : fused.heard) {
            if (observation instanceof GlucoseReading reading) {
                String colour = reading.device().value().equals(WornSensor.LOG) ? BLUE : ORANGE;
                chart.dot(reading.measuredAt(), reading.mgPerDl(), 2, colour);
            }
        }
    }

    private static void quality(Chart chart, Fused fused, Instant from, Instant until) {
        chart.panel("Quality of each route, 0 to 1; heart rate as a share of 200 per min", from, until, 0, 1, 80)
                .grid(Duration.ofHours(1), 0, 0.5, 1);
        for (String route : List.of(WornSensor.LOG, WornSensor.SCAN)) {
            Chart.Line line = chart.line(route.equals(WornSensor.LOG) ? BLUE : ORANGE, Duration.ofMinutes(30));
            fused.signals.forEach((at, signals) -> signals.stream()
                    .filter(signal -> signal.device().value().equals(route))
                    .forEach(signal -> line.to(at, signal.quality())));
            line.end();
        }
        for (Observation observation : fused.heard) {
            if (observation instanceof HeartRate rate) {
                chart.dot(rate.measuredAt(), rate.beatsPerMinute() / 200.0, 1, "#c0265f");
            }
        }
    }
}
