package org.hearthgate.alerting.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.observation.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the rules about one person at one moment. Required rules judge first and without the forecast, for which nobody who is to be woken
 * waits; the others judge with it where there is one. A rule that fails is told and passed by: none may silence another. Confined to the
 * alerting thread.
 */
final class Asking implements PersonWatch.Judge {
    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    private final RequiredRules required;
    private final List<AlertRule> askedFirst;
    private final List<AlertRule> asked;
    private final List<AlertRule> askedAboutHub;
    private final List<AlertRule> rules;

    /**
     * Puts the rules into their order, which takes longer than asking most of them: to be kept while the rules stay the same.
     *
     * @param rules in hand; the required ones that are missing among them are an alarm, too
     * @param aboutCalling the rules about calling itself
     */
    Asking(RequiredRules required, List<AlertRule> rules, List<AlertRule> aboutCalling) {
        this.required = required;
        this.rules = List.copyOf(rules);
        required.compare(this.rules);
        var all = new ArrayList<>(this.rules);
        all.addAll(aboutCalling);
        all.add(required);
        all.sort(Comparator.comparing((AlertRule rule) -> -rule.covers().size()).thenComparing(AlertRule::id));
        List<AlertRule> aboutPeople =
                all.stream().filter(rule -> !rule.aboutHub()).toList();
        askedFirst = first(aboutPeople);
        asked = aboutPeople.stream().filter(rule -> !askedFirst.contains(rule)).toList();
        askedAboutHub = all.stream().filter(AlertRule::aboutHub).toList();
    }

    /** Those required rules about which none can have said more already that comes after them. */
    private List<AlertRule> first(List<AlertRule> ordered) {
        var first = new ArrayList<AlertRule>();
        for (AlertRule rule : ordered) {
            boolean covered =
                    ordered.stream().anyMatch(other -> other.covers().contains(rule.id()) && !first.contains(other));
            if (required.isRequired(rule.id()) && !covered) {
                first.add(rule);
            }
        }
        return List.copyOf(first);
    }

    /** {@return whether it asks just these rules besides its own} */
    boolean asks(List<AlertRule> inHand) {
        return rules.equals(inHand);
    }

    /**
     * Lets those rules judge that wait for nothing.
     *
     * @param changed told of each change as soon as its rule has judged
     */
    Begun begin(PersonWatch watch, Snapshot snapshot, Consumer<Alert> changed) {
        return new Begun(watch, snapshot, changed);
    }

    /** A moment of one person about which the first rules have judged. */
    final class Begun {
        private final PersonWatch watch;
        private final Snapshot snapshot;
        private final Consumer<Alert> changed;
        private final Map<String, RuleLife.Cover> coverOf = new HashMap<>();
        private final List<AlertJournal.Entry> entries = new ArrayList<>();

        private Begun(PersonWatch watch, Snapshot snapshot, Consumer<Alert> changed) {
            this.watch = watch;
            this.snapshot = snapshot;
            this.changed = changed;
            if (!isHub()) {
                entries.addAll(watch.judge(askedFirst, snapshot, coverOf, Asking.this, changed));
            }
        }

        private boolean isHub() {
            return person().equals(Alert.HUB);
        }

        PersonId person() {
            return snapshot.person().id();
        }

        PersonWatch watch() {
            return watch;
        }

        /** {@return what changes by all rules} @param forecast what lies ahead, where it is known */
        List<AlertJournal.Entry> end(Optional<GlucoseForecast> forecast) {
            entries.addAll(watch.judge(
                    isHub() ? askedAboutHub : asked, snapshot.with(forecast), coverOf, Asking.this, changed));
            return entries;
        }
    }

    @Override
    public Verdict verdict(AlertRule rule, Snapshot snapshot) {
        try {
            Verdict verdict = rule.evaluate(snapshot);
            required.answered(rule.id());
            return verdict;
        } catch (RuntimeException | LinkageError e) { // one broken, or just unloaded, rule must not silence the others
            broke(rule, e);
            return Verdict.unknown();
        }
    }

    /** An alert is written down even when its rule cannot say by what. */
    @Override
    public Map<String, String> thresholds(AlertRule rule, Snapshot snapshot) {
        try {
            return rule.thresholds(snapshot);
        } catch (RuntimeException | LinkageError e) {
            broke(rule, e);
            return Map.of();
        }
    }

    @Override
    public void broke(AlertRule rule, Throwable why) {
        LOG.error("Rule {} failed and counts as missing", rule.id(), why);
        required.threw(rule.id());
    }
}
