package org.hearthgate.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertJournal.Entry;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.observation.PersonId;
import org.junit.jupiter.api.Test;

/** What every alert journal must do. Extend it for each provider; the fake and the real one run the same sentences. */
public abstract class AlertJournalContract {

    /** {@return the journal under test, empty at the beginning of each test} */
    protected abstract AlertJournal journal();

    /** Stops the journal cleanly and starts it again on the same data; {@link #journal()} is then the new one. */
    protected abstract void restart();

    /** {@return an urgent low of this person as it is raised} */
    protected static Alert raised(String id, PersonId person, Instant at) {
        return new Alert(
                id,
                person,
                "urgent-low",
                3,
                Priority.HIGH,
                AlertState.RAISED,
                at,
                at,
                Optional.of(at.minusSeconds(20)),
                OptionalDouble.of(53.5),
                "Anna: 54 and falling",
                Optional.empty(),
                Optional.empty());
    }

    /** {@return the entry of this alert with thresholds and evidence} */
    protected static Entry entry(Alert alert) {
        return new Entry(
                alert, Map.of("belowMgPerDl", "54", "confirmReadings", "1"), List.of("1772452500000:61.0", "x:53.5"));
    }

    private static Alert changed(Alert alert, AlertState state, Instant at) {
        return alert.to(state, at, Optional.of("Mum"), Optional.empty());
    }

    @Test
    void an_empty_journal_is_whole() {
        assertThat(journal().verify()).isZero();
        assertThat(journal().unresolved()).isEmpty();
        assertThat(journal().since(ANNA, Instant.MIN, 10)).isEmpty();
        journal().append(List.of());
        assertThat(journal().verify()).isZero();
    }

    @Test
    void an_entry_comes_back_exactly_even_after_a_restart() {
        Entry entry = entry(raised("a1", ANNA, NOON)
                .to(AlertState.SNOOZED, NOON.plusSeconds(5), Optional.of("Dad"), Optional.of(NOON.plusSeconds(900))));
        journal().append(List.of(entry));
        restart();
        assertThat(journal().since(ANNA, NOON, 10)).containsExactly(entry);
        assertThat(journal().unresolved()).containsExactly(entry.alert());
    }

    @Test
    void the_open_alerts_are_the_latest_states_that_are_not_resolved_oldest_first() {
        Alert first = raised("a1", ANNA, NOON);
        Alert second = raised("a2", BEN, NOON.minusSeconds(60));
        Alert third = raised("a3", ANNA, NOON.plusSeconds(60));
        Alert answered = changed(first, AlertState.ACKNOWLEDGED, NOON.plusSeconds(30));
        journal().append(List.of(entry(first), entry(second)));
        journal().append(List.of(entry(third), entry(answered)));
        journal().append(List.of(entry(changed(third, AlertState.RESOLVED, NOON.plusSeconds(90)))));
        assertThat(journal().unresolved()).containsExactly(second, answered);
    }

    @Test
    void changes_are_read_of_one_person_from_an_instant_on_in_the_order_they_happened() {
        Entry before = entry(raised("a1", ANNA, NOON.minusMillis(1)));
        Entry at = entry(raised("a2", ANNA, NOON));
        Entry after = entry(raised("a3", ANNA, NOON.plusSeconds(5)));
        journal().append(List.of(before, entry(raised("b1", BEN, NOON)), after, at)); // the clock was put back between
        assertThat(journal().since(ANNA, NOON, 10)).containsExactly(after, at);
        assertThat(journal().since(ANNA, NOON, 1)).containsExactly(after);
    }

    @Test
    void verification_counts_the_entries_over_restarts() {
        journal().append(List.of(entry(raised("a1", ANNA, NOON)), entry(raised("a2", ANNA, NOON))));
        restart();
        journal().append(List.of(entry(raised("a3", ANNA, NOON))));
        assertThat(journal().verify()).isEqualTo(3);
    }
}
