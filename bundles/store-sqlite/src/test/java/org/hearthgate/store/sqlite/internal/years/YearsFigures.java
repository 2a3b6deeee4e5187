package org.hearthgate.store.sqlite.internal.years;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.store.sqlite.internal.OpenedStore;

/**
 * Prints what ten years of four people cost, and what one day writes to the disk. Run by {@code integration-tests/bench --years}; no test
 * asserts a time.
 */
final class YearsFigures {
    private static final Instant BEGIN = Instant.parse("2016-01-01T00:00:00Z");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final double MIB = 1024.0 * 1024;

    private final Path folder;
    private final PrintWriter out;
    private final int days;
    private final Random chance = new Random(16);

    YearsFigures(Path folder, PrintWriter out, int days) {
        this.folder = folder;
        this.out = out;
        this.days = days;
    }

    /** @param args the folder to work in, on the disk in question; how many days (3653: ten years) */
    public static void main(String... args) throws IOException, SQLException {
        Path folder = Files.createTempDirectory(Path.of(args[0]), "years-figures");
        var out = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
        try {
            new YearsFigures(folder, out, Integer.parseInt(args[1])).run();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    void run() throws IOException, SQLException {
        say("| %d days, four people, 5-min CGM, doses and meals | |", days);
        say("|---|---|");
        record();
        say("");
        say("| written to the disk in a day | MiB | commits |");
        say("|---|---|---|");
        for (int people : new int[] {1, 4}) {
            for (int minutes : new int[] {1, 5}) {
                for (boolean before : new boolean[] {true, false}) {
                    wear(people, minutes, before);
                }
            }
        }
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private static PersonId person(int number) {
        return new PersonId("person-" + number);
    }

    private static Origin origin(int person, String device, Instant at) {
        return Origin.of(person(person), new DeviceId(device), at, at.plusSeconds(3), Provenance.of("phone"));
    }

    private GlucoseReading reading(int person, Instant at) {
        // a sensor lives ten days
        long sensor = Duration.between(BEGIN, at).toDays() / 10;
        return new GlucoseReading(
                origin(person, "cgm-" + person + "-" + sensor, at),
                60 + chance.nextInt(200),
                Bound.EXACT,
                OptionalDouble.of(chance.nextInt(40) / 10.0 - 2));
    }

    /** A day as it comes: readings of all, four meals with their bolus, a basal dose. */
    private List<Observation> day(int day) {
        var rows = new ArrayList<Observation>();
        Instant begin = BEGIN.plus(Duration.ofDays(day));
        for (int step = 0; step < 288; step++) {
            for (int person = 0; person < 4; person++) {
                Instant at = begin.plus(FIVE_MINUTES.multipliedBy(step)).plusSeconds(person * 17L);
                rows.add(reading(person, at));
                if (step == 84 || step == 150 || step == 192 || step == 228) {
                    rows.add(new CarbohydrateIntake(
                            origin(person, "page", at), 20 + chance.nextInt(60), Optional.empty()));
                    rows.add(new InsulinDose(
                            origin(person, "pen-" + person, at),
                            2 + chance.nextInt(60) / 10.0,
                            InsulinDose.Purpose.BOLUS,
                            Optional.empty()));
                }
                if (step == 264) {
                    rows.add(new InsulinDose(
                            origin(person, "pen-" + person, at), 14, InsulinDose.Purpose.BASAL, Optional.empty()));
                }
            }
        }
        return rows;
    }

    void record() throws IOException, SQLException {
        Path home = folder.resolve("record");
        long rows = 0;
        try (var open = new OpenedStore(home)) {
            long start = System.nanoTime();
            for (int day = 0; day < days; day++) {
                List<Observation> batch = day(day);
                rows += batch.size();
                open.store().append(batch);
            }
            say("| filling it, a commit a day | %.1f s |", (System.nanoTime() - start) / 1e9);
        }
        long octets = Files.size(home.resolve("record.db"));
        say("| rows | %,d |", rows);
        say("| file | %.1f MiB |", octets / MIB);
        say("| octets a row, with all indexes | %.1f |", octets / (double) rows);
        Instant end = BEGIN.plus(Duration.ofDays(days));
        var starts = new long[7];
        for (int i = 0; i < starts.length; i++) {
            forgetCache(home);
            long start = System.nanoTime();
            try (var open = new OpenedStore(home)) {
                boolean found =
                        open.store().latest(person(0), ObservationKind.GLUCOSE).isPresent();
                starts[i] = found ? System.nanoTime() - start : Long.MAX_VALUE;
            }
        }
        say("| start: open to the first answer, cold, median of 7 | %.1f ms |", median(starts) / 1e6);
        for (int length : new int[] {1, 90}) {
            var query =
                    ObservationQuery.of(person(1), end.minus(Duration.ofDays(length)), end, ObservationKind.GLUCOSE);
            window("the last " + length * 24 + " h", home, query);
            Instant middle = BEGIN.plus(Duration.ofDays(days / 2));
            var old = ObservationQuery.of(
                    person(1), middle, middle.plus(Duration.ofDays(length)), ObservationKind.GLUCOSE);
            window(length * 24 + " h of the middle", home, old);
        }
        try (var open = new OpenedStore(home)) {
            time(
                    "latest, warm",
                    500,
                    () -> open.store()
                                    .latest(person(2), ObservationKind.GLUCOSE)
                                    .isPresent()
                            ? 1
                            : 0);
            var next = new Instant[] {end};
            time("append, one reading a commit", 1000, () -> {
                next[0] = next[0].plus(FIVE_MINUTES);
                return open.store().append(List.of(reading(3, next[0]))).size();
            });
        }
    }

    /** Fifty times warm, and once with nothing of the file in the machine's memory. */
    private void window(String what, Path home, ObservationQuery query) throws IOException {
        forgetCache(home);
        try (var open = new OpenedStore(home)) {
            long start = System.nanoTime();
            open.store().window(query);
            say("| window of %s, cold | %.2f ms |", what, (System.nanoTime() - start) / 1e6);
            time("window of " + what + ", warm", 50, () -> open.store()
                    .window(query)
                    .size());
        }
    }

    private void time(String what, int times, IntSupplier work) {
        var nanos = new long[times];
        int rows = 0;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            rows = work.getAsInt();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        say(
                "| %s (%d rows) | median %.2f ms, p99 %.2f ms |",
                what, rows, nanos[times / 2] / 1e6, nanos[times * 99 / 100] / 1e6);
    }

    private static long median(long... nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    /** coreutils' {@code dd} can ask the kernel to forget one file; where it cannot, cold is warm. */
    private static void forgetCache(Path home) throws IOException {
        Process dd = new ProcessBuilder(
                        "dd", "of=" + home.resolve("record.db"), "oflag=nocache", "conv=notrunc,fdatasync", "count=0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            dd.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * One day on a record that has 30 days, as the hub does it: each reading its own commit, then two consumers advance. Before: their
     * cursors were flushed a second after each reading. Now: they go with the next commit. The log is folded into the file at 1000 pages
     * and at the end. Octets are what the kernel counts as written by this process ({@code write_bytes} of /proc/self/io).
     */
    private void wear(int people, int everyMinutes, boolean before) throws IOException, SQLException {
        Path home = folder.resolve("wear-" + people + "-" + everyMinutes + "-" + before);
        try (var open = new OpenedStore(home)) {
            Duration every = Duration.ofMinutes(everyMinutes);
            long steps = Duration.ofDays(1).dividedBy(every);
            Instant begin = BEGIN.plus(Duration.ofDays(30));
            for (int day = 0; day < 30; day++) {
                var batch = new ArrayList<Observation>();
                for (long step = 0; step < steps; step++) {
                    for (int person = 0; person < people; person++) {
                        batch.add(
                                reading(person, BEGIN.plus(Duration.ofDays(day)).plus(every.multipliedBy(step))));
                    }
                }
                open.store().append(batch);
            }
            try (var alerting = open.store().cursor("alerting");
                    var cloud = open.store().cursor("cloud.home")) {
                open.fold("TRUNCATE");
                long written = written();
                int commits = 0;
                for (long step = 0; step < steps; step++) {
                    for (int person = 0; person < people; person++) {
                        open.store()
                                .append(List.of(reading(
                                        person,
                                        begin.plus(every.multipliedBy(step)).plusSeconds(person * 17L))));
                        commits++;
                        alerting.advance(open.store().lastPosition());
                        cloud.advance(open.store().lastPosition());
                        if (before) {
                            open.flushCursors();
                            commits++;
                        }
                    }
                    open.foldIfDue();
                }
                open.fold("PASSIVE");
                say(
                        "| %d people, every %d min, %s | %.1f | %d |",
                        people, everyMinutes, before ? "before" : "now", (written() - written) / MIB, commits);
            }
        }
    }

    private static long written() throws IOException {
        Path io = Path.of("/proc/self/io");
        if (!Files.isReadable(io)) {
            return 0;
        }
        return Files.readAllLines(io).stream()
                .filter(line -> line.startsWith("write_bytes: "))
                .mapToLong(line -> Long.parseLong(line.substring("write_bytes: ".length())))
                .findFirst()
                .orElse(0);
    }
}
