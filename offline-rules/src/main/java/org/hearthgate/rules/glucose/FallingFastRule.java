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

/**
 * Glucose falls fast towards a low: at 3 mg/dL per minute below 150, or at 2 below 120. A fast fall from a high is what a correction is
 * for, so it says nothing there.
 */
@Component(configurationPid = "org.hearthgate.rule.falling-fast", name = "org.hearthgate.rule.falling-fast")
@Designate(ocd = FallingFastRule.Config.class)
public final class FallingFastRule implements AlertRule {
    /** Limits of the fast fall. */
    @ObjectClassDefinition(name = "Rule: glucose falling fast")
    public @interface Config {
        @AttributeDefinition(name = "Very fast (mg/dL per minute)", min = "1", max = "10")
        double veryFastMgPerDlPerMin() default 3;

        @AttributeDefinition(name = "Very fast counts below (mg/dL)")
        double veryFastBelowMgPerDl() default 150;

        @AttributeDefinition(name = "Fast (mg/dL per minute)", min = "1", max = "10")
        double fastMgPerDlPerMin() default 2;

        @AttributeDefinition(name = "Fast counts below (mg/dL)")
        double fastBelowMgPerDl() default 120;
    }

    /** A fall is over when it is slower than this share of the limit. */
    private static final double OVER_AT_SHARE = 0.5;

    private final double veryFast;
    private final double veryFastBelow;
    private final double fast;
    private final double fastBelow;

    @Activate
    public FallingFastRule(Config config) {
        veryFast = Limits.within("falling-fast", "veryFastMgPerDlPerMin", config.veryFastMgPerDlPerMin(), 1, 10);
        veryFastBelow = Limits.within("falling-fast", "veryFastBelowMgPerDl", config.veryFastBelowMgPerDl(), 70, 400);
        fast = Limits.within("falling-fast", "fastMgPerDlPerMin", config.fastMgPerDlPerMin(), 1, veryFast);
        fastBelow = Limits.within("falling-fast", "fastBelowMgPerDl", config.fastBelowMgPerDl(), 70, veryFastBelow);
    }

    @Override
    public String id() {
        return "falling-fast";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Map<String, String> thresholds() {
        return Map.of(
                "veryFastMgPerDlPerMin", Double.toString(veryFast),
                "veryFastBelowMgPerDl", Double.toString(veryFastBelow),
                "fastMgPerDlPerMin", Double.toString(fast),
                "fastBelowMgPerDl", Double.toString(fastBelow));
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.empty();
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        var fresh = snapshot.freshGlucose();
        var trend = snapshot.trend();
        if (fresh.isEmpty() || trend.isEmpty()) {
            return Verdict.unknown();
        }
        var reading = fresh.get();
        double fall = -trend.get().mgPerDlPerMin();
        var finding = GlucoseSentence.finding(Priority.MEDIUM, snapshot, reading, "falling fast");
        if (fall >= veryFast && reading.mgPerDl() < veryFastBelow || fall >= fast && reading.mgPerDl() < fastBelow) {
            return new Verdict.Holds(finding);
        }
        return fall > fast * OVER_AT_SHARE && reading.mgPerDl() < veryFastBelow
                ? new Verdict.Lingers(finding)
                : Verdict.clear();
    }
}
