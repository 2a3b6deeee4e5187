package org.hearthgate.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoreException;

/** A journal that honours the contract but for the hashes: nobody alters it unseen, because nobody can. Safe on every thread. */
public final class InMemoryAlertJournal implements AlertJournal {
    private final List<Entry> entries = new ArrayList<>();
    private Optional<StoreException> failure = Optional.empty();

    /** From now on appending fails with this. */
    public synchronized void failingWith(StoreException exception) {
        failure = Optional.of(exception);
    }

    /** The disk works again. */
    public synchronized void working() {
        failure = Optional.empty();
    }

    /** {@return everything, oldest first} */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized void append(List<Entry> more) {
        if (failure.isPresent()) {
            throw failure.get();
        }
        entries.addAll(more);
    }

    @Override
    public synchronized List<Alert> unresolved() {
        Map<String, Alert> latest = new LinkedHashMap<>();
        entries.forEach(entry -> latest.put(entry.alert().id(), entry.alert()));
        return latest.values().stream()
                .filter(alert -> alert.state() != AlertState.RESOLVED)
                .sorted(Comparator.comparing(Alert::raisedAt))
                .toList();
    }

    @Override
    public synchronized List<Entry> since(PersonId person, Instant from, int most) {
        return entries.stream()
                .filter(entry -> entry.alert().person().equals(person))
                .filter(entry -> !entry.alert().changedAt().isBefore(from))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized List<Entry> ofAlert(String alertId) {
        return entries.stream()
                .filter(entry -> entry.alert().id().equals(alertId))
                .toList();
    }

    @Override
    public synchronized long verify() {
        return entries.size();
    }
}
