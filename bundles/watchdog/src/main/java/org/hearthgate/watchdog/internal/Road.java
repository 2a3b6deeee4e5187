package org.hearthgate.watchdog.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.Receipts;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;

/**
 * One look after the other at the road from a reading to an alert. Asks other rooms' services, any of which may hang: so it has a thread
 * of its own, and {@link #asking()} says what that thread is waiting for. What arrives meanwhile is left in places that never wait.
 */
final class Road {
    private static final String URGENT_LOW = "urgent-low";
    private static final String RULE_MISSING = "alarm-rule-missing";
    private static final Duration ANSWER_EVERY = Duration.ofSeconds(30);
    private static final Duration RECORD_EVERY = Duration.ofSeconds(30);
    private static final String NOBODY = "watchdog";

    private final Parts parts;
    private final Lows lows = new Lows();
    private final Reached reached = new Reached();
    private final AtomicLong committed = new AtomicLong();
    private final Asked judged;
    private final Asked answered;
    private Optional<Duration> recordAt = Optional.empty();
    private Optional<AlertBoard> asked = Optional.empty();
    private volatile String asking = "";
    private volatile boolean anew;

    Road(Parts parts, Patience patience) {
        this.parts = parts;
        judged = new Asked("alerting, with a reading that was committed,", patience.answer(), Duration.ZERO);
        answered = new Asked("alerting", patience.answer(), ANSWER_EVERY);
    }

    /** Any thread: what the record has taken. */
    void committed(List<StoredObservation> stored) {
        stored.forEach(one -> {
            committed.accumulateAndGet(one.position(), Math::max);
            lows.take(one.observation());
        });
    }

    /** Any thread: what the record could not take is judged all the same. */
    void uncommitted(List<Observation> observations) {
        observations.forEach(lows::take);
    }

    /** Any thread. */
    void noted(Receipt receipt) {
        reached.note(receipt);
    }

    /** {@return which part is being asked at this moment; empty between two looks} */
    String asking() {
        return asking;
    }

    /** Any thread: the machine stood still, questions from before say nothing. */
    void again() {
        anew = true;
    }

    /**
     * {@return what is wrong at this moment}
     *
     * @param now of any steady clock
     */
    List<Cause> look(Duration now) {
        var causes = new ArrayList<Cause>();
        if (anew) {
            anew = false;
            forget();
        }
        try {
            asking = "the record";
            record(now, causes);
            asking = "alerting";
            Optional<AlertBoard> board = alerting(now, causes);
            List<Alert> open = board.map(AlertBoard::open).orElse(List.of());
            asking = "the rules";
            boolean told = open.stream().anyMatch(this::tellsOfTheHub);
            rules(told, causes);
            calls(causes);
            asking = "the health of";
            probes(told, causes);
            asking = "the second opinion";
            unheard(open, causes);
        } finally {
            asking = "";
        }
        return causes;
    }

    private void forget() {
        judged.forget();
        answered.forget();
    }

    private void record(Duration now, List<Cause> causes) {
        Optional<ObservationStore> store = parts.store();
        if (store.isEmpty()) {
            causes.add(missing("store", "the record is not there"));
        } else if (recordAt.isEmpty() || now.minus(recordAt.get()).compareTo(RECORD_EVERY) >= 0) {
            try {
                committed.accumulateAndGet(store.get().lastPosition(), Math::max);
                recordAt = Optional.of(now);
            } catch (RuntimeException | LinkageError e) {
                causes.add(new Cause(
                        Cause.Kind.FAILING,
                        "store",
                        "the record cannot be read: " + e.getMessage() + "; check the disk"));
            }
        }
    }

