package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.GlucoseReading;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Glucose falls fast towards a low: at 3 mg/dL per minute below 120, or at 2 below 100. A fast fall from a high is what a correction is
 * for, so it says nothing there. Of low priority: on people two of three such falls end by themselves above 70 (docs/alarm-figures.md).
 */
@Component(configurationPid = "org.hearthgate.rule.falling-fast", name = "org.hearthgate.rule.falling-fast")
@Designate(ocd = FallingFastRule.Config.class)
public final class FallingFastRule implements AlertRule {
    /** Limits of the fast fall. */
    @ObjectClassDefinition(name = "Rule: glucose falling fast")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean on() default true;

        @AttributeDefinition(name = "Very fast (mg/dL per minute)", min = "1", max = "10")
        double veryFastMgPerDlPerMin() default 3;

        @AttributeDefinition(name = "Very fast counts below (mg/dL)")
        double veryFastBelowMgPerDl() default 120;

        @AttributeDefinition(name = "Fast (mg/dL per minute)", min = "1", max = "10")
        double fastMgPerDlPerMin() default 2;

        @AttributeDefinition(name = "Fast counts below (mg/dL)")
        double fastBelowMgPerDl() default 100;
    }

    /** A fall is over when it is slower than this share of the limit. */
    private static final double OVER_AT_SHARE = 0.5;

    private final boolean on;
    private final double veryFast;
    private final double veryFastBelow;
    private final double fast;
    private final double fastBelow;

    @Activate
    public FallingFastRule(Config config) {
        on = config.on();
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
        return 2;
    }

    @Override
    public Map<String, String> thresholds() {
        return Map.of(
                "on", Boolean.toString(on),
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
        if (!on) {
            return Verdict.clear();
        }
        var fresh = snapshot.freshGlucose();
        var trend = snapshot.trend();
        if (fresh.isEmpty() || trend.isEmpty()) {
            return Verdict.unknown();
        }
        var reading = fresh.get();
        double fall = -trend.get().mgPerDlPerMin();
        boolean veryFastly = fall >= veryFast && reading.mgPerDl() < veryFastBelow;
        boolean fastly = fall >= fast && reading.mgPerDl() < fastBelow;
        if (!veryFastly && !fastly && (fall <= fast * OVER_AT_SHARE || reading.mgPerDl() >= veryFastBelow)) {
            return Verdict.clear();
        }
        var finding = GlucoseSentence.finding(
                Priority.LOW,
                snapshot,
                reading,
                "falling fast",
                why(reading, fall, veryFastly ? veryFast : fast, veryFastly ? veryFastBelow : fastBelow),
                Reasons.behindAFall(snapshot));
        return (veryFastly || fastly) && !Pressure.holdsBackMovement(snapshot)
                ? new Verdict.Holds(finding)
                : new Verdict.Lingers(finding);
    }

    private static String why(GlucoseReading reading, double fall, double limit, double below) {
        return "It falls by %s mg/dL a minute at %s mg/dL; below %s mg/dL a fall of %s is told."
                .formatted(
                        GlucoseSentence.plain(fall),
                        GlucoseSentence.plain(reading.mgPerDl()),
                        GlucoseSentence.plain(below),
                        GlucoseSentence.plain(limit));
    }
}
