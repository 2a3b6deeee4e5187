package org.hearthgate.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP;
import org.sqlite.SQLiteDataSource;

/**
 * The system benchmark: the real command as a process, driven from outside, with what this machine's disk and SQLite can do measured in
 * the same minute beside it. Prints a table; asserts nothing.
 */
public final class Bench {
    private static final int STARTS = Integer.getInteger("bench.starts", 7);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 8);
    private static final int LOWS = Integer.getInteger("bench.lows", 200);
    private static final PrintStream OUT = System.out;

    private final Path folder;
    private long nextMillis = Instant.now().minus(Duration.ofDays(29)).toEpochMilli();

    private Bench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("hearthgate-bench-");
        try {
            new Bench(folder).run();
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path path : files.sorted(Collections.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private void run() throws Exception {
        OUT.printf(
                Locale.ROOT,
                "%s, Java %s, %d cores, %s%n%n| figure | measured | aim |%n|---|---|---|%n",
                System.getProperty("os.arch"),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                Instant.now());
        machine();
        Path home = folder.resolve("home");
        JsonNode told = HubProcess.init(home, "Anna", "Ben");
        starts(home, "start to READY, empty record, warm, median of " + STARTS);
        thirtyDays(home, told);
        starts(home, "start to READY with 30 days of 5-min data for two, median of " + STARTS);
        try (HubProcess hub = HubProcess.run(home)) {
            row("RSS after READY with 30 days of data", "%.0f MiB".formatted(hub.residentMib()), "≤ 128 MiB");
            alerts(hub, told);
            load(hub, told, 1, "1 in flight");
            load(hub, told, 16, "16 in flight");
            row("RSS after the load", "%.0f MiB".formatted(hub.residentMib()), "≤ 128 MiB");
        }
        machine();
    }

    /** What the disk and SQLite can do here and now; everything durable stands beside these. */
    private void machine() throws IOException, SQLException {
        var fsyncs = new ArrayList<Long>();
        try (var file = new RandomAccessFile(folder.resolve("fsync").toFile(), "rw")) {
            var page = new byte[4096];
            for (int i = 0; i < 300; i++) {
                file.write(page);
                long begin = System.nanoTime();
                file.getFD().sync();
                fsyncs.add(System.nanoTime() - begin);
            }
        }
        row("this machine: fsync of 4 KiB, median / p99", millis(fsyncs, 50) + " / " + millis(fsyncs, 99) + " ms", "");
        row("this machine: SQLite FULL, 1 row a commit", "%,d rows/s".formatted(sqlite(1)), "");
        row("this machine: SQLite FULL, 16 rows a commit", "%,d rows/s".formatted(sqlite(16)), "");
    }

    private long sqlite(int group) throws SQLException, IOException {
        Path file = Files.createTempDirectory(folder, "sqlite").resolve("limit.db");
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        long rows = 0;
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("CREATE TABLE reading(id INTEGER PRIMARY KEY, at INTEGER UNIQUE, payload BLOB)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO reading(at, payload) VALUES(?, ?)")) {
                var payload = new byte[160];
                long begin = System.nanoTime();
                while (System.nanoTime() - begin < Duration.ofSeconds(2).toNanos()) {
                    for (int i = 0; i < group; i++) {
                        insert.setLong(1, rows++);
                        insert.setBytes(2, payload);
                        insert.executeUpdate();
                    }
                    connection.commit();
                }
                return rows * 1_000_000_000L / (System.nanoTime() - begin);
            }
        }
    }

    private void starts(Path home, String what) throws Exception {
        var times = new ArrayList<Long>();
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            try (HubProcess hub = HubProcess.run(home)) {
                times.add(System.nanoTime() - begin);
                hub.stop();
            }
        }
        row(what, millis(times, 50) + " ms", "< 1500 ms");
    }

    private void thirtyDays(Path home, JsonNode told) throws Exception {
        try (HubProcess hub = HubProcess.run(home)) {
            var phone = new Phone(hub.address("http"));
            Instant end = Instant.now().minusSeconds(3600);
            for (JsonNode person : told.get("persons")) {
                String secret = Phone.sha1(person.get("nightscoutSecret").asText());
                for (int day = 30; day > 0; day--) {
                    var batch = new StringBuilder("[");
                    for (int i = 0; i < 288; i++) {
                        Instant at = end.minus(Duration.ofDays(day)).plusSeconds(300L * i);
                        batch.append(i == 0 ? "" : ",").append(Phone.sgv(100 + i % 80, at, "xDrip-bench"));
                    }
                    phone.post("/api/v1/entries", batch.append(']').toString(), "api-secret", secret);
                }
            }
        }
    }

    /** A low and the recovery from it, again and again; the time from the send to the alert on the event stream. */
    private void alerts(HubProcess hub, JsonNode told) throws Exception {
        JsonNode anna = told.get("persons").get(0);
        var phone = new Phone(hub.address("http"));
        String secret = Phone.sha1(anna.get("nightscoutSecret").asText());
        var coap = new ArrayList<Long>();
        var http = new ArrayList<Long>();
        try (Phone.Events events = phone.events(told.get("tokens").get("family").asText());
                var sender = new CoapSender(hub.address("coap"), 1)) {
            for (int i = 0; i < LOWS; i++) {
                boolean overCoap = i % 2 == 0;
                String urn = anna.get("coapDevice").asText();
                long begin = System.nanoTime();
                reading(overCoap, sender, phone, urn, secret, 50);
                events.await(event -> isUrgentLow(event, "raised"));
                (overCoap ? coap : http).add(System.nanoTime() - begin);
                reading(overCoap, sender, phone, urn, secret, 110); // of the same sensor: another's does not end a low
                events.await(event -> isUrgentLow(event, "resolved"));
            }
        }
        row(
                "low over CoAP → alert on the event stream, median / p99",
                millis(coap, 50) + " / " + millis(coap, 99) + " ms",
                "median < 5 ms");
        row(
                "low from a phone (HTTP) → alert, median / p99",
                millis(http, 50) + " / " + millis(http, 99) + " ms",
                "median < 5 ms");
    }

    private static void reading(
            boolean overCoap, CoapSender sender, Phone phone, String urn, String secret, int mgPerDl) throws Exception {
        if (overCoap) {
            sender.send(CoapSender.glucose(urn, Instant.now().toEpochMilli(), mgPerDl), 1_000, (code, nanos) -> {});
        } else {
            phone.post(
                    "/api/v1/entries",
                    "[" + Phone.sgv(mgPerDl, Instant.now(), "xDrip-bench") + "]",
                    "api-secret",
                    secret);
        }
    }

    private static boolean isUrgentLow(Phone.Event event, String state) {
        return event.name().equals("alert")
                && event.data().get("rule").asText().equals("urgent-low")
                && event.data().get("state").asText().equals(state);
    }

    private void load(HubProcess hub, JsonNode told, int inFlight, String what) throws Exception {
        String urn = told.get("persons").get(1).get("coapDevice").asText();
        var latencies = new ConcurrentLinkedQueue<Long>();
        var failed = new AtomicInteger();
        long nanos;
        try (var sender = new CoapSender(hub.address("coap"), inFlight)) {
            drive(sender, urn, Duration.ofSeconds(3), (code, took) -> {}); // warm up
            sender.drain(waited -> {});
            long begin = System.nanoTime();
            drive(sender, urn, Duration.ofSeconds(SECONDS), (code, took) -> {
                if (code == CoAP.ResponseCode.CHANGED) {
                    latencies.add(took);
                } else {
                    failed.incrementAndGet();
                }
            });
            sender.drain(waited -> {});
            nanos = System.nanoTime() - begin;
        }
        row(
                "CoAP POST → durable ACK, " + what,
                "%,d/s, median / p99 %s / %s ms%s"
                        .formatted(
                                latencies.size() * 1_000_000_000L / nanos,
                                millis(latencies, 50),
                                millis(latencies, 99),
                                failed.get() == 0 ? "" : ", " + failed + " failed"),
                inFlight == 1 ? "" : "≥ 5,000/s, p99 < 10 ms");
    }

    private void drive(CoapSender sender, String urn, Duration period, CoapSender.Answered answered)
            throws InterruptedException {
        long until = System.nanoTime() + period.toNanos();
        while (System.nanoTime() < until) {
            sender.send(CoapSender.glucose(urn, nextMillis, 100), 1_000, answered);
            nextMillis += 10;
        }
    }

    private static String millis(Iterable<Long> nanos, int percentile) {
        var all = new ArrayList<Long>();
        nanos.forEach(all::add);
        if (all.isEmpty()) {
            return "-";
        }
        long[] sorted = all.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        double value = sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)] / 1e6;
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static void row(String figure, String measured, String aim) {
        OUT.println("| " + String.join(" | ", List.of(figure, measured, aim)) + " |");
    }
}
