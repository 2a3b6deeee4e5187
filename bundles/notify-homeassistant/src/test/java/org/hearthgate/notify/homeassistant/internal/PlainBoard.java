package org.hearthgate.notify.homeassistant.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.testkit.Given;

/** A board that does at once what it is asked, tells its listeners, and allows an urgent low fifteen minutes of snooze. */
final class PlainBoard implements AlertBoard {
    private static final Duration LONGEST_SNOOZE = Duration.ofMinutes(15);

    private final List<Alert> open = new CopyOnWriteArrayList<>();
    private final List<AlertListener> listeners = new CopyOnWriteArrayList<>();
    private final List<String> asked = new ArrayList<>();

    void tells(AlertListener listener) {
        listeners.add(listener);
    }

    void raise(Alert alert) {
        open.add(alert);
        listeners.forEach(listener -> listener.changed(alert));
    }

    Alert resolve(String id) {
        return change(id, AlertState.RESOLVED, "it is over");
    }

    /** {@return what people asked for, in order} */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public List<Alert> open() {
        return List.copyOf(open);
    }

    @Override
    public CompletableFuture<Alert> acknowledge(String alertId, String by) {
        return done("acknowledge " + alertId + " by " + by, alertId, AlertState.ACKNOWLEDGED, by);
    }

    @Override
    public CompletableFuture<Alert> snooze(String alertId, Duration period, String by) {
        if (period.compareTo(LONGEST_SNOOZE) > 0) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("at most 15 min for this class"));
        }
        return done("snooze " + alertId + " for " + period + " by " + by, alertId, AlertState.SNOOZED, by);
    }

    @Override
    public CompletableFuture<Void> judged(long position) {
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Alert> done(String words, String id, AlertState state, String by) {
        synchronized (this) {
            asked.add(words);
        }
        try {
            return CompletableFuture.completedFuture(change(id, state, by));
        } catch (NoSuchElementException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Alert change(String id, AlertState state, String by) {
        Alert before =
                open.stream().filter(alert -> alert.id().equals(id)).findFirst().orElseThrow();
        Alert after = before.to(
                state,
                Given.NOON,
                Optional.of(by),
                state == AlertState.SNOOZED ? Optional.of(Given.NOON.plusSeconds(900)) : Optional.empty());
        open.remove(before);
        if (state != AlertState.RESOLVED) {
            open.add(after);
        }
        listeners.forEach(listener -> listener.changed(after));
        return after;
    }
}
