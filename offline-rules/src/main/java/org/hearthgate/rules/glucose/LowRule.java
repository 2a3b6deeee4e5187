package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.GlucoseReading;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Glucose is low: below 70 mg/dL, level 1 of the consensus. One that looks like pressure on the sensor waits for one reading more, and one
 * that is clearly on its way back does not call anew; neither is so below 55 mg/dL.
 */
@Component(configurationPid = "org.hearthgate.rule.low", name = "org.hearthgate.rule.low")
@Designate(ocd = LowRule.Config.class)
public final class LowRule implements AlertRule {
    /** Limits of the low. */
    @ObjectClassDefinition(name = "Rule: low glucose")
    public @interface Config {
        @AttributeDefinition(name = "Below (mg/dL)", min = "60", max = "100")
        double belowMgPerDl() default 70;

        @AttributeDefinition(name = "Over from (mg/dL)", description = "Hysteresis: at least 3 mg/dL above the limit")
        double overFromMgPerDl() default 75;

        @AttributeDefinition(
                name = "Wait when it looks like pressure",
                description = "On the sensor: one reading, never below 55 mg/dL")
        boolean waitWhenPressure() default true;

        @AttributeDefinition(name = "Call again (minutes)", description = "After somebody took it, if still low")
        int callAgainMinutes() default 45;
    }

    private static final double NEARLY_URGENT = 55;

    private final LimitsInForce limits;
    private final double below;
    private final double overFrom;
    private final boolean waitWhenPressure;
    private final Duration callAgain;

    /** One for a home in which nobody has limits of their own. */
    public LowRule(Config config) {
        this(new LimitsInForce(), config);
    }

    @Activate
    public LowRule(@Reference LimitsInForce limits, Config config) {
        this.limits = limits;
        below = Limits.within("low", "belowMgPerDl", config.belowMgPerDl(), 60, 100);
        overFrom = Limits.within("low", "overFromMgPerDl", config.overFromMgPerDl(), below + 3, 120);
        waitWhenPressure = config.waitWhenPressure();
        callAgain =
                Duration.ofMinutes((long) Limits.within("low", "callAgainMinutes", config.callAgainMinutes(), 10, 240));
    }

    @Override
    public String id() {
        return "low";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public Map<String, String> thresholds() {
        return thresholds(below);
    }

    @Override
    public Map<String, String> thresholds(Snapshot snapshot) {
        return thresholds(limit(snapshot));
    }

    private Map<String, String> thresholds(double limit) {
        return Map.of(
                "belowMgPerDl", Double.toString(limit),
                "overFromMgPerDl", Double.toString(limit + overFrom - below),
                "waitWhenPressure", Boolean.toString(waitWhenPressure));
    }

    private double limit(Snapshot snapshot) {
        return limits.of(Limit.LOW, snapshot, below);
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.of(callAgain);
    }

    /** Its own sentence tells the movement. */
    @Override
    public Set<String> covers() {
        return Set.of("predicted-low", "falling-fast");
    }

    @Override
    public Duration longestSnooze() {
        return Duration.ofHours(2);
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        var fresh = snapshot.freshGlucose();
        if (fresh.isEmpty()) {
            return Verdict.unknown();
        }
        var reading = fresh.get();
        double limit = limit(snapshot);
        boolean low = GlucoseSentence.below(reading, limit);
        if (!low && reading.mgPerDl() >= limit + overFrom - below) {
            return Verdict.clear();
        }
        Pressure pressure =
                waitWhenPressure ? Pressure.on(snapshot, each -> GlucoseSentence.below(each, limit)) : Pressure.NONE;
        var finding = GlucoseSentence.finding(
                Priority.MEDIUM,
                snapshot,
                reading,
                "low",
                GlucoseSentence.compared(snapshot, reading, low ? "below" : "barely above", "limit", limit),
                pressure.sentence(),
                Reasons.behindAFall(snapshot));
        return low && pressure != Pressure.WAITS && !isComingBack(snapshot, reading)
                ? new Verdict.Holds(finding)
                : new Verdict.Lingers(finding);
    }

    /** Never of a value that is nearly urgent. */
    private static boolean isComingBack(Snapshot snapshot, GlucoseReading reading) {
        return reading.bound() == Bound.EXACT && reading.mgPerDl() >= NEARLY_URGENT && Recovery.rising(snapshot);
    }
}
