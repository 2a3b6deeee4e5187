package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Glucose rises fast: a meal without enough insulin, or a set that has come off. Off unless a home wants it: a meal does the same (once a
 * day on people, docs/alarm-figures.md).
 */
@Component(configurationPid = "org.hearthgate.rule.rising-fast", name = "org.hearthgate.rule.rising-fast")
@Designate(ocd = RisingFastRule.Config.class)
public final class RisingFastRule implements AlertRule {
    /** Limits of the fast rise. */
    @ObjectClassDefinition(name = "Rule: glucose rising fast")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean on() default false;

        @AttributeDefinition(name = "From (mg/dL per minute)", min = "1", max = "10")
        double fromMgPerDlPerMin() default 3;

        @AttributeDefinition(
                name = "Counts above (mg/dL)",
                description = "A rise out of a low is what everybody waits for")
        double aboveMgPerDl() default 140;
    }

    /** A rise is over when it is slower than this share of the limit. */
    private static final double OVER_AT_SHARE = 0.5;

    private final LimitsInForce limits;
    private final boolean on;
    private final double from;
    private final double above;

    @Activate
    public RisingFastRule(@Reference LimitsInForce limits, Config config) {
        this.limits = limits;
        on = config.on();
        from = Limits.within("rising-fast", "fromMgPerDlPerMin", config.fromMgPerDlPerMin(), 1, 10);
        above = Limits.within("rising-fast", "aboveMgPerDl", config.aboveMgPerDl(), 70, 400);
    }

    @Override
    public String id() {
        return "rising-fast";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Map<String, String> thresholds() {
        return thresholds(on);
    }

    @Override
    public Map<String, String> thresholds(Snapshot snapshot) {
        return thresholds(isOn(snapshot));
    }

    private Map<String, String> thresholds(boolean inForce) {
        return Map.of(
                "on", Boolean.toString(inForce),
                "fromMgPerDlPerMin", Double.toString(from),
                "aboveMgPerDl", Double.toString(above));
    }

    private boolean isOn(Snapshot snapshot) {
        return limits.isOn(Switch.RISING_FAST, snapshot, on);
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.empty();
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        if (!isOn(snapshot)) {
            return Verdict.clear();
        }
        var fresh = snapshot.freshGlucose();
        var trend = snapshot.trend();
        if (fresh.isEmpty() || trend.isEmpty()) {
            return Verdict.unknown();
        }
        var reading = fresh.get();
        double rise = trend.get().mgPerDlPerMin();
        if (rise <= from * OVER_AT_SHARE || !GlucoseSentence.above(reading, above)) {
            return Verdict.clear();
        }
        var finding = GlucoseSentence.finding(
                Priority.LOW,
                snapshot,
                reading,
                "rising fast",
                "It rises by %s mg/dL a minute at %s mg/dL; above %s mg/dL a rise of %s is told."
                        .formatted(
                                GlucoseSentence.plain(rise),
                                GlucoseSentence.plain(reading.mgPerDl()),
                                GlucoseSentence.plain(above),
                                GlucoseSentence.plain(from)),
                Reasons.behindARise(snapshot));
        return rise >= from ? new Verdict.Holds(finding) : new Verdict.Lingers(finding);
    }
}
