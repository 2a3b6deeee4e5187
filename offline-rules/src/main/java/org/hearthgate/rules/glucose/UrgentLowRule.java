package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Glucose is dangerously low, now. Cannot be switched off, and cannot be set below 54 mg/dL (level 2 of the consensus) or above 70. At
 * or below the limit raises; it lingers until glucose is clearly above. Unanswered or still low half an hour after somebody took it, it
 * calls again, as the makers' own alarm does. Rests on the lowest that any trusted sensor of the person says now. No suspicion of pressure
 * on the sensor, no recovery and no forecast delays it, and its sentence needs nothing else to be known.
 */
@Component(configurationPid = "org.hearthgate.rule.urgent-low", name = "org.hearthgate.rule.urgent-low")
@Designate(ocd = UrgentLowRule.Config.class)
public final class UrgentLowRule implements AlertRule {
    /** Limits of the urgent low. */
    @ObjectClassDefinition(name = "Rule: urgent low glucose", description = "Always on")
    public @interface Config {
        @AttributeDefinition(name = "At or below (mg/dL)", min = "54", max = "70")
        double atOrBelowMgPerDl() default 55;

        @AttributeDefinition(
                name = "Over when above (mg/dL)",
                description = "Hysteresis: at least 3 mg/dL above the limit")
        double overAboveMgPerDl() default 60;

        @AttributeDefinition(
                name = "Call again (minutes)",
                description = "After somebody took it, if still low",
                max = "30")
        int callAgainMinutes() default 30;
    }

    private final LimitsInForce limits;
    private final double atOrBelow;
    private final double overAbove;
    private final Duration callAgain;

    /** One for a home in which nobody has limits of their own. */
    public UrgentLowRule(Config config) {
        this(new LimitsInForce(), config);
    }

    @Activate
    public UrgentLowRule(@Reference LimitsInForce limits, Config config) {
        this.limits = limits;
        atOrBelow = Limits.within("urgent-low", "atOrBelowMgPerDl", config.atOrBelowMgPerDl(), 54, 70);
        overAbove = Limits.within("urgent-low", "overAboveMgPerDl", config.overAboveMgPerDl(), atOrBelow + 3, 90);
        callAgain = Duration.ofMinutes(
                (long) Limits.within("urgent-low", "callAgainMinutes", config.callAgainMinutes(), 5, 30));
    }

    @Override
    public String id() {
        return "urgent-low";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Map<String, String> thresholds() {
        return thresholds(atOrBelow);
    }

    @Override
    public Map<String, String> thresholds(Snapshot snapshot) {
        return thresholds(limit(snapshot));
    }

    private Map<String, String> thresholds(double limit) {
        return Map.of(
                "atOrBelowMgPerDl", Double.toString(limit),
                "overAboveMgPerDl", Double.toString(limit + overAbove - atOrBelow));
    }

    private double limit(Snapshot snapshot) {
        return limits.of(Limit.URGENT_LOW, snapshot, atOrBelow);
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.of(callAgain);
    }

    /** Nobody may silence an urgent low for longer than a treatment needs to act. */
    @Override
    public Duration longestSnooze() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Set<String> covers() {
        return Set.of("low", "urgent-low-soon", "predicted-low", "falling-fast");
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        var fresh = snapshot.lowestFresh(); // not the one series: an average must neither hide a low nor let it flap
        if (fresh.isEmpty()) {
            return Verdict.unknown();
        }
        var reading = fresh.get();
        double limit = limit(snapshot);
        boolean holds = GlucoseSentence.below(reading, limit) || reading.mgPerDl() == limit;
        if (!holds && reading.mgPerDl() > limit + overAbove - atOrBelow) {
            return Verdict.clear();
        }
        var finding = GlucoseSentence.finding(
                Priority.HIGH,
                snapshot,
                reading,
                "urgent low",
                GlucoseSentence.compared(
                        snapshot, reading, holds ? "at or below" : "barely above", "urgent limit", limit));
        return holds ? new Verdict.Holds(finding) : new Verdict.Lingers(finding);
    }
}
