package org.hearthgate.store.sqlite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.testkit.AlertJournalContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteAlertJournalTest extends AlertJournalContract {
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

    @Override
    protected AlertJournal journal() {
        return open.journal();
    }

    @Override
    protected void restart() {
        open.restart();
    }

    private void threeEntries() {
        for (String id : List.of("a1", "a2", "a3")) {
            journal().append(List.of(entry(raised(id, ANNA, NOON))));
        }
    }

    @Test
    void an_entry_written_while_the_chain_is_verified_does_not_look_like_damage() {
        var writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 400; i++) {
                journal().append(List.of(entry(raised("a" + i, ANNA, NOON))));
            }
        });
        while (!writing.isDone()) {
            journal().verify();
        }
        writing.join();
        assertThat(journal().verify()).isEqualTo(400);
    }

    @ParameterizedTest(name = "entry {0} is named after: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | UPDATE alert_entry SET content = substr(content, 1, 20) WHERE id = 1",
                "2 | UPDATE alert_entry SET content = (SELECT content FROM alert_entry WHERE id = 1) WHERE id = 2",
                "2 | DELETE FROM alert_entry WHERE id = 2",
                "1 | DELETE FROM alert_entry WHERE id = 1",
                "3 | DELETE FROM alert_entry WHERE id = 3",
                "1 | DELETE FROM alert_entry",
                "3 | UPDATE alert_entry SET state = 'resolved' WHERE id = 3",
                "2 | UPDATE alert_entry SET person = 'ben' WHERE id = 2",
                "2 | UPDATE alert_entry SET hash = prev_hash WHERE id = 2",
                "1 | UPDATE meta SET value = 'another home' WHERE key = 'store_id'"
            })
    void verification_names_the_first_entry_that_was_meddled_with(int entry, String meddling) {
        threeEntries();
        open.meddle(meddling);
        assertThatThrownBy(() -> journal().verify())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("at entry " + entry + ":")
                .hasMessageContaining("record.db");
    }

    @Test
    void an_unreadable_entry_does_not_hide_the_other_open_alerts() {
        threeEntries();
        open.meddle("UPDATE alert_entry SET content = x'ff' WHERE id = 2");
        assertThat(journal().unresolved()).hasSize(2);
        assertThat(open.record().damaged().count()).isEqualTo(1);
    }
}
