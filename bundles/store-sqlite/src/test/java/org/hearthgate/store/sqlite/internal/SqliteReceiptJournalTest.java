package org.hearthgate.store.sqlite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.ReceiptJournal;
import org.hearthgate.testkit.ReceiptJournalContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteReceiptJournalTest extends ReceiptJournalContract {
    @TempDir
    Path folder;

    private OpenStore open;

    @BeforeEach
    void open() {
        open = OpenStore.ofItsOwnHub(folder);
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Override
    protected ReceiptJournal journal() {
        return open.receipts();
    }

    @Override
    protected void restart() {
        open.restart();
    }

    private static Receipt sent(String alert, Instant at) {
        return receipt(alert, ANNA, Receipt.Outcome.SENT, at);
    }

    @Test
    void the_file_does_not_tell_who_was_called_or_how_it_went() throws IOException {
        journal().append(List.of(sent("a1", NOON)));
        for (String secret : List.of("grandma", "webhook.school", "SENT", "503")) {
            byte[] wanted = secret.getBytes(StandardCharsets.UTF_8);
            assertThat(ErasureProof.contains(folder.resolve("record.db"), wanted))
                    .as(secret)
                    .isFalse();
            assertThat(ErasureProof.contains(folder.resolve("record.db-wal"), wanted))
                    .as(secret)
                    .isFalse();
        }
    }

    @Test
    void one_that_was_meddled_with_is_left_out_and_the_others_are_told() {
        journal().append(List.of(sent("a1", NOON), sent("a1", NOON.plusSeconds(1)), sent("a1", NOON.plusSeconds(2))));
        open.meddle("UPDATE receipt SET at = at + 1 WHERE id = 1");
        open.meddle("UPDATE receipt SET sealed = x'ff' WHERE id = 3");
        assertThat(journal().ofAlert("a1")).containsExactly(sent("a1", NOON.plusSeconds(1)));
        assertThat(open.record().damaged().count()).isEqualTo(2);
    }

    @Test
    void a_persons_key_is_changed_while_their_receipts_stay_readable() {
        var all = new ArrayList<Receipt>();
        for (int i = 0; i < 2 * Resealing.ROWS_A_STEP + 1; i++) {
            all.add(sent("a1", NOON.plusSeconds(i)));
        }
        journal().append(all);
        assertThat(open.rotateKeyOf("anna")).isEqualTo(HubCommand.OK);
        open.finishUpkeep();
        OptionalLong keys =
                open.record().readers().read("ask", session -> session.number("SELECT count(*) FROM person_key"));
        assertThat(keys).as("the retired key is gone").hasValue(1);
        open.restart();
        assertThat(journal().ofAlert("a1")).isEqualTo(all);
    }

    @Test
    void an_erasure_takes_the_persons_receipts_and_leaves_the_others() {
        Receipt bens = receipt("b1", BEN, Receipt.Outcome.SENT, NOON);
        journal().append(List.of(sent("a1", NOON), bens));
        var erasure = new Erasure(open.record(), List.of());
        erasure.run("anna");
        assertThat(erasure.report()).anyMatch(line -> line.contains("1 sealed blobs"));
        assertThat(erasure.report()).anyMatch(line -> line.contains(": 0 of 1 can be opened"));
        assertThat(journal().since(Instant.MIN, 10)).containsExactly(bens);
    }

    @Test
    void a_channel_gone_mad_cannot_fill_the_disk() {
        var table = new ReceiptTable(open.record().blobs(), open.record().damaged(), 10);
        for (int i = 0; i < 25; i++) {
            Receipt receipt = sent("a" + i, NOON.plusSeconds(i));
            open.record().writer().transact("append", open.record().keys().within(session -> {
                table.append(session, List.of(receipt), 0);
                return null;
            }));
        }
        assertThat(journal().since(Instant.MIN, 100))
                .extracting(Receipt::alertId)
                .hasSize(10)
                .startsWith("a15");
    }
}
