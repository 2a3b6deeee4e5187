package org.hearthgate.store.sqlite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.observation.Note;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What disks, crashes and other programs do to a record. */
class StoreFaultsTest {
    private static final ObservationQuery EVERYTHING = ObservationQuery.of(ANNA, Instant.MIN, Instant.MAX);

    @TempDir
    Path folder;

    private OpenStore open;

    @BeforeEach
    void open() {
        open = new OpenStore(folder);
    }

    @AfterEach
    void close() {
        open.close();
    }

    private void threeReadings() {
        for (int i = 0; i < 3; i++) {
            open.observations()
                    .append(List.of(reading(100 + i)
                            .at(NOON.plusSeconds(60L * i))
                            .raw("{}")
                            .build()));
        }
    }

    private List<Long> positions(ObservationQuery query) {
        return open.observations().window(query).stream()
                .map(StoredObservation::position)
                .toList();
    }

    @Test
    void every_commit_is_written_through_a_log_that_is_synced() throws SQLException {
        long synchronous = open.record()
                .writer()
                .transact("ask", s -> s.number("PRAGMA synchronous"))
                .orElseThrow();
        assertThat(synchronous).as("2 is FULL").isEqualTo(2);
        threeReadings();
        assertThat(folder.resolve("record.db-wal")).isNotEmptyFile();
    }

