package org.hearthgate.store.sqlite.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.store.sqlite.internal.AnyObservation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back, onto a new hub and onto the same one. */
class RestoreTest {
    @TempDir
    Path folder;

    @Test
    void receipts_come_back_once_each_also_those_written_after_the_last_reading_of_a_backup() throws IOException {
        try (var old = new Family(folder.resolve("old"));
                var fresh = new Family(folder.resolve("fresh"))) {
            old.store().receipts().append(List.of(receipt(ANNA, 1))); // before any reading
            old.readings(0, 3);
            old.store().receipts().append(List.of(receipt(ANNA, 2)));
            old.backUp();
            old.store().receipts().append(List.of(receipt(ANNA, 3), receipt(Alert.HUB, 4)));
            old.readings(3, 1);
            old.backUp();
            assertThat(fresh.restore(old.target(), old.key().code()).complained())
                    .isEmpty();
            fresh.store().restart();
            assertThat(fresh.store().receipts().since(Instant.MIN, 10))
                    .containsExactly(receipt(ANNA, 1), receipt(ANNA, 2), receipt(ANNA, 3), receipt(Alert.HUB, 4));
        }
    }

    private static Receipt receipt(PersonId person, int second) {
        return new Receipt(
                "c", "a", person, 0, "sounder", Optional.empty(), Receipt.Outcome.SENT, NOON.plusSeconds(second), "");
    }

    @Provide
    Arbitrary<List<List<Observation>>> nights() {
        return AnyObservation.any().list().ofMaxSize(12).list().ofMaxSize(6);
    }

    @Property(tries = 25)
    void whatever_was_committed_in_whatever_batches_is_the_same_after_a_restore(
            @ForAll("nights") List<List<Observation>> nights) throws IOException, SQLException {
        Path place = Files.createTempDirectory("restore-property");
        try (var old = new Family(place.resolve("old"));
                var fresh = new Family(place.resolve("fresh"))) {
            for (List<Observation> night : nights) {
                old.store().observations().append(night);
                old.backUp();
            }
            old.backUp();
            Family.Heard heard = fresh.restore(old.target(), old.key().code());
            assertThat(heard.complained()).isEmpty();
            fresh.store().restart();
            Marks end = Increment.end(old.data().resolve("record.db"));
            Comparison.Verdict there = Comparison.compare(
                    old.data().resolve("record.db"), fresh.data().resolve("record.db"), end);
            Comparison.Verdict back = Comparison.compare(
                    fresh.data().resolve("record.db"), old.data().resolve("record.db"), end);
            assertThat(there.same() && back.same()).isTrue();
            assertThat(back.rows()).isEqualTo(there.rows());
        }
    }

    @Test
    void a_new_hub_gets_observations_cursors_and_alerts_and_goes_on_behind_them() {
        String code;
        try (var old = new Family(folder.resolve("old"))) {
            old.readings(0, 20);
            old.store().journal().append(List.of(entry("a1"), entry("a2")));
            try (ObservationCursor cursor = old.store().observations().cursor("alerting")) {
                cursor.advance(20);
            }
            old.store().restart(); // the cursor is durable
            old.backUp();
            code = old.key().code();
        }
        try (var fresh = new Family(folder.resolve("fresh"))) {
            Family.Heard heard = fresh.restore(folder.resolve("old/backup"), code);
            assertThat(heard.code()).as(heard.toString()).isEqualTo(HubCommand.OK);
            fresh.store().restart();
            assertThat(fresh.positions()).hasSize(20);
            assertThat(fresh.store().observations().cursor("alerting").position())
                    .isEqualTo(20);
            assertThat(fresh.store().journal().verify()).isEqualTo(2);
            fresh.store().journal().append(List.of(entry("a3")));
            assertThat(fresh.store().journal().verify()).isEqualTo(3);
            fresh.readings(20, 1);
            assertThat(fresh.store().observations().lastPosition()).isEqualTo(21);
            assertThat(fresh.key().code()).isEqualTo(code);
            fresh.backUp();
            assertThat(fresh.backups().verify(fresh.target()).problems()).isEmpty();
            assertThat(fresh.notice()).isEmpty();
            fresh.store().restart();
            assertThat(fresh.notice()).isEmpty();
        }
    }

