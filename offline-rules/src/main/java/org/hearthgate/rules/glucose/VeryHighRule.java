package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.GlucoseReading;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Glucose has stayed above 300 mg/dL: time to check ketones. Of low priority by itself, of medium with something that makes ketones likelier,
 * and after two hours in any case.
 */
@Component(configurationPid = "org.hearthgate.rule.very-high", name = "org.hearthgate.rule.very-high")
@Designate(ocd = VeryHighRule.Config.class)
public final class VeryHighRule implements AlertRule {
    /** Limits of the very high. */
    @ObjectClassDefinition(name = "Rule: very high glucose")
    public @interface Config {
        @AttributeDefinition(name = "Above (mg/dL)", min = "200", max = "500")
        double aboveMgPerDl() default 300;

        @AttributeDefinition(name = "Over up to (mg/dL)", description = "Hysteresis: at least 5 mg/dL below the limit")
        double overUpToMgPerDl() default 290;

        @AttributeDefinition(name = "For (minutes)", description = "How long it must stay so before it is raised")
        int forMinutes() default 30;

        @AttributeDefinition(name = "More urgent after (minutes)", description = "Up to 210")
        int moreUrgentAfterMinutes() default 120;

        @AttributeDefinition(name = "Call again (minutes)", description = "After somebody took it, if still so")
        int callAgainMinutes() default 120;
    }

    private final LimitsInForce limits;
    private final double above;
    private final double overUpTo;
    private final Duration confirm;
    private final Duration moreUrgentAfter;
    private final Duration callAgain;

    @Activate
    public VeryHighRule(@Reference LimitsInForce limits, Config config) {
        this.limits = limits;
        above = Limits.within("very-high", "aboveMgPerDl", config.aboveMgPerDl(), 200, 500);
        overUpTo = Limits.within("very-high", "overUpToMgPerDl", config.overUpToMgPerDl(), 150, above - 5);
        confirm = Duration.ofMinutes((long) Limits.within("very-high", "forMinutes", config.forMinutes(), 0, 120));
        moreUrgentAfter = Duration.ofMinutes((long) Limits.within(
                "very-high",
                "moreUrgentAfterMinutes",
                config.moreUrgentAfterMinutes(),
                Math.max(30, config.forMinutes()),
                210));
        callAgain = Duration.ofMinutes(
                (long) Limits.within("very-high", "callAgainMinutes", config.callAgainMinutes(), 15, 720));
    }

    @Override
    public String id() {
        return "very-high";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Map<String, String> thresholds() {
        return thresholds(above);
    }

    @Override
    public Map<String, String> thresholds(Snapshot snapshot) {
        return thresholds(limit(snapshot));
    }

    private Map<String, String> thresholds(double limit) {
        return Map.of(
                "aboveMgPerDl", Double.toString(limit),
                "overUpToMgPerDl", Double.toString(limit + overUpTo - above),
                "forMinutes", Long.toString(confirm.toMinutes()),
                "moreUrgentAfterMinutes", Long.toString(moreUrgentAfter.toMinutes()));
    }

    private double limit(Snapshot snapshot) {
        return limits.of(Limit.VERY_HIGH, snapshot, above);
    }

    @Override
    public Duration confirmFor() {
        return confirm;
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.of(callAgain);
    }

    @Override
    public Set<String> covers() {
        return Set.of("high", "rising-fast");
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        var fresh = snapshot.freshGlucose();
        if (fresh.isEmpty()) {
            return Verdict.unknown();
        }
        GlucoseReading reading = fresh.get();
        double limit = limit(snapshot);
        boolean veryHigh = GlucoseSentence.above(reading, limit);
        if (!veryHigh && reading.mgPerDl() <= limit + overUpTo - above) {
            return Verdict.clear();
        }
        Duration lasting = Stretch.of(snapshot, each -> GlucoseSentence.above(each, limit));
        Optional<String> hint = KetoneHints.in(snapshot);
        boolean urgent = hint.isPresent() || lasting.compareTo(moreUrgentAfter) >= 0;
        var finding = GlucoseSentence.finding(
                urgent ? Priority.MEDIUM : Priority.LOW,
                snapshot,
                reading,
                "very high",
                GlucoseSentence.compared(snapshot, reading, veryHigh ? "above" : "barely below", "limit", limit)
                        + (veryHigh ? " For %d minutes so far.".formatted(lasting.toMinutes()) : ""),
                "Check ketones.",
                hint.orElse(""),
                Reasons.behindARise(snapshot));
        return veryHigh && !Recovery.falling(snapshot) ? new Verdict.Holds(finding) : new Verdict.Lingers(finding);
    }
}
