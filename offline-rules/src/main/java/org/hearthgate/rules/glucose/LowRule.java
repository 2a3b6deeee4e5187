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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Glucose is low: below 70 mg/dL, level 1 of the consensus. */
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

        @AttributeDefinition(name = "Call again (minutes)", description = "After somebody took it, if still low")
        int callAgainMinutes() default 45;
    }

    private final double below;
    private final double overFrom;
    private final Duration callAgain;

    @Activate
    public LowRule(Config config) {
        below = Limits.within("low", "belowMgPerDl", config.belowMgPerDl(), 60, 100);
        overFrom = Limits.within("low", "overFromMgPerDl", config.overFromMgPerDl(), below + 3, 120);
        callAgain =
                Duration.ofMinutes((long) Limits.within("low", "callAgainMinutes", config.callAgainMinutes(), 10, 240));
    }

    @Override
    public String id() {
        return "low";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Map<String, String> thresholds() {
        return Map.of("belowMgPerDl", Double.toString(below), "overFromMgPerDl", Double.toString(overFrom));
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.of(callAgain);
    }

    /** Its own sentence tells the movement. */
    @Override
    public Set<String> covers() {
        return Set.of("falling-fast");
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
        var finding = GlucoseSentence.finding(Priority.MEDIUM, snapshot, reading, "low");
        if (GlucoseSentence.below(reading, below)) {
            return new Verdict.Holds(finding);
        }
        return reading.mgPerDl() < overFrom ? new Verdict.Lingers(finding) : Verdict.clear();
    }
}
