package org.hearthgate.store.sqlite.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.NOON;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hearthgate.api.hub.Health;
import org.hearthgate.store.sqlite.internal.EraseCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a target gets, and what is told of it. */
class BackupTest {
    @TempDir
    Path folder;

    private Family family;

    @BeforeEach
    void open() {
        family = new Family(folder.resolve("home"));
    }

    @AfterEach
    void close() {
        family.close();
    }

    private Verification.Outcome verified() {
        return family.backups().verify(family.target());
    }

    @Test
    void a_backup_that_was_restored_and_compared_is_called_verified() {
        family.readings(0, 100);
        family.backUp();
        assertThat(verified()).isEqualTo(new Verification.Outcome(100, List.of()));
        assertThat(family.backups().notes().get(0).verifiedAt()).hasValue(NOON);
        assertThat(folder.resolve("home/data/verify.scratch.db")).doesNotExist();
    }

    @Test
    void only_what_is_new_is_added() throws IOException {
        family.readings(0, 100);
        family.backUp();
        family.readings(100, 7);
        assertThat(family.backups().backUp(family.target(), false).rows()).isEqualTo(7);
        assertThat(family.backups().backUp(family.target(), false).rows()).isZero();
        assertThat(family.segments()).hasSize(2);
        assertThat(verified().problems()).isEmpty();
    }

