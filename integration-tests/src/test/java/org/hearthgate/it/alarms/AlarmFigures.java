package org.hearthgate.it.alarms;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the alarms would have been for real people, by the real pipeline: {@code integration-tests/alarms}. Nothing of the people's data
 * stays in the project; what is kept between runs is where the caller says.
 */
public final class AlarmFigures {
    private static final Set<String> CORE = Set.of("azt1d", "t1d_uom", "brist1d_open", "physiocgm");
    private static final Set<String> WORDS =
            Set.of("--data", "--keep", "--rules", "--jobs", "--every", "--pressure", "--forecasts");
    private static final double OFTEN_MINUTES = 8;
    private static final int TRY_LATER = 75;
    private static final int USAGE = 64;

    private final Path data;
    private final Path hub;
    private final PrintStream screen;

    AlarmFigures(Path data, Path hub, PrintStream screen) {
        this.data = data;
        this.hub = hub;
        this.screen = screen;
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        var said = new HashMap<String, String>();
        for (int i = 0; i < words.length; i += 2) {
            if (!WORDS.contains(words[i]) || i + 1 == words.length) {
                System.err.println("alarms: '" + words[i] + "' is unknown or lacks its value; see --help");
                System.exit(USAGE);
            }
            said.put(words[i], words[i + 1]);
        }
        Path data = Path.of(said.getOrDefault("--data", ""));
        if (!said.containsKey("--data") || !Files.isReadable(data.resolve("splits.csv"))) {
            System.err.println("alarms: no people there: give --data DIR, a folder with splits.csv and sets/ in it");
            System.exit(TRY_LATER);
        }
        Path keep = said.containsKey("--keep") ? Path.of(said.get("--keep")) : Files.createTempDirectory("alarms-");
        Path hub = Path.of(System.getProperty("hearthgate.root"), "gateway-config/hub");
        var figures = new AlarmFigures(data, hub, System.out);
        int jobs = Integer.parseInt(said.getOrDefault("--jobs", "2"));
        try {
            if (said.getOrDefault("--pressure", "no").equals("yes")) {
                figures.pressure(keep, jobs);
            } else {
                figures.people(
                        keep,
                        said.getOrDefault("--forecasts", "yes").equals("no")
                                ? Optional.of(withoutForecasts(keep))
                                : Optional.ofNullable(said.get("--rules")).map(Path::of),
                        Integer.parseInt(said.getOrDefault("--every", "1")),
                        jobs);
            }
        } finally {
            if (!said.containsKey("--keep")) {
                remove(keep);
            }
        }
    }

    private static Path withoutForecasts(Path keep) throws IOException {
        Path settings = Files.createDirectories(keep.resolve("without-forecasts"));
        Files.writeString(settings.resolve("org.hearthgate.forecast.json"), "{\"enabled\": false}");
        return settings;
    }

    private void people(Path keep, Optional<Path> rules, int every, int jobs) throws IOException, InterruptedException {
        List<Path> core;
        try (Stream<String> rows = Files.lines(data.resolve("splits.csv"))) {
            core = rows.skip(1)
                    .map(row -> row.split(",", -1))
                    .filter(cells -> CORE.contains(cells[0]) && cells[2].equals("dev"))
                    .map(cells -> data.resolve("sets").resolve(cells[0]).resolve(cells[1] + ".csv"))
                    .toList();
        }
        List<Path> chosen = Stream.iterate(0, i -> i < core.size(), i -> i + every)
                .map(core::get)
                .toList();
        List<ReplayedPerson> all = new Replays(hub, keep, rules).of(chosen, jobs);
        print("Sensors that measure every five minutes", all, true);
        print("Logs of a sensor with a value every fifteen minutes", all, false);
    }

    /** Apart, because a value that is older than eleven minutes holds no alarm: every next one then calls anew. */
    private void print(String title, List<ReplayedPerson> all, boolean often) {
        List<ReplayedPerson> these = all.stream()
                .filter(person -> often == person.minutesBetweenReadings() < OFTEN_MINUTES)
                .toList();
        if (!these.isEmpty()) {
            screen.println("### " + title + "\n");
            screen.println(new Figures(these).table());
        }
    }

    /** The same simulated people twice, with the wait and without it. */
    private void pressure(Path keep, int jobs) throws IOException, InterruptedException {
        Path simulated = data.resolve("sets/sim_hovorka");
        List<Path> people;
        try (Stream<Path> files = Files.list(simulated)) {
            people = files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        Path impatient = Files.createDirectories(keep.resolve("without-rules"));
        Files.writeString(impatient.resolve("org.hearthgate.rule.low.json"), "{\"waitWhenPressure\": false}");
        Map<String, List<ReplayedPerson>> runs = new LinkedHashMap<>();
        runs.put("low waits", new Replays(hub, keep.resolve("with"), Optional.empty()).of(people, jobs));
        runs.put("low does not", new Replays(hub, keep.resolve("without"), Optional.of(impatient)).of(people, jobs));
        screen.println(new Pressed(simulated.resolve("labels")).table(runs));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }
}
