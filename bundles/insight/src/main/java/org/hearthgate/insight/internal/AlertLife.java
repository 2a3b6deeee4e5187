package org.hearthgate.insight.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertState;

/**
 * One alert from its first entry in the journal to its last.
 *
 * @param entries of this alert alone, in the order in which they happened; at least one
 */
public record AlertLife(List<AlertJournal.Entry> entries) {
    public AlertLife {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("an alert without an entry has no life");
        }
    }

    /** {@return the lives in a part of the journal, in the order in which they begin there} */
    public static List<AlertLife> in(List<AlertJournal.Entry> journal) {
        Map<String, List<AlertJournal.Entry>> byId = new LinkedHashMap<>();
        journal.forEach(entry -> byId.computeIfAbsent(entry.alert().id(), any -> new ArrayList<>())
                .add(entry));
        return byId.values().stream().map(AlertLife::new).toList();
    }

    public Alert first() {
        return entries.get(0).alert();
    }

    public Alert last() {
        return entries.get(entries.size() - 1).alert();
    }

    public String id() {
        return first().id();
    }

    public String rule() {
        return first().rule();
    }

    public Instant raisedAt() {
        return first().raisedAt();
    }

    /** {@return when it was over; empty while it is not} */
    public Optional<Instant> resolvedAt() {
        return last().state() == AlertState.RESOLVED ? Optional.of(last().changedAt()) : Optional.empty();
    }

    /** {@return whether it was open at some moment of this stretch of time, ends included} */
    public boolean openBetween(Instant from, Instant until) {
        return !raisedAt().isAfter(until)
                && resolvedAt().filter(end -> end.isBefore(from)).isEmpty();
    }

    /** {@return each time it made, or ought to have made, a noise} */
    public List<Alert> calls() {
        return entries.stream()
                .map(AlertJournal.Entry::alert)
                .filter(alert -> alert.state().calls())
                .toList();
    }

    /** {@return the first answer of somebody, after it had called} */
    public Optional<Alert> answer() {
        if (!first().state().calls()) {
            return Optional.empty(); // it began as answered, or snoozed: nobody had to
        }
        return entries.stream()
                .map(AlertJournal.Entry::alert)
                .filter(alert -> alert.state() == AlertState.ACKNOWLEDGED || alert.state() == AlertState.SNOOZED)
                .findFirst();
    }

    /** {@return how long somebody took to answer} */
    public Optional<Duration> answeredAfter() {
        return answer().map(alert -> {
            Duration took = Duration.between(raisedAt(), alert.changedAt());
            return took.isNegative() ? Duration.ZERO : took; // the clock was put back meanwhile
        });
    }

    /** {@return a limit in force when it was raised, by the names it may have; empty where none is a number} */
    public Optional<Double> limit(String... names) {
        Map<String, String> thresholds = entries.get(0).thresholds();
        for (String name : names) {
            String text = thresholds.get(name);
            if (text != null && text.matches("\\d{1,6}(\\.\\d{1,6})?")) {
                return Optional.of(Double.valueOf(text));
            }
        }
        return Optional.empty();
    }
}
