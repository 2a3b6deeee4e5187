package org.hearthgate.ingest.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.ingest.internal.chart.Chart;
import org.junit.jupiter.api.Test;

/**
 * Draws the five stretches of real signal that docs/signal.md talks about. Not part of the build (its name ends on no Test): the people's
 * data are no part of the project. {@code mvn -pl bundles/ingest -am test -Dtest=SignalPictures
 * -Dsurefire.failIfNoSpecifiedTests=false -Dforecast.data=DIR} writes {@code target/signal-real.svg}.
 */
class SignalPictures {
    private static final Duration AROUND = Duration.ofHours(2);
    private static final Map<Doubt.Flag, String> COLOURS = Map.of(
            Doubt.Flag.COMPRESSION_SUSPECTED,
            "#1f6fd0",
            Doubt.Flag.NOISY,
            "#9a3fb5",
            Doubt.Flag.JUMP,
            "#e07b00",
            Doubt.Flag.FLAT_LINE,
            "#0a8f4e");

    private record Stretch(String set, String person, String from, String until) {}

    private static final List<Stretch> LOOKED_AT = List.of(
            new Stretch("azt1d", "az07", "2023-12-31T00:21", "2023-12-31T01:01"),
            new Stretch("azt1d", "az23", "2024-02-27T15:40", "2024-02-27T15:50"),
            new Stretch("brist1d_open", "br11", "2023-09-16T12:24", "2023-09-16T13:04"),
            new Stretch("physiocgm", "phc1s01", "2022-04-27T03:00", "2022-04-27T03:50"),
            new Stretch("brist1d_open", "br15", "2023-11-30T06:55", "2023-11-30T08:05"));

    @Test
    void draw() throws IOException {
        Path sets = Path.of(System.getProperty("forecast.data", ""), "sets");
        assumeTrue(Files.isDirectory(sets), "no pictures: give -Dforecast.data=DIR, a folder with sets/azt1d in it");
        var chart = new Chart();
        int number = 1;
        for (Stretch stretch : LOOKED_AT) {
            draw(chart, number++, stretch, sets.resolve(stretch.set).resolve(stretch.person + ".csv"));
        }
        chart.legend(
                "#777", "reading, mg/dL",
                "#1f6fd0", "COMPRESSION_SUSPECTED",
                "#9a3fb5", "NOISY",
                "#e07b00", "JUMP",
                "#0a8f4e", "FLAT_LINE");
        Files.writeString(Path.of("target", "signal-real.svg"), chart.svg());
        assertThat(chart.svg()).contains("COMPRESSION_LOW");
    }

    private static void draw(Chart chart, int number, Stretch stretch, Path csv) {
        Instant from = PublicSeries.time(stretch.from).minus(AROUND);
        Instant until = PublicSeries.time(stretch.until).plus(AROUND);
        Replayed replayed = Replayed.of(PublicSeries.of(csv));
        String title = String.format(
                Locale.ROOT, "%d. %s %s, %s", number, stretch.set, stretch.person, stretch.from.substring(0, 10));
        chart.panel(title, from, until, 30, 250, 110).grid(Duration.ofHours(1), 70, 180);
        for (SensorArtefact artefact : replayed.artefacts()) {
            chart.band(
                    artefact.startedAt(),
                    artefact.measuredAt(),
                    "#888",
                    artefact.artefact().name());
        }
        for (GlucoseReading reading : replayed.readings()) {
            chart.dot(reading.measuredAt(), reading.mgPerDl(), 2, "#777");
            for (Doubt doubt : reading.quality().doubts()) {
                if (COLOURS.containsKey(doubt.flag())) {
                    chart.ring(reading.measuredAt(), reading.mgPerDl(), COLOURS.get(doubt.flag()));
                }
            }
        }
    }
}
