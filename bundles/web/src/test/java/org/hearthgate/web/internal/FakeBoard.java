package org.hearthgate.web.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.observation.PersonId;

/** A board that does at once what it is asked, or never answers. */
final class FakeBoard implements AlertBoard {
    private final Map<String, Alert> open = new LinkedHashMap<>();
    private Consumer<Alert> listener = alert -> {};
    private boolean silent;

    static Alert alert(
            String id, PersonId person, String rule, Priority priority, Instant at, double value, String message) {
        return new Alert(
                id,
                person,
                rule,
                1,
                priority,
                AlertState.RAISED,
                at,
                at,
                Double.isNaN(value) ? Optional.empty() : Optional.of(at),
                Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value),
                message,
                Optional.empty(),
                Optional.empty());
    }

    synchronized FakeBoard with(Alert alert) {
        open.put(alert.id(), alert);
        return this;
    }

    FakeBoard telling(Consumer<Alert> who) {
        listener = who;
        return this;
    }

    FakeBoard neverAnswering() {
        silent = true;
        return this;
    }

    @Override
    public synchronized List<Alert> open() {
        return List.copyOf(open.values());
    }

    @Override
    public CompletableFuture<Alert> acknowledge(String alertId, String by) {
        return change(
                alertId, alert -> alert.to(AlertState.ACKNOWLEDGED, Instant.now(), Optional.of(by), Optional.empty()));
    }

    @Override
    public CompletableFuture<Alert> snooze(String alertId, Duration period, String by) {
        return change(
                alertId,
                alert -> alert.to(
                        AlertState.SNOOZED,
                        Instant.now(),
                        Optional.of(by),
                        Optional.of(Instant.now().plus(period))));
    }

    private synchronized CompletableFuture<Alert> change(String id, java.util.function.UnaryOperator<Alert> how) {
        if (silent) {
            return new CompletableFuture<>();
        }
        Alert alert = open.get(id);
        if (alert == null) {
            return CompletableFuture.failedFuture(new NoSuchElementException(id));
        }
        Alert changed = how.apply(alert);
        open.put(id, changed);
        listener.accept(changed);
        return CompletableFuture.completedFuture(changed);
    }

    @Override
    public CompletableFuture<Void> judged(long position) {
        return CompletableFuture.completedFuture(null);
    }
}
