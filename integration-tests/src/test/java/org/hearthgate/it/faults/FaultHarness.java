package org.hearthgate.it.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Lets the faults happen that a home has, and counts what they cost. Prints a Markdown table and ends with 0 only when nothing that was
 * acknowledged is lost or doubled, no alert is skipped or repeated, and a person was told wherever one must act.
 */
public final class FaultHarness {
    private static final int ROUNDS = 1_000;

    private final PrintStream screen;
    private final Random random;

    FaultHarness(PrintStream screen, long seed) {
        this.screen = screen;
        this.random = new Random(seed);
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        int rounds = ROUNDS;
        String only = "";
        long seed = Instant.now().toEpochMilli();
        for (int i = 0; i + 1 < words.length; i += 2) {
            switch (words[i]) {
                case "--rounds" -> rounds = Integer.parseInt(words[i + 1]);
                case "--only" -> only = words[i + 1].toLowerCase(Locale.ROOT);
                case "--seed" -> seed = Long.parseLong(words[i + 1]);
                default -> throw new IllegalArgumentException("unknown word " + words[i]);
            }
        }
        System.out.println("seed " + seed);
        String wanted = only;
        List<Tally> rows = new FaultHarness(System.out, seed)
                .run(rounds, fault -> fault.name().toLowerCase(Locale.ROOT).contains(wanted));
        System.exit(rows.stream().allMatch(Tally::isClean) ? 0 : 1);
    }

    /** {@return one row for each of these faults; together about so many rounds, and each at least once} */
    List<Tally> run(int rounds, Predicate<Fault> wanted) throws IOException, InterruptedException {
        List<Fault> chosen = Faults.all().stream().filter(wanted).toList();
        int shares = chosen.stream().mapToInt(Fault::share).sum();
        var rows = new ArrayList<Tally>();
        Instant begin = Instant.now();
        try (var bench = new Workbench(
                Path.of(System.getProperty("hearthgate.distribution")),
                Path.of(System.getProperty("hearthgate.root"), "integration-tests/src/test/native/failing-disk.c"),
                Files.createTempDirectory("hearthgate-faults-"),
                random)) {
            bench.archiveClasses();
            for (Fault fault : chosen) {
                int own = Math.max(1, Math.round((float) rounds * fault.share() / shares));
                Tally row = fault.run(bench, own);
                rows.add(row);
                screen.println((rows.size() == 1 ? Tally.HEAD : "") + row.row());
            }
        }
        screen.println(Tally.sum(rows));
        rows.stream().flatMap(row -> row.findings().stream()).forEach(line -> screen.println("- " + line));
        rows.stream().flatMap(row -> row.example().stream()).forEach(words -> screen.println("\nTold, " + words));
        int done = Math.max(1, rows.stream().mapToInt(Tally::rounds).sum());
        Duration took = Duration.between(begin, Instant.now());
        screen.println(
                "\n%d rounds in %d s, %.2f s a round".formatted(done, took.toSeconds(), took.toMillis() / 1e3 / done));
        return rows;
    }
}
