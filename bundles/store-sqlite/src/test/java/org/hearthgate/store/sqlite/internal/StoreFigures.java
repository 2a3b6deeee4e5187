package org.hearthgate.store.sqlite.internal;

import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;

/** Prints what this disk and this store can do. Run by hand on the machine in question; no test asserts a time. */
final class StoreFigures {
    private static final String RAW =
            "{\"sgv\":123,\"date\":1772452800000,\"direction\":\"Flat\",\"type\":\"sgv\",\"device\":\"x\"}";

    private final Path folder;
    private final PrintWriter out;

    private StoreFigures(Path folder, PrintWriter out) {
        this.folder = folder;
        this.out = out;
    }

    /** @param args the folder to work in, on the disk in question */
    public static void main(String... args) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(args[0]), "store-figures");
        var out = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), true);
        new StoreFigures(folder, out).run();
    }

    private void run() throws IOException {
        for (int round = 0; round < 2; round++) {
            disk();
            for (int batch : new int[] {1, 16, 256}) {
                append(batch, round, false);
                append(batch, round, true);
            }
        }
        month();
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private void disk() throws IOException {
        Path probe = folder.resolve("probe");
        try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long start = System.nanoTime();
            for (int i = 0; i < 500; i++) {
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
            }
            say("the disk alone: append 4 KiB + fdatasync %.3f ms", (System.nanoTime() - start) / 500 / 1e6);
        }
        Files.delete(probe);
    }

    /** The same transaction with a checksum in the place of the seal shows what the seal costs. */
    private static ObservationAppender appender(OpenStore open, boolean sealed) {
        SqliteRecord record = open.record();
        return sealed
                ? record.appender()
                : new ObservationAppender(
                        new ChecksumSeal(),
                        new PayloadCodec(),
                        record.rolledUp(),
                        record.appender().lastPosition());
    }

    private void append(int size, int round, boolean sealed) {
        int batches = size == 1 ? 4000 : size == 16 ? 3000 : 600;
        var nanos = new long[batches];
        try (var open = new OpenStore(folder.resolve("append-" + size + "-" + round + "-" + sealed))) {
            ObservationAppender appender = appender(open, sealed);
            long second = 0;
            long start = System.nanoTime();
            for (int i = 0; i < batches; i++) {
                var batch = new ArrayList<Observation>(size);
                for (int row = 0; row < size; row++) {
                    batch.add(reading(123).at(NOON.plusSeconds(second++)).build());
                }
                long before = System.nanoTime();
                open.record().writer().transact("append", open.record().sealing(appender.append(batch)));
                nanos[i] = System.nanoTime() - before;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Arrays.sort(nanos);
            say(
                    "batch %d, %s: %.0f rows/s durable, commit p50 %.2f ms, p99 %.2f ms",
                    size,
                    sealed ? "sealed" : "not sealed",
                    batches * size / seconds,
                    nanos[batches / 2] / 1e6,
                    nanos[batches * 99 / 100] / 1e6);
        }
    }

    private void month() throws IOException {
        for (boolean raw : new boolean[] {false, true}) {
            Path home = folder.resolve("month-raw-" + raw);
            try (var open = new OpenStore(home)) {
                for (PersonId person : List.of(ANNA, BEN)) {
                    for (int day = 0; day < 30; day++) {
                        var batch = new ArrayList<Observation>();
                        for (int minute = 0; minute < 1440; minute++) {
                            var builder = reading(70 + minute % 200)
                                    .of(person)
                                    .at(NOON.plus(Duration.ofMinutes(day * 1440L + minute)));
                            batch.add((raw ? builder.raw(RAW) : builder).build());
                        }
                        open.observations().append(batch);
                    }
                }
            }
            long bytes = Files.size(home.resolve("record.db"));
            say(
                    "30 days of 1-min data for 2 people, raw %s: %d rows, %d bytes, %.1f bytes/row",
                    raw, 86_400, bytes, bytes / 86_400.0);
            for (int i = 0; i < 4; i++) {
                long start = System.nanoTime();
                try (var open = new OpenStore(home)) {
                    say("open: %.1f ms", (System.nanoTime() - start) / 1e6);
                    windows(open);
                }
            }
        }
    }

    private void windows(OpenStore open) {
        var end = NOON.plus(Duration.ofDays(30));
        var day = ObservationQuery.of(ANNA, end.minus(Duration.ofDays(1)), end, ObservationKind.GLUCOSE);
        var all = ObservationQuery.of(ANNA, end.minus(Duration.ofDays(1)), end);
        var fiveMin = ObservationQuery.of(ANNA, end.minus(Duration.ofMinutes(288)), end, ObservationKind.GLUCOSE);
        var month = ObservationQuery.of(ANNA, NOON, end, ObservationKind.GLUCOSE);
        time("window of 1440 rows", 300, () -> open.observations().window(day).size());
        time("window of 1440 rows, all kinds", 300, () -> open.observations()
                .window(all)
                .size());
        time("window of 288 rows", 300, () -> open.observations()
                .window(fiveMin)
                .size());
        time("window of 43200 rows", 10, () -> open.observations().window(month).size());
        time(
                "latest",
                300,
                () -> open.observations().latest(ANNA, ObservationKind.GLUCOSE).isPresent() ? 1 : 0);
    }

    private void time(String what, int times, IntSupplier work) {
        var nanos = new long[times];
        int rows = 0;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            rows = work.getAsInt();
            nanos[i] = System.nanoTime() - start;
        }
        long first = nanos[0];
        Arrays.sort(nanos);
        say(
                "  %s: %d rows, first %.2f ms, p50 %.3f ms, p99 %.2f ms",
                what, rows, first / 1e6, nanos[times / 2] / 1e6, nanos[times * 99 / 100] / 1e6);
    }
}
