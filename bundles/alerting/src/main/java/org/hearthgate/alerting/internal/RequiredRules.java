package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;

/**
 * The watch outside the rules bundle: a required rule that is not there, or that throws, is an alarm itself. A minute of patience lets a
 * bundle be replaced.
 */
final class RequiredRules implements AlertRule {
    private final Set<String> required;
    private final Set<String> throwing = new ConcurrentSkipListSet<>();
    private volatile Set<String> missing = Set.of();

    RequiredRules(Collection<String> required) {
        this.required = Set.copyOf(required);
    }

    /** Compares what is required with what is in hand. */
    void compare(List<AlertRule> inHand) {
        var absent = new TreeSet<>(required);
        inHand.forEach(rule -> absent.remove(rule.id()));
        missing = Set.copyOf(absent);
    }

    /** {@return whether none is absent} */
    boolean allIn(List<AlertRule> inHand) {
        compare(inHand);
        return missing.isEmpty();
    }

    boolean isRequired(String rule) {
        return required.contains(rule);
    }

    void threw(String rule) {
        throwing.add(rule);
    }

    void answered(String rule) {
        throwing.remove(rule);
    }

    /** {@return the ids of required rules that cannot judge now} */
    Set<String> silent() {
        var silent = new TreeSet<>(missing);
        silent.addAll(throwing);
        return silent;
    }

    @Override
    public String id() {
        return "alarm-rule-missing";
    }

    @Override
    public int version() {
        return 1;
    }

    /** One for the house: what is broken is the hub, and nobody in it is better off. */
    @Override
    public boolean aboutHub() {
        return true;
    }

    /** The probe of alerting fails of the same, and half a minute later that would be said once more. */
    @Override
    public Set<String> covers() {
        return Set.of("hub-alarm-path");
    }

    @Override
    public Map<String, String> thresholds() {
        return Map.of("required", String.join(" ", new TreeSet<>(required)));
    }

    @Override
    public Duration confirmFor() {
        return Duration.ofMinutes(1);
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.of(Duration.ofMinutes(30));
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        Set<String> silent = silent();
        if (silent.isEmpty()) {
            return Verdict.clear();
        }
        return new Verdict.Holds(new Finding(
                Priority.HIGH,
                "%s: its alarm for %s is not working. Use another alarm until the hub says it is well again."
                        .formatted(snapshot.person().name(), String.join(", ", silent)),
                OptionalDouble.empty(),
                Optional.empty()));
    }
}