    @Test
    void folder_and_files_are_private() throws IOException {
        threeReadings();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        for (String file : List.of("record.db", "record.db-wal", "record.db-shm", "record.lock")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void a_second_store_on_the_same_folder_is_refused_and_told_why() {
        assertThatThrownBy(() -> OpenStore.open(folder, Map.of()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another hub holds it")
                .hasMessageContaining(folder.toString());
        threeReadings();
        assertThat(positions(EVERYTHING)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_full_disk_refuses_the_batch_whole_and_everything_works_again_afterwards() {
        threeReadings();
        long pages = open.record()
                .writer()
                .transact("ask", s -> s.number("PRAGMA page_count"))
                .orElseThrow();
        open.meddle("PRAGMA max_page_count = " + pages);
        var batch = new ArrayList<Observation>();
        for (int i = 0; i < 50; i++) {
            var origin =
                    reading(100).at(NOON.minusSeconds(i)).from("new").build().origin();
            batch.add(new Note(origin, "x".repeat(4000)));
        }
        assertThatThrownBy(() -> open.observations().append(batch))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the disk is full")
                .hasMessageContaining("record.db")
                .hasMessageContaining("free space");
        assertThat(open.health().check().status()).isEqualTo(Health.Status.FAILED);
        assertThat(open.observations().lastPosition()).isEqualTo(3);
        assertThat(positions(EVERYTHING)).containsExactly(1L, 2L, 3L);

        open.meddle("PRAGMA max_page_count = 1000000");
        assertThat(open.observations().append(batch)).first().isEqualTo(new Receipt.Stored(4));
        assertThat(open.health().check().status()).isNotEqualTo(Health.Status.FAILED);
    }

    @Test
    void the_health_finds_out_by_itself_that_writing_works_again() {
        assertThatThrownBy(() -> open.meddle("DELETE FROM no_such_table")).isInstanceOf(StoreException.class);
        assertThat(open.health().check().status()).isEqualTo(Health.Status.FAILED);
        open.record().writer().flushIfIdle(Duration.ZERO);
        assertThat(open.health().check().status()).isNotEqualTo(Health.Status.FAILED);
    }

    @Test
    void what_the_cursors_advanced_during_a_failed_transaction_is_written_by_the_next() {
        threeReadings();
        open.observations().cursor("alerting").advance(2);
        assertThatThrownBy(() -> open.meddle("DELETE FROM no_such_table")).isInstanceOf(StoreException.class);
        open.meddle("DELETE FROM quarantine");
        assertThat(storedCursor()).isEqualTo(2);
    }

    @Test
    void an_advance_is_written_while_nobody_else_writes() {
        threeReadings();
        open.observations().cursor("alerting").advance(3);
        open.record().writer().flushIfIdle(Duration.ZERO);
        assertThat(storedCursor()).isEqualTo(3);
    }

    private long storedCursor() {
        return open.record()
                .readers()
                .read("ask", s -> s.number("SELECT position FROM cursor WHERE consumer = 'alerting'"))
                .orElse(0);
    }

    @Test
    void a_damaged_payload_costs_its_own_row_and_is_told() {
        threeReadings();
        open.meddle("UPDATE observation SET payload = substr(payload, 1, length(payload) - 1) || x'00'"
                + " WHERE position = 2");
        assertThat(positions(EVERYTHING)).containsExactly(1L, 3L);
        assertThat(positions(EVERYTHING)).containsExactly(1L, 3L);
        assertThat(open.health().check().status()).isEqualTo(Health.Status.WARN);
        assertThat(open.health().check().message()).startsWith("1 rows").contains("observation 2");
    }

    @Test
    void a_flipped_time_or_person_is_seen_as_damage_too() {
        threeReadings();
        open.meddle("UPDATE observation SET measured_at = measured_at + 1000 WHERE position = 1");
        open.meddle("UPDATE observation SET payload = (SELECT payload FROM observation WHERE position = 3)"
                + " WHERE position = 2");
        assertThat(positions(EVERYTHING)).containsExactly(3L);
    }

    @Test
    void a_limit_counts_only_what_can_be_read() {
        threeReadings();
        open.meddle("UPDATE observation SET payload = x'' WHERE position = 3");
        assertThat(positions(EVERYTHING.newest(1))).containsExactly(2L);
        assertThat(open.observations().latest(ANNA, ObservationKind.GLUCOSE))
                .map(StoredObservation::position)
                .contains(2L);
    }

    @Test
    void a_damaged_raw_form_does_not_cost_the_reading() {
        threeReadings();
        open.meddle("UPDATE observation SET raw = x'00' WHERE position = 1");
        var read = open.observations().window(EVERYTHING.withRawForms());
        assertThat(read).hasSize(3);
        assertThat(read.get(0).observation().origin().provenance().raw()).isEmpty();
        assertThat(read.get(1).observation().origin().provenance().raw()).isPresent();
    }

    @Test
    void a_kind_of_a_newer_hub_is_left_out() {
        threeReadings();
        open.meddle("UPDATE observation SET kind = 999 WHERE position = 2");
        try (ObservationCursor cursor = open.observations().cursor("alerting")) {
            assertThat(cursor.next(10)).extracting(StoredObservation::position).containsExactly(1L, 3L);
        }
    }

    @Test
    void a_cursor_never_stops_at_a_damaged_row() {
        threeReadings();
        open.meddle("UPDATE observation SET payload = x'' WHERE position IN (1, 2)");
        try (ObservationCursor cursor = open.observations().cursor("alerting")) {
            assertThat(cursor.next(1)).extracting(StoredObservation::position).containsExactly(3L);
        }
    }

    @Test
    void a_damaged_page_costs_only_the_rows_on_it() throws IOException {
        var batch = new ArrayList<Observation>();
        for (int i = 0; i < 2000; i++) {
            batch.add(reading(100).at(NOON.plusSeconds(i)).build());
        }
        open.observations().append(batch);
        long page = open.record()
                .readers()
                .read(
                        "ask",
                        s -> s.number("SELECT pageno FROM dbstat WHERE name = 'observation' AND pagetype = 'leaf'"
                                + " ORDER BY pageno LIMIT 1 OFFSET 5"))
                .orElse(0);
        long pageSize = open.record()
                .readers()
                .read("ask", s -> s.number("PRAGMA page_size"))
                .orElseThrow();
        Assumptions.assumeTrue(page > 0, "this SQLite tells the place of its pages");
        open.close();
        try (var file = new RandomAccessFile(folder.resolve("record.db").toFile(), "rw")) {
            file.seek((page - 1) * pageSize);
            file.write(new byte[(int) pageSize]);
        }
        open = new OpenStore(folder);
        List<Long> window = positions(EVERYTHING);
        assertThat(window).hasSizeBetween(1800, 1999);
        try (ObservationCursor cursor = open.observations().cursor("alerting")) {
            assertThat(cursor.next(5000))
                    .extracting(StoredObservation::position)
                    .containsExactlyElementsOf(window);
        }
        assertThat(open.health().check().message()).startsWith((2000 - window.size()) + " rows");
    }

    @Test
    void a_text_without_utf8_does_not_fail_the_batch() {
        var note = new Note(reading(100).build().origin(), "half \ud83d");
        open.observations().append(List.of(note, reading(90).build()));
        assertThat(open.observations().window(EVERYTHING))
                .extracting(StoredObservation::observation)
                .contains(note);
    }

    @Test
    void windows_beyond_the_number_of_readers_wait_and_are_told_why_in_the_end() {
        var readers = new Readers(
                new Database(open.record().file(), 100),
                new Faults(open.record().file()),
                1,
                Duration.ofMillis(5));
        try (readers) {
            assertThatThrownBy(() -> readers.read("read one", outer -> readers.read("read two", inner -> 0)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot read two")
                    .hasMessageContaining("all 1 readers were busy");
            assertThat(readers.<Integer>read("read three", session -> 3)).isEqualTo(3);
        }
    }

    @Test
    void a_reader_cannot_write() {
        assertThatThrownBy(() -> open.record().readers().read("write", session -> {
                    session.execute("DELETE FROM observation");
                    return 0;
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void a_closed_store_says_so() {
        var store = open.observations();
        ObservationCursor cursor = store.cursor("alerting");
        open.record().close();
        assertThatThrownBy(() -> store.append(List.of(reading(100).build())))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.window(EVERYTHING)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> cursor.next(1)).isInstanceOf(StoreException.class);
        open = new OpenStore(folder);
    }

    @Test
    void a_window_is_merged_from_the_indexes_without_sorting() throws SQLException {
        threeReadings();
        String plan = open.record()
                .readers()
                .read("ask", session -> open.record().reader().plan(session, EVERYTHING.newest(5)));
        assertThat(plan)
                .contains("MERGE (UNION ALL)", "observation_by_time", "observation_numbered_by_time")
                .doesNotContain("TEMP B-TREE");
    }
}
