package org.hearthgate.watchdog.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.Receipts;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;

/** A hub of which any part can be taken away, broken or made deaf. */
class HouseOfParts implements Parts, AlertBoard {
    Optional<ObservationStore> store = Optional.of(new InMemoryObservationStore());
    boolean hasBoard = true;
    boolean deaf;
    long judged = Long.MAX_VALUE;
    final List<AlertRule> rules = new ArrayList<>(List.of(rule("urgent-low")));
    final List<CallListener> callListeners = new ArrayList<>(List.of(new Somebody()));
    final List<HealthProbe> probes = new ArrayList<>();
    final List<Alert> open = new ArrayList<>();
    Optional<Receipts> receipts = Optional.empty();
    Instant now = Given.NOON;

    static StoredObservation low(long position, double mgPerDl) {
        return new StoredObservation(position, Given.reading(mgPerDl).build());
    }

    static Alert alert(String id, PersonId person, String rule, Priority priority, AlertState state) {
        return new Alert(
                id,
                person,
                rule,
                1,
                priority,
                state,
                Given.NOON,
                Given.NOON,
                Optional.empty(),
                OptionalDouble.empty(),
                "Something is the matter",
                Optional.empty(),
                Optional.empty());
    }

    static Receipt receipt(String alertId, Receipt.Outcome outcome) {
        return new Receipt(
                alertId + "-0", alertId, Given.ANNA, 0, "sounder", Optional.empty(), outcome, Given.NOON, "");
    }

    static AlertRule rule(String id) {
        return new AlertRule() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public int version() {
                return 1;
            }

            @Override
            public Map<String, String> thresholds() {
                return Map.of();
            }

            @Override
            public Verdict evaluate(Snapshot snapshot) {
                return Verdict.clear();
            }
        };
    }

    static HealthProbe probe(String name, boolean onAlarmPath, Health health) {
        return new HealthProbe() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean onAlarmPath() {
                return onAlarmPath;
            }

            @Override
            public Health check() {
                return health;
            }
        };
    }

    /** Takes calls and does nothing. */
    private static final class Somebody implements CallListener {
        @Override
        public void call(Call call) {}

        @Override
        public void quiet(Alert alert) {}
    }

    @Override
    public Optional<ObservationStore> store() {
        return store;
    }

    @Override
    public Optional<AlertBoard> board() {
        return hasBoard ? Optional.of(this) : Optional.empty();
    }

    @Override
    public List<AlertRule> rules() {
        return rules;
    }

    @Override
    public List<CallListener> callListeners() {
        return callListeners;
    }

    @Override
    public List<HealthProbe> probes() {
        return probes;
    }

    @Override
    public Optional<Receipts> receipts() {
        return receipts;
    }

    @Override
    public Optional<Instant> now() {
        return Optional.of(now);
    }

    @Override
    public List<Alert> open() {
        return open;
    }

    @Override
    public CompletableFuture<Alert> acknowledge(String alertId, String by) {
        return deaf
                ? new CompletableFuture<>()
                : CompletableFuture.failedFuture(new NoSuchElementException("no open alert has the id " + alertId));
    }

    @Override
    public CompletableFuture<Alert> snooze(String alertId, Duration period, String by) {
        throw new UnsupportedOperationException("the watchdog silences nobody");
    }

    @Override
    public CompletableFuture<Void> judged(long position) {
        return position <= judged ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
    }
}