    private Optional<AlertBoard> alerting(Duration now, List<Cause> causes) {
        Optional<AlertBoard> board = parts.board();
        if (!board.equals(asked)) {
            forget(); // what the one before did not answer, nobody will
            asked = board;
        }
        if (board.isEmpty()) {
            causes.add(missing("alerting", "no part judges readings"));
            return board;
        }
        AlertBoard there = board.get();
        judged.ask(() -> there.judged(committed.get()), now);
        // that there is no such alert is known to the alerting thread alone: whatever it says, it lives
        answered.ask(() -> there.acknowledge(NOBODY, NOBODY), now);
        judged.overdue(now).ifPresent(causes::add);
        answered.overdue(now).ifPresent(causes::add);
        return board;
    }

    private void rules(boolean told, List<Cause> causes) {
        boolean there = parts.rules().stream().anyMatch(rule -> URGENT_LOW.equals(rule.id()));
        if (!there && !told) {
            causes.add(missing(URGENT_LOW, "the rule that wakes for an urgent low is not there"));
        }
    }

    private void calls(List<Cause> causes) {
        if (parts.callListeners().isEmpty()) {
            causes.add(missing("notify", "no part can call anybody"));
        }
    }

    /** A part that fails is the path's own business as long as it tells somebody of it. */
    private void probes(boolean told, List<Cause> causes) {
        for (HealthProbe probe : parts.probes()) {
            asking = "the health of " + probe.name();
            if (probe.onAlarmPath() && !told) {
                Health health = check(probe);
                if (health.status() == Health.Status.FAILED) {
                    causes.add(new Cause(Cause.Kind.FAILING, probe.name(), health.message()));
                }
            }
        }
    }

    private static Health check(HealthProbe probe) {
        try {
            return probe.check();
        } catch (RuntimeException | LinkageError e) { // a probe that breaks its promise must not hide the others
            return Health.failed("the check of '" + probe.name() + "' itself fails: " + e);
        }
    }

    private boolean tellsOfTheHub(Alert alert) {
        boolean aboutTheHub = alert.person().equals(Alert.HUB) || alert.rule().equals(RULE_MISSING);
        boolean loud = alert.priority() == Priority.HIGH || alert.priority() == Priority.MEDIUM;
        return aboutTheHub && loud && isHeard(alert);
    }

    private boolean isHeard(Alert alert) {
        return !alert.state().calls() || reached.has(alert.id()) || isRecorded(alert);
    }

    /** What was delivered before the watchdog was started. */
    private boolean isRecorded(Alert alert) {
        boolean recorded = parts.receipts().stream()
                .flatMap(receipts -> ofAlert(receipts, alert.id()).stream())
                .anyMatch(receipt -> receipt.outcome().reached());
        if (recorded) {
            reached.add(alert.id());
        }
        return recorded;
    }

    private static List<Receipt> ofAlert(Receipts receipts, String alertId) {
        try {
            return receipts.ofAlert(alertId);
        } catch (RuntimeException | LinkageError e) { // what cannot be read is not known to have reached anybody
            return List.of();
        }
    }

    private void unheard(List<Alert> open, List<Cause> causes) {
        for (Alert alert : open) {
            if (alert.priority() == Priority.HIGH && !isHeard(alert)) {
                causes.add(new Cause(
                        Cause.Kind.UNHEARD,
                        alert.id(),
                        "an urgent alert has reached nobody: look at the page, and check who is called and how"));
            }
        }
        Optional<Instant> wall = parts.now();
        for (PersonId low : wall.map(lows::now).orElse(List.of())) {
            boolean called = open.stream()
                    .anyMatch(alert -> alert.person().equals(low)
                            && alert.rule().equals(URGENT_LOW)
                            && alert.state() != AlertState.RESOLVED);
            if (!called) {
                causes.add(new Cause(
                        Cause.Kind.UNHEARD,
                        "low of " + low,
                        "somebody is urgently low and no alert is open: look at everybody, measure by finger"));
            }
        }
    }

    private static Cause missing(String what, String message) {
        return new Cause(Cause.Kind.MISSING, what, message + " (" + what + "): use another alarm and restart the hub");
    }
}
