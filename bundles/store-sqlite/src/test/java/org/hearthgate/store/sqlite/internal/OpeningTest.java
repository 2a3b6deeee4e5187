package org.hearthgate.store.sqlite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a folder may hold when the hub starts. */
class OpeningTest {
    @TempDir
    Path folder;

    private void refused(String... words) {
        assertThatThrownBy(() -> OpenStore.open(folder, Map.of()))
                .isInstanceOf(StoreException.class)
                .message()
                .contains(words);
    }

    @Test
    void a_missing_directory_setting_is_named() {
        assertThatThrownBy(() ->
                        new SqliteRecord(FakeHubKeys.ALWAYS, OpenStore.config(Map.of("directory", " ")), () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs 'directory'");
    }

    @ParameterizedTest
    @CsvSource({"readers, 0", "readers, 33", "busyTimeoutMillis, -1", "readTimeoutMillis, 0", "lowSpaceMebibytes, -1"})
    void a_setting_out_of_range_is_named(String key, int value) {
        assertThatThrownBy(() -> OpenStore.open(folder, Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + key + "'")
                .hasMessageContaining("was " + value);
        new OpenStore(folder).close(); // and no lock was left
    }

    @Test
    void folders_that_are_missing_are_made() {
        Path deep = folder.resolve("a/b c/ä");
        new OpenStore(deep).close();
        assertThat(deep.resolve("record.db")).isNotEmptyFile();
    }

    @Test
    void a_file_where_the_folder_should_be_is_refused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> OpenStore.open(file, Map.of()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_record_of_a_newer_hub_is_refused_and_can_be_opened_by_that_hub_again() {
        try (var open = new OpenStore(folder)) {
            open.meddle("PRAGMA user_version = 99");
        }
        refused("newer hub", "99", "record.db");
        refused("newer hub");
    }

    @Test
    void a_database_of_another_program_is_refused() {
        try (var open = new OpenStore(folder)) {
            open.meddle("PRAGMA application_id = 7");
        }
        refused("another program");
    }

    @Test
    void a_migration_that_fails_leaves_nothing_behind() throws SQLException {
        Path file = folder.resolve("other.db");
        try (Session session = new Database(file, 100).openWriter()) {
            var migrations = new Migrations(List.of("V001__record.sql", "half-broken.sql"));
            assertThatThrownBy(() -> migrations.run(session, "other.db")).isInstanceOf(SQLException.class);
            assertThat(session.number("PRAGMA user_version")).hasValue(1);
            assertThat(session.number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'"))
                    .hasValue(0);
        }
    }

    @Test
    void a_second_start_changes_nothing_in_the_form_of_the_file() {
        String first;
        try (var open = new OpenStore(folder)) {
            first = storeId(open);
        }
        try (var open = new OpenStore(folder)) {
            assertThat(storeId(open)).isEqualTo(first).hasSize(36);
        }
    }

    private static String storeId(OpenStore open) {
        return open.record().readers().read("ask", Migrations::storeId);
    }

    @Test
    void a_position_is_not_given_again_after_its_row_was_erased() {
        try (var open = new OpenStore(folder)) {
            open.observations().append(List.of(reading(100).build()));
            open.meddle("DELETE FROM observation");
            open.restart();
            assertThat(open.observations().append(List.of(reading(101).build())))
                    .containsExactly(new Receipt.Stored(2));
        }
    }

    @Test
    void what_a_killed_hub_left_of_the_native_library_is_removed() throws IOException {
        Path nativeFolder = Files.createDirectories(folder.resolve("native"));
        Path library = Files.createFile(nativeFolder.resolve("sqlite-3.54.1.0-0000-libsqlitejdbc.so"));
        Path lock = Files.createFile(nativeFolder.resolve("sqlite-3.54.1.0-0000-libsqlitejdbc.so.lck"));
        Path other = Files.createFile(nativeFolder.resolve("letter.txt"));
        new OpenStore(folder).close();
        assertThat(library).doesNotExist();
        assertThat(lock).doesNotExist();
        assertThat(other).exists();
    }
}
