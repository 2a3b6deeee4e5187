package org.hearthgate.rules.glucose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;
import org.hearthgate.testkit.Given;

/**
 * The first 70 % of one recorded person's days as numbers, with the trend that a rule would have seen at each reading. The rest is kept for
 * judging what was chosen; of it only the time of the last reading is looked at.
 *
 * @param minutes of the local wall's clock, ascending
 * @param trend mg/dL per minute, NaN where there is none
 * @param step the same over the last step of at least four minutes
 */
record Recorded(double[] minutes, double[] mgPerDl, double[] trend, double[] step) {
    private static final List<String> CORE = List.of("azt1d", "t1d_uom", "brist1d_open", "physiocgm");
    private static final int WINDOW = 20;
    private static final double CHOSEN_BY = 0.7;

    /** {@return the core people that settings may be developed on} */
    static List<Recorded> people(Path data) throws IOException {
        List<Path> files;
        try (Stream<String> rows = Files.lines(data.resolve("splits.csv"))) {
            files = rows.map(row -> row.split(",", -1))
                    .filter(cells -> CORE.contains(cells[0]) && cells[2].equals("dev"))
                    .map(cells -> data.resolve("sets").resolve(cells[0]).resolve(cells[1] + ".csv"))
                    .toList();
        }
        var people = new ArrayList<Recorded>();
        for (Path csv : files) {
            people.add(of(csv));
        }
        return people;
    }

    private static Recorded of(Path csv) throws IOException {
        List<String> rows = Files.readAllLines(csv);
        int column = Arrays.asList(rows.get(0).split(",", -1)).indexOf("glucose_mgdl");
        var readings = new ArrayList<GlucoseReading>();
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", -1);
            if (cells.length > column && !cells[column].isBlank()) {
                readings.add(Given.reading(Double.parseDouble(cells[column]))
                        .at(LocalDateTime.parse(cells[0]).toInstant(ZoneOffset.UTC))
                        .build());
            }
        }
        if (!readings.isEmpty()) {
            Instant first = readings.get(0).measuredAt();
            Duration whole =
                    Duration.between(first, readings.get(readings.size() - 1).measuredAt());
            Instant split = first.plusMillis((long) Math.ceil(CHOSEN_BY * whole.toMillis()));
            readings.removeIf(reading -> !reading.measuredAt().isBefore(split));
        }
        int n = readings.size();
        var recorded = new Recorded(new double[n], new double[n], new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            recorded.minutes[i] = readings.get(i).measuredAt().getEpochSecond() / 60.0;
            recorded.mgPerDl[i] = readings.get(i).mgPerDl();
            Optional<GlucoseTrend> trend = GlucoseTrend.of(
                    readings.subList(Math.max(0, i - WINDOW), i + 1),
                    readings.get(i).measuredAt());
            recorded.trend[i] = trend.map(GlucoseTrend::mgPerDlPerMin).orElse(Double.NaN);
            recorded.step[i] = recorded.stepAt(i);
        }
        return recorded;
    }

    private double stepAt(int i) {
        int j = i - 1;
        while (j >= 0 && minutes[i] - minutes[j] < 4) {
            j--;
        }
        return j < 0 || minutes[i] - minutes[j] > 16
                ? Double.NaN
                : (mgPerDl[i] - mgPerDl[j]) / (minutes[i] - minutes[j]);
    }

    int size() {
        return minutes.length;
    }

    long days() {
        return Arrays.stream(minutes)
                .mapToLong(at -> (long) (at / 1440))
                .distinct()
                .count();
    }

    boolean atNight(int i) {
        double minute = minutes[i] % 1440;
        return minute >= 22 * 60 || minute < 7 * 60;
    }

    boolean afterHole(int i) {
        return i > 0 && minutes[i] - minutes[i - 1] > 16;
    }

    /** {@return the lowest reading from here on, for so long} */
    double lowestWithin(int i, double within) {
        double lowest = mgPerDl[i];
        for (int j = i; j < size() && minutes[j] <= minutes[i] + within; j++) {
            lowest = Math.min(lowest, mgPerDl[j]);
        }
        return lowest;
    }
}
