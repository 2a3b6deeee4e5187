package org.hearthgate.alerting.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.forecast.GlucoseForecaster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the rules about one person at one moment, with the forecast where there is one. A rule or a forecaster that fails is told and
 * passed by: none may silence another. Confined to the alerting thread.
 */
final class Asking implements PersonWatch.Judge {
    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    private final RequiredRules required;
    private final List<AlertRule> asked;
    private final List<AlertRule> askedAboutHub;
    private final Supplier<GlucoseForecaster> forecaster;
    private final List<AlertRule> rules;

    /**
     * Puts the rules into their order, which takes longer than asking most of them: to be kept while the rules stay the same.
     *
     * @param rules in hand; the required ones that are missing among them are an alarm, too
     * @param aboutCalling the rules about calling itself
     * @param forecaster gives the forecaster, null while there is none
     */
    Asking(
            RequiredRules required,
            List<AlertRule> rules,
            List<AlertRule> aboutCalling,
            Supplier<GlucoseForecaster> forecaster) {
        this.required = required;
        this.forecaster = forecaster;
        this.rules = List.copyOf(rules);
        required.compare(this.rules);
        var all = new ArrayList<>(this.rules);
        all.addAll(aboutCalling);
        all.add(required);
        all.sort(Comparator.comparing((AlertRule rule) -> -rule.covers().size()).thenComparing(AlertRule::id));
        asked = all.stream().filter(rule -> !rule.aboutHub()).toList();
        askedAboutHub = all.stream().filter(AlertRule::aboutHub).toList();
    }

    /** {@return whether it asks just these rules besides its own} */
    boolean asks(List<AlertRule> inHand) {
        return rules.equals(inHand);
    }

    /**
     * {@return what changes by it}
     *
     * @param changed told of each change as soon as its rule has judged
     */
    List<AlertJournal.Entry> about(PersonWatch watch, Snapshot snapshot, Consumer<Alert> changed) {
        return snapshot.person().id().equals(Alert.HUB)
                ? watch.judge(askedAboutHub, snapshot, this, changed)
                : watch.judge(asked, withForecast(snapshot), this, changed);
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

    private Snapshot withForecast(Snapshot snapshot) {
        GlucoseForecaster ahead = forecaster.get();
        if (ahead == null) {
            return snapshot;
        }
        try {
            return snapshot.with(ahead.forecast(snapshot.person().id(), snapshot.glucose(), snapshot.asOf()));
        } catch (RuntimeException | LinkageError e) { // rules work without it
            LOG.warn("The forecast failed; alarms go on without it", e);
            return snapshot;
        }
    }
}