    @Test
    void with_a_missing_segment_everything_before_and_after_it_comes_back_and_the_gap_is_named() throws IOException {
        try (var old = new Family(folder.resolve("old"));
                var fresh = new Family(folder.resolve("fresh"))) {
            for (int day = 0; day < 3; day++) {
                old.readings(day * 10, 10);
                old.backUp();
            }
            Files.delete(old.segments().get(1));
            Family.Heard heard = fresh.restore(old.target(), old.key().code());
            assertThat(heard.code()).isEqualTo(HubCommand.BAD_DATA);
            assertThat(heard.complained()).containsExactly("not restored: observations 11 to 20 are in no segment");
            fresh.store().restart();
            assertThat(fresh.positions()).hasSize(20).contains(1L, 10L, 21L, 30L);
        }
    }

    @Test
    void a_wrong_code_changes_nothing_and_says_which_one_is_wanted() {
        try (var old = new Family(folder.resolve("old"));
                var fresh = new Family(folder.resolve("fresh"))) {
            old.readings(0, 10);
            old.backUp();
            Family.Heard heard =
                    fresh.restore(old.target(), RecoveryKey.random().code());
            assertThat(heard.code()).isEqualTo(HubCommand.BAD_DATA);
            assertThat(heard.complained()).singleElement().asString().contains("does not belong to the backup");
            assertThat(fresh.restore(old.target(), "nonsense").complained())
                    .singleElement()
                    .asString()
                    .contains("14 groups");
            assertThat(fresh.data().resolve("record.next.db")).doesNotExist();
        }
    }

    @Test
    void a_record_is_replaced_only_when_that_is_asked_for_and_then_it_is_kept() throws IOException {
        try (var family = new Family(folder.resolve("home"))) {
            family.readings(0, 10);
            family.backUp();
            family.readings(10, 5);
            assertThat(family.restore(family.target(), family.key().code()).complained())
                    .singleElement()
                    .asString()
                    .contains("--replace");
            assertThat(family.restore(family.target(), family.key().code(), "--replace")
                            .code())
                    .isEqualTo(HubCommand.OK);
            assertThat(family.positions()).hasSize(15);
            family.store().restart();
            assertThat(family.positions()).hasSize(10);
            try (var files = Files.walk(family.data())) {
                assertThat(files.filter(file -> file.toString().contains("set-aside-") && file.endsWith("record.db"))
                                .toList())
                        .hasSize(1);
            }
            family.store().restart();
            assertThat(family.notice()).isEmpty();
        }
    }

    @Test
    void a_restore_that_ends_before_the_exchange_leaves_the_old_record_and_can_be_made_again() {
        try (var family = new Family(folder.resolve("home"))) {
            family.readings(0, 10);
            family.backUp();
            family.endingAt(done -> {
                throw new IllegalStateException("killed");
            });
            assertThatThrownBy(
                            () -> family.restore(family.target(), family.key().code(), "--replace"))
                    .hasMessage("killed");
            family.endingAt(done -> {});
            family.store().restart();
            assertThat(family.positions()).hasSize(10);
            assertThat(family.restore(family.target(), family.key().code(), "--replace")
                            .code())
                    .isEqualTo(HubCommand.OK);
        }
    }

    private static AlertJournal.Entry entry(String id) {
        var at = Instant.parse("2026-03-02T12:00:00Z");
        return new AlertJournal.Entry(
                new Alert(
                        id,
                        ANNA,
                        "org.hearthgate.rule.low",
                        1,
                        Priority.values()[0],
                        AlertState.values()[0],
                        at,
                        at,
                        Optional.empty(),
                        OptionalDouble.empty(),
                        "low",
                        Optional.empty(),
                        Optional.empty()),
                Map.of(),
                List.of());
    }
}
