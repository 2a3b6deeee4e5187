package org.hearthgate.store.sqlite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.observation.Note;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.StoredObservation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record under keys: what the file tells, and what happens when keys change, go and come back. */
class SealedRecordTest {
    private static final String SECRET = "Grandma-gave-her-the-blue-cake";
    private static final String RAW_SECRET = "raw-sgv-54321";

    @TempDir
    Path folder;

    private final FakeHubKeys keys = new FakeHubKeys();
    private final Screen screen = new Screen();
    private OpenStore open;

    private static final class Screen implements HubCommand.Screen {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void say(String line) {
            lines.add(line);
        }

        @Override
        public void complain(String line) {
            lines.add("! " + line);
        }
    }

    @BeforeEach
    void open() {
        open = new OpenStore(folder, keys);
    }

    @AfterEach
    void close() {
        open.close();
    }

    private void life(PersonId person, int from, int rows) {
        var batch = new ArrayList<Observation>();
        for (int i = from; i < from + rows; i++) {
            var reading = reading(100)
                    .of(person)
                    .at(NOON.plusSeconds(300L * i))
                    .raw(RAW_SECRET)
                    .build();
            batch.add(reading);
            batch.add(new Note(reading.origin(), SECRET + i));
        }
        open.observations().append(batch);
        open.journal()
                .append(List.of(new AlertJournal.Entry(
                        new Alert(
                                "a-" + person.value() + from,
                                person,
                                "urgent-low",
                                1,
                                Priority.HIGH,
                                AlertState.RAISED,
                                NOON,
                                NOON,
                                Optional.of(NOON),
                                OptionalDouble.of(53),
                                SECRET,
                                Optional.empty(),
                                Optional.empty()),
                        Map.of("belowMgPerDl", "54"),
                        List.of("x:53.0"))));
        open.observations()
                .quarantine(List.of(new Quarantined(
                        NOON, "coap", SECRET, Optional.of(person), SECRET, RawForm.ofText("text/plain", RAW_SECRET))));
    }

    private List<Observation> window(PersonId person) {
        return open
                .observations()
                .window(ObservationQuery.of(person, Instant.MIN, Instant.MAX).withRawForms())
                .stream()
                .map(StoredObservation::observation)
                .toList();
    }

    private boolean onDisk(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        return ErasureProof.contains(folder.resolve("record.db"), wanted)
                || ErasureProof.contains(folder.resolve("record.db-wal"), wanted);
    }

    private void sealAnew() {
        while (open.record().resealing().step()) {
            // as the thread does
        }
    }

    private long number(String sql) {
        return open.record()
                .readers()
                .read("ask", session -> session.number(sql))
                .orElse(0);
    }

    /** As version 1 of the record wrote it, under no key. */
    private void unseal() {
        var seal = new PersonSeal(open.record().blobs());
        open.record().writer().transact("unseal", session -> {
            for (long position = 1; position <= open.observations().lastPosition(); position++) {
                var select = session.prepare("SELECT " + ObservationRows.COLUMNS + ObservationRows.RAW_COLUMNS
                        + " FROM observation WHERE position = ?");
                select.setLong(1, position);
                try (var row = select.executeQuery()) {
                    row.next();
                    RowFacts facts = ObservationRows.facts(row);
                    byte[] payload = seal.open(session, facts, RowSeal.Part.PAYLOAD, row.getBytes(9));
                    byte[] raw = seal.open(session, facts, RowSeal.Part.RAW, row.getBytes(11));
                    var update =
                            session.prepare("UPDATE observation SET payload = ?, raw = ? WHERE position = " + position);
                    update.setBytes(1, new ChecksumSeal().close(session, facts, RowSeal.Part.PAYLOAD, payload));
                    update.setBytes(2, new ChecksumSeal().close(session, facts, RowSeal.Part.RAW, raw));
                    update.executeUpdate();
                }
            }
            Resealing.begin(session);
            return null;
        });
    }

    @Test
    void the_files_tell_nothing_of_what_was_said_or_sent() throws IOException {
        life(ANNA, 0, 20);
        assertThat(onDisk(SECRET)).isFalse();
        assertThat(onDisk(RAW_SECRET)).isFalse();
        assertThat(onDisk("anna")).as("ids are visible").isTrue();
        open.restart();
        assertThat(window(ANNA)).hasSize(40);
        assertThat(open.observations().quarantined(5))
                .extracting(Quarantined::source)
                .containsExactly(SECRET);
        assertThat(open.journal().unresolved()).extracting(Alert::message).containsExactly(SECRET);
    }

