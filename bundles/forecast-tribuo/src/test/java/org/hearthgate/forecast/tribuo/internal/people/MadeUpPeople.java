package org.hearthgate.forecast.tribuo.internal.people;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** A small study of people who never lived: meals, insulin, walks, lows and gaps, by a seed; and the command asked about them. */
final class MadeUpPeople {
    static final String HEAD = "time,glucose_mgdl,insulin_bolus_u,insulin_long_u,carbs_g,heart_rate_bpm,steps,asleep";

    final Path folder;
    private final StringBuilder splits = new StringBuilder("set,subject,split\n");

    MadeUpPeople(Path folder) {
        this.folder = folder;
    }

    /** {@return rows of so many days, five minutes apart} */
    static List<String> days(int days, long seed) {
        var random = new Random(seed);
        var rows = new ArrayList<String>();
        LocalDateTime time = LocalDateTime.of(2026, 3, 2, 0, 0);
        double glucose = 120;
        double slope = 0;
        double meal = 0;
        double insulin = 0;
        for (int i = 0; i < days * 288; i++, time = time.plusMinutes(5)) {
            boolean eats = random.nextInt(70) == 0;
            double grams = eats ? 20 + random.nextInt(60) : 0;
            double units = eats ? grams / 9 : 0;
            meal = meal * 0.93 + grams;
            insulin = insulin * 0.97 + units;
            slope = 0.85 * slope + random.nextGaussian() + 0.028 * meal - 0.2 * insulin + 0.004 * (125 - glucose);
            glucose = Math.max(41, Math.min(399, glucose + slope));
            boolean asleep = time.getHour() < 6;
            if (random.nextInt(120) > 0 && i % 700 > 10) {
                rows.add(String.format(
                        Locale.ROOT,
                        "%s,%.0f,%s,%s,%s,%d,%s,%d",
                        time,
                        glucose,
                        eats ? Double.toString(Math.round(units)) : "",
                        time.getHour() == 22 && time.getMinute() == 0 ? "18" : "",
                        eats ? Double.toString(grams) : "",
                        60 + random.nextInt(40),
                        time.getMinute() % 15 == 0 && !asleep ? Integer.toString(random.nextInt(600)) : "",
                        asleep ? 1 : 0));
            }
        }
        return rows;
    }

    MadeUpPeople with(String set, String subject, String part, List<String> rows) throws IOException {
        Files.createDirectories(folder.resolve("sets").resolve(set));
        var lines = new ArrayList<>(List.of(HEAD));
        lines.addAll(rows);
        Files.write(file(set, subject), lines);
        return listed(set, subject, part);
    }

    MadeUpPeople listed(String set, String subject, String part) throws IOException {
        splits.append(set).append(',').append(subject).append(',').append(part).append('\n');
        Files.writeString(folder.resolve("splits.csv"), splits);
        return this;
    }

    Path file(String set, String subject) {
        return folder.resolve("sets").resolve(set).resolve(subject + ".csv");
    }

    /** What the command said. */
    record Answer(int exit, List<String> out, List<String> err) {}

    /** {@return what became of the job} @param more options and their values, in turn */
    Answer ask(String... more) {
        Map<String, String> options = new HashMap<>(Map.of(
                "data", folder.resolve("sets").toString(),
                "splits", folder.resolve("splits.csv").toString(),
                "only", "dev",
                "out", folder.resolve("out").toString()));
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        var out = new ArrayList<String>();
        var err = new ArrayList<String>();
        int exit = new ForecastJob().applyAsInt(options, (where, line) -> (where.equals("out") ? out : err).add(line));
        return new Answer(exit, out, err);
    }

    Path out() {
        return folder.resolve("out");
    }
}
