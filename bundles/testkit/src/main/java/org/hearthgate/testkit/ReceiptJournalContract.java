package org.hearthgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.ReceiptJournal;
import org.hearthgate.api.observation.PersonId;
import org.junit.jupiter.api.Test;

/** What every journal of receipts must do. Extend it for each provider; the fake and the real one run the same sentences. */
public abstract class ReceiptJournalContract {

    /** {@return the journal under test, empty at the beginning of each test} */
    protected abstract ReceiptJournal journal();

    /** Stops the journal cleanly and starts it again on the same data; {@link #journal()} is then the new one. */
    protected abstract void restart();

    /** {@return what came of calling Grandma about an alert} */
    protected static Receipt receipt(String alert, PersonId person, Receipt.Outcome outcome, Instant at) {
        return new Receipt(
                "call-" + alert,
                alert,
                person,
                2,
                "webhook.school",
                Optional.of("grandma"),
                outcome,
                at,
                "the server at school answered 503; it is tried again");
    }

    @Test
    void an_empty_journal_has_nothing_to_tell() {
        journal().append(List.of());
        assertThat(journal().ofAlert("a1")).isEmpty();
        assertThat(journal().since(Instant.MIN, 10)).isEmpty();
    }

    @Test
    void receipts_come_back_exactly_even_after_a_restart() {
        Receipt failed = receipt("a1", ANNA, Receipt.Outcome.FAILED, NOON.plusNanos(123_456_789));
        var sounded = new Receipt(
                "c2", "a1", ANNA, 0, "sounder", Optional.empty(), Receipt.Outcome.SENT, NOON.plusSeconds(1), "");
        Receipt ofTheHub = receipt("h1", Alert.HUB, Receipt.Outcome.SEEN, NOON.plusSeconds(2));
        journal().append(List.of(failed, sounded));
        journal().append(List.of(ofTheHub));
        restart();
        assertThat(journal().ofAlert("a1")).containsExactly(failed, sounded);
        assertThat(journal().ofAlert("h1")).containsExactly(ofTheHub);
        assertThat(journal().since(Instant.MIN, 10)).containsExactly(failed, sounded, ofTheHub);
    }

    @Test
    void those_of_one_alert_keep_the_order_in_which_they_were_appended_though_the_clock_was_put_back() {
        Receipt first = receipt("a1", ANNA, Receipt.Outcome.FAILED, NOON);
        Receipt second = receipt("a1", ANNA, Receipt.Outcome.SENT, NOON.minusSeconds(3600));
        journal().append(List.of(first, receipt("b1", BEN, Receipt.Outcome.SENT, NOON)));
        journal().append(List.of(second));
        assertThat(journal().ofAlert("a1")).containsExactly(first, second);
    }

    @Test
    void those_since_an_instant_are_of_everybody_oldest_first_and_no_more_than_wanted() {
        Receipt before = receipt("a1", ANNA, Receipt.Outcome.SENT, NOON.minusMillis(1));
        Receipt at = receipt("a2", ANNA, Receipt.Outcome.SENT, NOON);
        Receipt later = receipt("b1", BEN, Receipt.Outcome.SENT, NOON.plusSeconds(5));
        journal().append(List.of(later, before, at));
        assertThat(journal().since(NOON, 10)).containsExactly(at, later);
        assertThat(journal().since(NOON, 1)).containsExactly(at);
    }
}
