package org.hearthgate.store.sqlite.internal.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.store.sqlite.internal.backup.Family;
import org.hearthgate.store.sqlite.internal.backup.Scratch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hub does with a damaged record: it comes up, keeps what can be kept, and tells what is gone. */
class RepairTest {
    private static final int PAGE = 4096;

    @TempDir
    Path folder;

    private Family family;

    @BeforeEach
    void open() {
        family = new Family(folder);
        family.readings(0, 2000);
    }

    @AfterEach
    void close() {
        family.close();
    }

    private Path record() {
        return family.data().resolve("record.db");
    }

    private void reopened() {
        family = family.reopened();
    }

    /** Pages of the table itself, not of an index. */
    private List<Long> leaves() {
        var pages = new ArrayList<Long>();
        for (int number = 0; number < 5; number++) {
            int offset = number + 10;
            family.store().meddle("PRAGMA wal_checkpoint");
            pages.add(ask("SELECT pageno FROM dbstat WHERE name = 'observation' AND pagetype = 'leaf' ORDER BY pageno"
                    + " LIMIT 1 OFFSET " + offset));
        }
        return pages;
    }

    private long ask(String sql) {
        try (var session = Scratch.open(record())) {
            return session.number(sql).orElseThrow();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void wipe(List<Long> pages) throws IOException {
        try (var file = new RandomAccessFile(record().toFile(), "rw")) {
            for (long page : pages) {
                file.seek((page - 1) * PAGE);
                file.write(new byte[PAGE]);
            }
        }
    }

    /** As the kill of a process would leave it: not closed in order. */
    private void leftOpen() throws IOException {
        Path state = family.data().resolve("record.state");
        Files.writeString(state, Files.readString(state).replace("CLOSED", "OPEN"));
        Files.createFile(family.data().resolve("record.db-wal"));
    }

    private String report() throws IOException {
        try (var files = Files.walk(family.data())) {
            Path report = files.filter(file -> file.endsWith("REPORT.txt"))
                    .findFirst()
                    .orElseThrow();
            assertThat(report.resolveSibling("record.db")).exists();
            return Files.readString(report);
        }
    }

    private void goesOn() {
        family.readings(50_000, 1);
        assertThat(family.store().observations().lastPosition())
                .isEqualTo(family.positions().get(family.positions().size() - 1));
        family.store().restart();
        assertThat(family.store().record().guard().repaired()).isFalse();
    }

    @Test
    void damaged_pages_are_filled_from_the_backup_and_nothing_is_gone() throws IOException {
        family.backUp();
        List<Long> pages = leaves();
        family.close();
        wipe(pages);
        leftOpen();
        reopened();
        assertThat(family.positions()).hasSize(2000);
        assertThat(report()).contains("No observation is known to be gone");
        assertThat(family.notice()).isPresent();
    }

    @Test
    void without_a_backup_the_rest_is_kept_and_kind_and_time_of_what_is_gone_are_told() throws IOException {
        List<Long> pages = leaves();
        family.close();
        wipe(pages);
        leftOpen();
        reopened();
        assertThat(family.positions()).hasSizeBetween(1500, 1999);
        assertThat(report())
                .contains(2000 - family.positions().size() + " observations are gone: ")
                .contains("measured from 2026-");
        goesOn();
    }

    @Test
    void a_file_of_garbage_is_restored_from_the_backup() throws IOException {
        family.backUp();
        family.readings(2000, 10);
        family.close();
        Files.writeString(record(), "dear diary ".repeat(5000));
        reopened();
        assertThat(family.positions()).hasSize(2000);
        assertThat(report())
                .contains(
                        "restored from the backup up to observation 2000",
                        "Observations 2001 to 2010 had been committed and are gone");
        goesOn();
        assertThat(family.positions().get(2000)).isGreaterThan(2010);
    }

    @Test
    void a_file_of_garbage_without_a_backup_gives_way_to_a_new_record() throws IOException {
        family.close();
        Files.writeString(record(), "dear diary ".repeat(5000));
        reopened();
        assertThat(family.positions()).isEmpty();
        assertThat(report()).contains("a new record begins");
        goesOn();
    }

    @Test
    void an_emptied_file_is_not_taken_for_a_new_one() throws IOException {
        family.backUp();
        family.close();
        Files.write(record(), new byte[0]);
        reopened();
        assertThat(family.positions()).hasSize(2000);
    }

    @Test
    void a_truncated_file_keeps_what_is_left_and_gets_the_rest() throws IOException {
        family.backUp();
        family.close();
        try (var file = new RandomAccessFile(record().toFile(), "rw")) {
            file.setLength(file.length() / 2 / PAGE * PAGE);
        }
        leftOpen();
        reopened();
        assertThat(family.positions()).hasSize(2000);
        goesOn();
    }

    @Test
    void a_log_that_is_gone_is_noticed_and_no_position_is_given_twice() throws IOException {
        family.backUp();
        family.store().meddle("PRAGMA wal_checkpoint");
        family.readings(2000, 5);
        Path copy = Files.createDirectories(folder.resolve("after/data"));
        Files.copy(record(), copy.resolve("record.db"));
        Files.copy(family.data().resolve("record.state"), copy.resolve("record.state"));
        try (var after = new Family(folder.resolve("after"))) {
            assertThat(after.notice())
                    .hasValueSatisfying(text -> assertThat(text).contains("log record.db-wal was missing"));
            after.readings(60_000, 1);
            assertThat(after.store().observations().lastPosition()).isGreaterThan(2005);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.999})
    void a_log_that_was_cut_short_is_noticed_and_filled_from_the_backup(double left) throws IOException {
        family.backUp();
        Path copy = Files.createDirectories(folder.resolve("cut/data"));
        try (var files = Files.list(family.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (var log = new RandomAccessFile(copy.resolve("record.db-wal").toFile(), "rw")) {
            log.setLength((long) (left * log.length()));
        }
        try (var after = family.copiedTo(folder.resolve("cut"))) {
            assertThat(after.notice())
                    .hasValueSatisfying(text -> assertThat(text).contains("of its log record.db-wal", "were left of"));
            assertThat(after.positions()).hasSize(2000);
        }
    }

    @Test
    void a_file_that_lost_its_newest_form_with_its_log_is_filled_from_a_backup_of_that_form() throws IOException {
        family.backUp();
        family.store().meddle("DELETE FROM observation WHERE position > 1500");
        family.store().meddle("DROP TABLE receipt; PRAGMA user_version = 4");
        assertThat(family.store().emptyLog()).isTrue();
        family.readings(2000, 5);
        Path copy = Files.createDirectories(folder.resolve("older/data"));
        try (var files = Files.list(family.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Files.delete(copy.resolve("record.db-wal"));
        try (var after = family.copiedTo(folder.resolve("older"))) {
            assertThat(after.notice()).isPresent();
            assertThat(after.positions()).hasSize(2000);
        }
    }

    @Test
    void a_log_that_was_emptied_on_purpose_is_no_damage() throws IOException {
        assertThat(family.store().emptyLog()).isTrue();
        family.readings(2000, 1);
        Path copy = Files.createDirectories(folder.resolve("emptied/data"));
        try (var files = Files.list(family.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        try (var after = family.copiedTo(folder.resolve("emptied"))) {
            assertThat(after.notice()).isEmpty();
            assertThat(after.positions()).hasSize(2001);
        }
    }

    @Test
    void an_index_that_lost_rows_while_the_hub_was_off_is_found_and_made_anew() throws Exception {
        long leaf = ask("SELECT pageno FROM dbstat WHERE name = 'observation_by_time' AND pagetype = 'leaf'"
                + " ORDER BY pageno LIMIT 1 OFFSET 3");
        family.close();
        try (var file = new RandomAccessFile(record().toFile(), "rw")) {
            file.seek((leaf - 1) * PAGE + 3); // the number of cells on the page
            int cells = file.readUnsignedShort();
            file.seek((leaf - 1) * PAGE + 3);
            file.writeShort(cells / 2);
        }
        reopened();
        assertThat(family.positions()).as("the file looks sound").hasSizeLessThan(2000);
        assertThat(family.check()).isEqualTo(HubCommand.BAD_DATA);
        family.store().restartWhenAsked();
        assertThat(family.positions()).hasSize(2000);
        assertThat(report()).contains("No observation is known to be gone");
        assertThat(family.check()).isEqualTo(HubCommand.OK);
    }

    @Test
    void a_record_whose_state_cannot_be_noted_is_opened_all_the_same() throws IOException {
        family.close();
        Files.createDirectory(family.data().resolve("record.state.part")); // as little can be written as on a full disk
        reopened();
        assertThat(family.positions()).hasSize(2000);
    }

    @Test
    void a_consumer_skips_nothing_after_a_repair() throws IOException {
        family.backUp();
        family.readings(2000, 10);
        try (ObservationCursor cursor = family.store().observations().cursor("alerting")) {
            cursor.advance(2010);
        }
        family.store().restart();
        family.close();
        Files.writeString(record(), "dear diary ".repeat(5000));
        reopened();
        family.readings(70_000, 1);
        try (ObservationCursor cursor = family.store().observations().cursor("alerting")) {
            assertThat(cursor.next(10_000)).last().satisfies(last -> assertThat(last.position())
                    .isEqualTo(family.store().observations().lastPosition()));
        }
    }

    @Test
    void damage_that_the_writer_meets_is_repaired_without_a_restart_of_the_hub() throws Exception {
        family.backUp();
        long root = ask("SELECT rootpage FROM sqlite_schema WHERE name = 'observation_by_time'");
        family.store().restart();
        wipe(List.of(root));
        assertThatThrownBy(() -> family.readings(80_000, 1)).isInstanceOf(StoreException.class);
        family.store().restartWhenAsked();
        assertThat(family.store().record().guard().repaired()).isTrue();
        family.readings(80_000, 1);
        assertThat(family.positions()).hasSize(2001);
    }

    @Test
    void an_exchange_that_was_ended_at_any_move_is_finished_by_the_next_start() throws IOException {
        family.close();
        Path data = family.data();
        Files.copy(record(), data.resolve("built.db"));
        Swap.prepare(data, data.resolve("built.db"), "aside");
        Files.createDirectories(data.resolve("aside"));
        Files.move(record(), data.resolve("aside/record.db"), StandardCopyOption.ATOMIC_MOVE);
        reopened(); // the folder makes an empty record.db first
        assertThat(family.positions()).hasSize(2000);
        assertThat(data.resolve("aside/record.db")).isNotEmptyFile();
        assertThat(data.resolve("record.next.db")).doesNotExist();
    }
}