    @Test
    void each_person_has_a_key_of_their_own() {
        life(ANNA, 0, 2);
        life(BEN, 0, 2);
        assertThat(number("SELECT count(DISTINCT substr(payload, 1, 2)) FROM observation"))
                .isEqualTo(2);
        open.meddle("UPDATE observation SET payload = (SELECT payload FROM observation WHERE position = 1)"
                + " WHERE position = 5");
        assertThat(window(BEN)).hasSize(3);
        assertThat(open.record().damaged().count()).isEqualTo(1);
    }

    @Test
    void rows_of_before_stay_readable_and_are_sealed_in_small_steps() throws IOException {
        life(ANNA, 0, 200);
        List<Observation> before = window(ANNA);
        unseal();
        assertThat(onDisk(SECRET)).isTrue();
        assertThat(window(ANNA)).isEqualTo(before);
        assertThat(open.record().resealing().rowsLeft()).isEqualTo(400);
        assertThat(open.record().resealing().step()).isTrue();
        assertThat(open.record().resealing().rowsLeft()).isEqualTo(400 - Resealing.ROWS_A_STEP);
        open.restart();
        sealAnew();
        assertThat(open.record().resealing().rowsLeft()).isZero();
        assertThat(window(ANNA)).isEqualTo(before);
        assertThat(open.record().emptyLog()).isTrue();
        assertThat(onDisk(SECRET)).isFalse();
        assertThat(onDisk(RAW_SECRET)).isFalse();
    }

    @Test
    void a_journal_of_before_is_verified_sealed_and_verified_again() throws IOException {
        var codec = new AlertCodec();
        life(ANNA, 0, 1);
        life(BEN, 1, 1);
        open.record().writer().transact("as version 1 wrote it", session -> {
            byte[] previous =
                    AlertChain.sha256().digest(Migrations.storeId(session).getBytes(StandardCharsets.UTF_8));
            var contents = new AlertContent(open.record().blobs());
            for (long id = 1; id <= 2; id++) {
                byte[] plain;
                try (var row = session.prepare("SELECT " + AlertContent.COLUMNS + " FROM alert_entry WHERE id = " + id)
                        .executeQuery()) {
                    row.next();
                    plain = codec.encode(contents.open(session, row));
                }
                var digest = AlertChain.sha256();
                digest.update(previous);
                byte[] hash = digest.digest(plain);
                var update = session.prepare(
                        "UPDATE alert_entry SET content = ?, digest = NULL, prev_hash = ?, hash = ? WHERE id = " + id);
                update.setBytes(1, plain);
                update.setBytes(2, previous);
                update.setBytes(3, hash);
                update.executeUpdate();
                previous = hash;
            }
            var head = session.prepare("UPDATE alert_head SET hash = ?");
            head.setBytes(1, previous);
            head.executeUpdate();
            Resealing.begin(session);
            return null;
        });
        assertThat(open.journal().verify()).isEqualTo(2);
        sealAnew();
        assertThat(open.journal().verify()).isEqualTo(2);
        assertThat(open.journal().unresolved()).extracting(Alert::message).containsExactly(SECRET, SECRET);
        assertThat(open.record().emptyLog()).isTrue();
        assertThat(onDisk(SECRET)).isFalse();
    }

    @Test
    void a_persons_key_is_changed_while_everything_stays_readable() {
        life(ANNA, 0, 100);
        life(BEN, 0, 1);
        List<Observation> before = window(ANNA);
        var command = new KeysCommand(open.record());
        assertThat(command.run(List.of("rotate", "--person", "anna"), screen)).isEqualTo(HubCommand.OK);
        assertThat(number("SELECT count(*) FROM person_key")).isEqualTo(3);
        assertThat(window(ANNA)).isEqualTo(before);
        open.record().resealing().step();
        open.restart(); // killed in the middle
        sealAnew();
        assertThat(number("SELECT count(*) FROM person_key")).isEqualTo(2);
        assertThat(window(ANNA)).isEqualTo(before);
        assertThat(open.journal().verify()).isEqualTo(2);
        assertThat(open.journal().unresolved()).hasSize(2);
    }

    @Test
    void the_hubs_key_is_changed_and_the_old_one_destroyed() {
        life(ANNA, 0, 3);
        String old = keys.current();
        assertThat(new KeysCommand(open.record()).run(List.of("rotate", "--hub"), screen))
                .isEqualTo(HubCommand.OK);
        assertThat(keys.destroyed()).containsExactly(old);
        open.restart();
        assertThat(window(ANNA)).hasSize(6);
    }

    @Test
    void a_crash_after_the_new_hub_key_is_made_up_for_at_the_next_look() {
        life(ANNA, 0, 3);
        keys.rotate();
        open.restart();
        assertThat(window(ANNA)).hasSize(6);
        assertThat(open.record().hubKeyChange().catchUp()).isNotEmpty();
        assertThat(keys.destroyed()).hasSize(1);
        open.restart();
        assertThat(window(ANNA)).hasSize(6);
    }

