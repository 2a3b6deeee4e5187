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
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Glucose has stayed high: above 250 mg/dL (level 2 of the consensus) for a while, so that a meal's peak wakes nobody. */
@Component(configurationPid = "org.hearthgate.rule.high", name = "org.hearthgate.rule.high")
@Designate(ocd = HighRule.Config.class)
public final class HighRule implements AlertRule {
    /** Limits of the high. */
    @ObjectClassDefinition(name = "Rule: high glucose")
    public @interface Config {
        @AttributeDefinition(name = "Above (mg/dL)", min = "140", max = "400")
        double aboveMgPerDl() default 250;

        @AttributeDefinition(name = "Over up to (mg/dL)", description = "Hysteresis: at least 5 mg/dL below the limit")
        double overUpToMgPerDl() default 240;

        @AttributeDefinition(name = "For (minutes)", description = "How long it must stay high before it is raised")
        int forMinutes() default 30;

        @AttributeDefinition(name = "Call again (minutes)", description = "After somebody took it, if still high")
        int callAgainMinutes() default 120;
    }

    private final double above;
    private final double overUpTo;
    private final Duration confirm;
    private final Duration callAgain;

    @Activate
    public HighRule(Config config) {
        above = Limits.within("high", "aboveMgPerDl", config.aboveMgPerDl(), 140, 400);
        overUpTo = Limits.within("high", "overUpToMgPerDl", config.overUpToMgPerDl(), 100, above - 5);
        confirm = Duration.ofMinutes((long) Limits.within("high", "forMinutes", config.forMinutes(), 0, 240));
        callAgain = Duration.ofMinutes(
                (long) Limits.within("high", "callAgainMinutes", config.callAgainMinutes(), 15, 720));
    }

    @Override
    public String id() {
        return "high";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Map<String, String> thresholds() {
        return Map.of(
                "aboveMgPerDl", Double.toString(above),
                "overUpToMgPerDl", Double.toString(overUpTo),
                "forMinutes", Long.toString(confirm.toMinutes()));
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
    public Verdict evaluate(Snapshot snapshot) {
        var fresh = snapshot.freshGlucose();
        if (fresh.isEmpty()) {
            return Verdict.unknown();
        }
        var reading = fresh.get();
        var finding = GlucoseSentence.finding(Priority.LOW, snapshot, reading, "high");
        if (GlucoseSentence.above(reading, above)) {
            return new Verdict.Holds(finding);
        }
        return reading.mgPerDl() > overUpTo ? new Verdict.Lingers(finding) : Verdict.clear();
    }
}
