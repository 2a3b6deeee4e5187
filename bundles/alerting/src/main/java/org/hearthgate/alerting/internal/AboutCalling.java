package org.hearthgate.alerting.internal;

import static org.hearthgate.api.alert.Priority.HIGH;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.PersonId;

/**
 * The alarms about calling itself: that nothing took a call, and that nobody answered one. They cannot feed themselves: what they look at
 * are the other alerts alone, and their own calls reach everybody at once and climb no ladder. Each is over when the other alert is
 * received, answered or over.
 */
final class AboutCalling implements AlertRule {
    static final String NOBODY_RECEIVED = "nobody-received";
    static final String NOBODY_ANSWERED = "nobody-answered";
    private static final Set<String> IDS = Set.of(NOBODY_RECEIVED, NOBODY_ANSWERED);
    /** The rooms that deliver come up after alerting; until then nothing of this begins and nothing ends. */
    private static final Duration STARTING = Duration.ofMinutes(2);

    private final String id;
    private final boolean hub;
    private final Supplier<Boolean> waysOut;
    private final Supplier<Duration> patience;
    private final Function<PersonId, List<Unheard>> unheard;

    /**
     * An alert that calls without success.
     *
     * @param longEnough whether the home's patience with it is over
     */
    record Unheard(Alert alert, boolean longEnough) {}

    /**
     * @param hub whether it is asked about the hub's own alerts
     * @param waysOut whether there is any way to call somebody; without one health says so, and these are silent
     * @param unheard the person's alerts that call without success, most urgent first
     */
    AboutCalling(
            String id,
            boolean hub,
            Supplier<Boolean> waysOut,
            Supplier<Duration> patience,
            Function<PersonId, List<Unheard>> unheard) {
        this.id = id;
        this.hub = hub;
        this.waysOut = waysOut;
        this.patience = patience;
        this.unheard = unheard;
    }

    static boolean isOne(Alert alert) {
        return IDS.contains(alert.rule());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean aboutHub() {
        return hub;
    }

    @Override
    public Map<String, String> thresholds() {
        return Map.of("afterSeconds", Long.toString(patience.get().toSeconds()));
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.of(Duration.ofMinutes(30));
    }

    @Override
    public Duration longestSnooze() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        List<Unheard> all = unheard.apply(snapshot.person().id());
        Optional<Alert> first = all.stream().map(Unheard::alert).findFirst();
        if (!waysOut.get()) {
            boolean starting =
                    Duration.between(snapshot.watchedSince(), snapshot.asOf()).compareTo(STARTING) < 0;
            return starting ? new Verdict.Lingers(finding(snapshot, first)) : Verdict.clear();
        }
        Optional<Alert> worst =
                all.stream().filter(Unheard::longEnough).map(Unheard::alert).findFirst();
        if (worst.isPresent()) {
            return new Verdict.Holds(finding(snapshot, worst));
        }
        return first.isPresent() ? new Verdict.Lingers(finding(snapshot, first)) : Verdict.clear();
    }

    private Finding finding(Snapshot snapshot, Optional<Alert> about) {
        String name = snapshot.person().name();
        String what = id.equals(NOBODY_RECEIVED)
                ? "%s: nothing and nobody has received the alarm; go and look.".formatted(name)
                : "%s: nobody has answered for %d min."
                        .formatted(name, patience.get().toMinutes());
        return new Finding(
                HIGH,
                what + about.map(alert -> " " + alert.message()).orElse(""),
                about.map(Alert::value).orElse(OptionalDouble.empty()),
                about.flatMap(Alert::measuredAt),
                about.map(alert -> "The alarm %s was raised at %tR."
                                .formatted(
                                        alert.rule(),
                                        alert.raisedAt()
                                                .atZone(snapshot.circumstances().zone())))
                        .orElse(""));
    }
}