    @Test
    void nothing_of_a_person_can_be_read_on_the_target() throws IOException {
        family.readings(0, 100);
        family.backUp();
        try (var files = Files.walk(family.target())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .doesNotContain("anna", "sensor-1", "SQLite", "glucose");
            }
        }
    }

    @Test
    void every_octet_of_a_segment_that_changes_is_seen() throws IOException {
        family.readings(0, 3);
        family.backUp();
        Path file = family.segments().get(0);
        byte[] good = Files.readAllBytes(file);
        var segment = new Segment(file, SegmentHeader.read(file));
        RecoveryKey key = family.key();
        assertThat(segment.open(key)).isNotEmpty();
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << at % 8);
            Files.write(file, bad);
            assertThatThrownBy(() -> segment.open(key)).as("octet " + at).isInstanceOf(IOException.class);
        }
        for (int length : new int[] {0, 50, SegmentHeader.OCTETS, good.length - 17, good.length - 1}) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> segment.open(key)).as("length " + length).isInstanceOf(IOException.class);
        }
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertThatThrownBy(() -> segment.open(key)).isInstanceOf(IOException.class);
    }

    @Test
    void a_damaged_segment_is_named_set_aside_and_copied_again() throws IOException {
        for (int day = 0; day < 3; day++) {
            family.readings(day * 10, 10);
            family.backUp();
        }
        Path middle = family.segments().get(1);
        byte[] octets = Files.readAllBytes(middle);
        octets[octets.length / 2] ^= 1;
        Files.write(middle, octets);
        assertThat(String.join("; ", verified().problems()))
                .contains("segment-00000002.hgs cannot be opened", "lacks 10 rows");
        assertThat(String.join(
                        "; ", family.backups().backUp(family.target(), false).told()))
                .contains("lacked observations 11 to 20");
        assertThat(verified().problems()).isEmpty();
    }

    @Test
    void a_target_that_was_set_back_is_told_and_made_whole() throws IOException {
        for (int day = 0; day < 3; day++) {
            family.readings(day * 10, 10);
            family.backUp();
        }
        Files.delete(family.segments().get(2));
        assertThat(verified().problems()).anyMatch(problem -> problem.contains("ends at segment 2 instead of 3"));
        BackupRun.Done done = family.backups().backUp(family.target(), false);
        assertThat(done.told()).anyMatch(told -> told.contains("set back"));
        assertThat(done.rows()).isEqualTo(10);
        assertThat(verified().problems()).isEmpty();
    }

    @Test
    void a_segment_of_another_home_is_named() throws IOException {
        family.readings(0, 10);
        family.backUp();
        try (var other = new Family(folder.resolve("other"))) {
            other.readings(0, 10);
            other.backUp();
            Files.copy(other.segments().get(0), family.segments().get(0).resolveSibling("segment-00000002.hgs"));
        }
        assertThat(verified().problems()).containsExactly("segment-00000002.hgs belongs to another backup");
    }

    @Test
    void two_sticks_that_take_turns_each_get_what_they_lack() throws IOException {
        Path one = Files.createDirectory(folder.resolve("one"));
        Path other = Files.createDirectory(folder.resolve("other"));
        for (int turn = 0; turn < 4; turn++) {
            family.readings(turn * 10, 10);
            family.backups().backUp(turn % 2 == 0 ? one : other, true);
        }
        family.backups().backUp(one, false);
        assertThat(family.backups().verify(one).problems()).isEmpty();
        assertThat(family.backups().verify(other).problems()).isEmpty();
    }

    @Test
    void a_stick_that_is_not_there_is_told_once_the_patience_is_over_and_never_written_to_the_empty_folder()
            throws IOException {
        Path stick = Files.createDirectory(folder.resolve("stick"));
        family.with("directories", stick.toString());
        family.readings(0, 10);
        var schedule = new BackupSchedule(family.backups());
        try {
            schedule.round();
            assertThat(schedule.check().status()).isEqualTo(Health.Status.OK);
            Files.move(stick, folder.resolve("drawer"));
            Files.createDirectory(stick); // what an unmounted stick leaves
            family.clock.advance(Duration.ofDays(4));
            schedule.round();
            assertThat(stick).isEmptyDirectory();
            assertThat(schedule.check().status()).isEqualTo(Health.Status.WARN);
            assertThat(schedule.check().message()).contains(stick.toString(), "no backup");
            Files.delete(stick);
            Files.move(folder.resolve("drawer"), stick);
            schedule.round();
            assertThat(schedule.check().status()).isEqualTo(Health.Status.OK);
        } finally {
            schedule.close();
        }
    }

    @Test
    void a_large_record_is_cut_into_segments_that_fit_into_memory() throws IOException {
        for (int part = 0; part < 40; part++) {
            family.readings(part * 2000, 2000);
        }
        family.backUp();
        assertThat(family.segments().size()).isBetween(2, 10);
        assertThat(verified()).isEqualTo(new Verification.Outcome(80_000, List.of()));
    }

    @Test
    void every_table_of_the_record_says_whether_it_travels() throws Exception {
        try (Workbench bench = Workbench.ofForm(Long.MAX_VALUE)) {
            Set<String> known = new TreeSet<>(Increment.WHOLE);
            known.addAll(Increment.IN_PIECES);
            known.addAll(Increment.BY_POSITION);
            known.addAll(Increment.AS_REFERRED);
            known.addAll(Increment.STAYING);
            assertThat(known).isEqualTo(new TreeSet<>(bench.tables("main")));
        }
    }

    @Test
    void an_erasure_changes_the_code_and_removes_the_old_backup() throws Exception {
        Path drawer = Files.createDirectory(folder.resolve("drawer"));
        family.readings(0, 10);
        family.readingsOfBen(5);
        family.backUp();
        family.backups().backUp(drawer, true);
        Files.move(drawer, folder.resolve("far"));
        RecoveryKey old = family.key();
        List<Path> before = family.segments();
        assertThat(Family.Heard.of(new EraseCommand(family.store().record()), List.of("--person", "anna", "--yes"))
                        .code())
                .isZero();
        List<String> sentences = family.backups().forgetDestroyedKeys();
        assertThat(family.key().code()).isNotEqualTo(old.code());
        assertThat(before).noneMatch(Files::exists);
        assertThat(sentences).hasSize(3).anyMatch(s -> s.contains("drawer") && s.contains("destroy it"));
        Path series = family.segments().get(0).getParent();
        assertThat(Keyring.read(series, old)).isEmpty();
        assertThat(Keyring.read(series, family.key())).isPresent();
        try (var other = new Family(folder.resolve("other"))) {
            assertThat(other.restore(family.target(), family.key().code()).code())
                    .isZero();
            other.store().restartWhenAsked();
            assertThat(other.everything()).isEmpty();
            assertThat(other.everythingOfBen()).hasSize(5);
        }
        Files.move(folder.resolve("far"), drawer);
        family.backups().backUp(drawer, true);
        try (var files = Files.walk(drawer)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".hgs")).toList()) {
                assertThatThrownBy(() -> new Segment(file, SegmentHeader.read(file)).open(old))
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(family.backups().verify(family.target()).problems()).isEmpty();
    }

    @Test
    void ended_after_any_step_a_backup_goes_on_with_the_next_run() {
        family.readings(0, 50);
        var steps = new ArrayList<String>();
        family.endingAt(steps::add).backUp();
        assertThat(steps).containsExactly("keyring", "segment 1", "note 1");
        for (String last : steps) {
            family.readings(family.positions().size(), 10);
            family.endingAt(done -> {
                if (done.startsWith(last.substring(0, 4))) {
                    throw new BackupException("pulled");
                }
            });
            assertThatThrownBy(() -> family.backUp()).hasMessage("pulled");
            family.endingAt(done -> {}).backUp();
            assertThat(verified().problems()).as(last).isEmpty();
        }
    }
}
