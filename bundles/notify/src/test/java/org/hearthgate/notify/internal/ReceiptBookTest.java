package org.hearthgate.notify.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.testkit.InMemoryReceiptJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReceiptBookTest {
    private final ReceiptBook book = new ReceiptBook();
    private final InMemoryReceiptJournal journal = new InMemoryReceiptJournal();

    @AfterEach
    void close() {
        book.close();
    }

    private static Receipt receipt(int number) {
        return new Receipt(
                "c" + number,
                "a1",
                ANNA,
                0,
                "sounder",
                Optional.empty(),
                Receipt.Outcome.SENT,
                NOON.plusSeconds(number),
                "");
    }

    private static List<Receipt> receipts(int from, int until) {
        return IntStream.range(from, until).mapToObj(ReceiptBookTest::receipt).toList();
    }

    @Test
    void every_listener_is_told_at_once_also_beside_one_that_fails() {
        var told = new CopyOnWriteArrayList<Receipt>();
        book.addListener(receipt -> {
            throw new IllegalStateException("broken");
        });
        book.addListener(told::add);
        book.note(receipt(1));
        assertThat(told).containsExactly(receipt(1));
    }

    @Test
    void receipts_are_written_in_their_order_and_read_once_each() {
        book.setJournal(journal);
        receipts(0, 500).forEach(book::note);
        assertThat(book.ofAlert("a1")).as("written or not").containsExactlyElementsOf(receipts(0, 500));
        await().until(() -> journal.receipts().size() == 500);
        assertThat(journal.receipts()).isEqualTo(receipts(0, 500));
        assertThat(book.since(NOON.plusSeconds(490), 5)).isEqualTo(receipts(490, 495));
    }

    @Test
    void while_the_store_is_away_they_are_kept_told_in_health_and_written_when_it_comes() {
        receipts(0, 3).forEach(book::note);
        assertThat(book.trouble()).hasValueSatisfying(why -> assertThat(why).contains("3 receipts", "not there"));
        assertThat(book.ofAlert("a1")).isEqualTo(receipts(0, 3));
        book.setJournal(journal);
        await().until(() -> journal.receipts().size() == 3);
        await().until(() -> book.trouble().isEmpty());
    }

    @Test
    void a_store_that_fails_loses_none_and_another_takes_them() {
        journal.failingWith(new StoreException("the disk is full", null));
        book.setJournal(journal);
        receipts(0, 3).forEach(book::note);
        await().until(() ->
                book.trouble().filter(why -> why.contains("the disk is full")).isPresent());
        var other = new InMemoryReceiptJournal();
        book.setJournal(other);
        book.unsetJournal(journal); // the order in which the framework exchanges them
        await().until(() -> other.receipts().size() == 3);
        assertThat(book.trouble()).isEmpty();
    }

    @Test
    void without_a_store_the_newest_are_kept_and_memory_stays_flat() {
        receipts(0, ReceiptBook.MOST_UNWRITTEN + 10).forEach(book::note);
        assertThat(book.since(NOON, 100_000))
                .hasSize(ReceiptBook.MOST_UNWRITTEN)
                .startsWith(receipt(10));
        assertThat(book.trouble()).hasValueSatisfying(why -> assertThat(why).contains("10 are lost"));
    }

    @Test
    void what_is_known_at_the_end_is_written_before_it_closes() {
        book.setJournal(journal);
        receipts(0, 300).forEach(book::note);
        book.close();
        assertThat(journal.receipts()).hasSize(300);
    }
}
