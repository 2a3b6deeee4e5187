package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that want to do harm. */
@Timeout(120)
class HostileExportTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final String ENDLESS =
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT x AS TIMESTAMP, 1 AS DEVICE_ID,"
                    + " 1 AS STEPS, 1 AS HEART_RATE, 1 AS RAW_KIND FROM n";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("export.db");
    }

    private ExportDatabase open(Duration atMost) throws ExportException {
        return new ExportDatabase(file(), atMost);
    }

    private Wearer only(ExportDatabase database) throws ExportException {
        return database.wearers().get(0);
    }

    @Test
    void runs_no_view_that_pretends_to_be_a_table() throws Exception {
        try (var export = new Export(file()).watch(1, "Mi Band 5", "AA:BB:CC:00:00:01")) {
            export.sql("CREATE VIEW HUAMI_EXTENDED_ACTIVITY_SAMPLE AS " + ENDLESS);
        }
        try (var database = open(Duration.ofSeconds(60))) {
            assertThat(database.samplesOf(only(database))).isEmpty();
        }
    }

    @Test
    void gives_up_on_a_device_table_that_is_an_endless_view() throws Exception {
        try (var export = new Export(file())) {
            export.sql("DROP TABLE DEVICE")
                    .sql("CREATE VIEW DEVICE AS SELECT TIMESTAMP AS _id, 'x' AS NAME, 'y' AS IDENTIFIER FROM ("
                            + ENDLESS + ") WHERE TIMESTAMP<0");
        }
        try (var database = open(Duration.ofMillis(300))) {
            assertThatThrownBy(database::wearers)
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("INTERRUPT");
        }
    }

    @Test
    void reads_no_generated_column() throws Exception {
        try (var export = new Export(file()).watch(1, "Mi Band 5", "AA:BB:CC:00:00:01")) {
            export.sql(
                            "CREATE TABLE HUAMI_EXTENDED_ACTIVITY_SAMPLE (TIMESTAMP INTEGER, DEVICE_ID INTEGER, STEPS INTEGER,"
                                    + " HEART_RATE INTEGER AS (length(zeroblob(900000))) VIRTUAL)")
                    .sql("INSERT INTO HUAMI_EXTENDED_ACTIVITY_SAMPLE VALUES (" + MIDNIGHT.getEpochSecond() + ",1,5)");
        }
        try (var database = open(Duration.ofSeconds(60))) {
            Wearer wearer = only(database);
            SampleTable table = database.samplesOf(wearer).orElseThrow();
            assertThat(table.columns()).doesNotContain("HEART_RATE");
            assertThat(database.samples(table, wearer, MIDNIGHT, MIDNIGHT.plusSeconds(60)))
                    .hasSize(1);
        }
    }

    @Test
    void gives_up_on_more_rows_of_a_day_than_any_watch_writes() throws Exception {
        try (var export = Export.of(file(), Export.HUAMI)) {
            export.sql("DROP TABLE HUAMI_EXTENDED_ACTIVITY_SAMPLE")
                    .sql(
                            "CREATE TABLE HUAMI_EXTENDED_ACTIVITY_SAMPLE (TIMESTAMP INTEGER, DEVICE_ID INTEGER, STEPS INTEGER)")
                    .sql("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n LIMIT 100000) INSERT INTO"
                            + " HUAMI_EXTENDED_ACTIVITY_SAMPLE SELECT " + MIDNIGHT.getEpochSecond() + ",1,1 FROM n");
        }
        try (var database = open(Duration.ofSeconds(60))) {
            Wearer wearer = only(database);
            SampleTable table = database.samplesOf(wearer).orElseThrow();
            assertThatThrownBy(() -> database.samples(table, wearer, MIDNIGHT, MIDNIGHT.plusSeconds(60)))
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("no watch writes");
        }
    }

    @Test
    void takes_text_and_blobs_in_number_columns_for_nothing() throws Exception {
        try (var export = new Export(file()).watch(1, "Mi Band 5", "AA:BB:CC:00:00:01")) {
            export.sql(
                            "CREATE TABLE HUAMI_EXTENDED_ACTIVITY_SAMPLE (TIMESTAMP, DEVICE_ID, STEPS, HEART_RATE, RAW_KIND)")
                    .sql("INSERT INTO HUAMI_EXTENDED_ACTIVITY_SAMPLE VALUES (" + MIDNIGHT.getEpochSecond()
                            + ",1,'many',x'ff',9223372036854775807), ('soon',1,1,1,1), (9223372036854775807,1,1,1,1),"
                            + " (-5,1,1,1,1)");
        }
        try (var database = open(Duration.ofSeconds(60))) {
            Wearer wearer = only(database);
            SampleTable table = database.samplesOf(wearer).orElseThrow();
            assertThat(table.newest()).isEqualTo(MIDNIGHT);
            assertThat(database.samples(table, wearer, MIDNIGHT, MIDNIGHT.plusSeconds(60)))
                    .singleElement()
                    .satisfies(sample -> {
                        assertThat(sample.steps()).isZero();
                        assertThat(sample.beatsPerMinute()).isEmpty();
                        assertThat(sample.rawKind()).isEmpty();
                    });
        }
    }

    @Test
    void can_neither_write_nor_attach_anything() throws Exception {
        try (var export = Export.of(file(), Export.HUAMI)) {
            export.minutes(Export.HUAMI, MIDNIGHT, 5, 1, 1, 70);
        }
        byte[] before = Files.readAllBytes(file());
        try (var database = open(Duration.ofSeconds(60))) {
            assertThat(database.wearers()).hasSize(1);
        }
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void reads_an_export_that_says_it_has_a_log_beside_it() throws Exception {
        try (var export = Export.of(file(), Export.HUAMI)) {
            export.sql("PRAGMA journal_mode=WAL").minutes(Export.HUAMI, MIDNIGHT, 5, 1, 1, 70);
        }
        try (var database = open(Duration.ofSeconds(60))) {
            assertThat(database.samplesOf(only(database))).isPresent();
        }
    }

    /** {@code -Dfuzz.inputs=1000000} tries as many; each opens a file, so it takes its time. */
    @Test
    void survives_a_good_export_with_octets_changed_or_cut_off() throws Exception {
        try (var export = Export.of(file(), Export.HUAMI)) {
            export.minutes(Export.HUAMI, MIDNIGHT, 300, 1, 120, 70);
        }
        byte[] good = Files.readAllBytes(file());
        var random = new Random(4);
        for (int i = 0; i < Integer.getInteger("fuzz.inputs", 20_000) / 50; i++) {
            byte[] bad =
                    random.nextInt(4) == 0 ? java.util.Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
            for (int flips = random.nextInt(30); flips > 0 && bad.length > 0; flips--) {
                int at = random.nextBoolean() ? random.nextInt(Math.min(400, bad.length)) : random.nextInt(bad.length);
                bad[at] = (byte) random.nextInt(256);
            }
            Files.write(file(), bad);
            try (var database = open(Duration.ofSeconds(5))) {
                for (Wearer wearer : database.wearers()) {
                    var table = database.samplesOf(wearer);
                    if (table.isPresent()) {
                        database.samples(table.get(), wearer, MIDNIGHT, MIDNIGHT.plusSeconds(86_400));
                    }
                }
            } catch (ExportException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void quarantines_a_file_that_is_no_database_once_and_says_what_to_do() throws Exception {
        Files.writeString(file(), "this is no database, whatever its name says; it goes on for a while".repeat(20));
        var clock = new ManualClock(Given.NOON);
        var sink = new RecordingSink();
        var adapter = new GadgetbridgeAdapter(
                folder.resolve("work"),
                sink,
                new InMemoryObservationStore(),
                clock,
                Configured.by(GadgetbridgeAdapter.Config.class, Map.of("person", "anna", "file", file().toString())));

        clock.advance(Duration.ofMinutes(10));

        assertThat(sink.quarantined()).hasSize(1);
        adapter.close();
    }

    @Test
    void says_that_a_database_of_something_else_is_no_export() throws SQLException {
        try (var export = new Export(file())) {
            export.sql("DROP TABLE DEVICE");
        }
        assertThatThrownBy(() -> {
                    try (var database = open(Duration.ofSeconds(5))) {
                        database.wearers();
                    }
                })
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("not an export of Gadgetbridge");
    }
}