    @Test
    void without_the_hubs_key_new_readings_are_kept_and_the_rest_comes_back_with_it() {
        life(ANNA, 0, 3);
        open.close();
        keys.takeAway(true);
        open = new OpenStore(folder, keys);
        assertThat(window(ANNA)).isEmpty();
        life(ANNA, 10, 2);
        assertThat(window(ANNA)).hasSize(4);
        assertThat(open.record().damaged().count()).isZero();
        assertThat(open.journal().verify()).isEqualTo(2);
        assertThat(open.health().check().status()).isEqualTo(Health.Status.WARN);
        open.restart();
        assertThat(window(ANNA)).as("under the spare key").hasSize(4);
        keys.bringBack();
        open.restart();
        assertThat(open.record().hubKeyChange().catchUp()).isNotEmpty();
        assertThat(window(ANNA)).hasSize(10);
        assertThat(keys.destroyed()).containsExactly("spare-1");
    }

    @Test
    void without_any_hub_key_tonights_readings_are_kept_in_the_hope_that_one_comes_back() throws IOException {
        open.close();
        keys.takeAway(false);
        open = new OpenStore(folder, keys);
        life(ANNA, 0, 2);
        assertThat(window(ANNA)).hasSize(4);
        assertThat(onDisk(SECRET)).isFalse();
        assertThat(open.health().check().message()).contains("memory alone");
        keys.bringBack();
        open.record().hubKeyChange().catchUp();
        assertThat(open.health().check().status()).isNotEqualTo(Health.Status.FAILED);
        open.restart();
        assertThat(window(ANNA)).hasSize(4);
    }

    @Test
    void an_erased_person_cannot_be_read_by_anybody_and_the_others_stay() throws IOException {
        life(ANNA, 0, 30);
        life(BEN, 0, 30);
        var stick = new ArrayList<String>();
        var erasure = new Erasure(open.record(), List.of(new ErasureTarget() {
            @Override
            public String name() {
                return "a stick";
            }

            @Override
            public List<String> forget(String person, Set<Long> numbers) {
                stick.add(person + numbers);
                return List.of("2 backups");
            }
        }));
        assertThat(erasure.run("anna")).as(erasure.report().toString()).isTrue();
        assertThat(erasure.report())
                .anyMatch(line -> line.contains(": 0 of 122 can be opened"))
                .anyMatch(line -> line.contains("0 of 1 can be unwrapped; 0 were found"))
                .contains("a stick: 2 backups");
        assertThat(stick).hasSize(1);
        assertThat(keys.destroyed()).hasSize(1);
        assertThat(window(ANNA)).isEmpty();
        assertThat(window(BEN)).hasSize(60);
        assertThat(open.journal().verify()).isEqualTo(2);
        assertThat(open.journal().unresolved()).hasSize(1);
        life(ANNA, 40, 1);
        open.restart();
        assertThat(window(ANNA)).hasSize(2);
        assertThat(open.record().damaged().count()).isZero();
    }

    @Test
    void an_erasure_wants_to_be_meant() {
        life(ANNA, 0, 1);
        var command = new EraseCommand(open.record());
        assertThat(command.run(List.of("--person", "anna"), screen)).isEqualTo(HubCommand.USAGE);
        assertThat(command.run(List.of("--person", "nobody", "--yes"), screen)).isEqualTo(HubCommand.BAD_DATA);
        assertThat(command.run(List.of("anna"), screen)).isEqualTo(HubCommand.USAGE);
        assertThat(window(ANNA)).hasSize(2);
        assertThat(command.run(List.of("--yes", "--person", "anna"), screen)).isEqualTo(HubCommand.OK);
        assertThat(screen.lines).last().isEqualTo("erased");
    }

    @Test
    void the_command_shows_keys_and_never_a_key() {
        life(ANNA, 0, 1);
        assertThat(new KeysCommand(open.record()).run(List.of(), screen)).isEqualTo(HubCommand.OK);
        assertThat(screen.lines)
                .anyMatch(line -> line.startsWith("key 1 of person anna"))
                .anyMatch(line -> line.contains("0 rows are still under older keys"));
    }

    @Test
    void keys_in_the_clear_open_a_copy_on_another_hub() {
        life(ANNA, 0, 3);
        List<PersonKeys.Exported> exported = open.record()
                .readers()
                .read("export", session -> open.record().keys().export(session, new Names()));
        open.close();
        open = new OpenStore(folder, new FakeHubKeys());
        assertThat(window(ANNA)).isEmpty();
        open.record().writer().transact("adopt", open.record().keys().within(session -> {
            open.record().keys().adopt(session, new Names.Register(), exported);
            return null;
        }));
        open.restart();
        assertThat(window(ANNA)).hasSize(6);
    }
}
