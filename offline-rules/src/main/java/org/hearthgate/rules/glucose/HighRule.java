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
 * Glucose has stayed high: above 250 mg/dL (level 2 of the consensus) for a while, so that a meal's peak wakes nobody. A home that wants
 * to hear of a long high below that sets the limit of one; by default none does (docs/alarm-figures.md). One that is clearly on its way
 * back does not call anew.
 */
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

        @AttributeDefinition(
                name = "A long high, above (mg/dL)",
                description = "140 up to the limit, e.g. 180; 0: a long high below the limit says nothing")
        double longAboveMgPerDl() default 0;

        @AttributeDefinition(name = "A long high, after (minutes)", min = "30", max = "210")
        int longAfterMinutes() default 120;

        @AttributeDefinition(name = "Call again (minutes)", description = "After somebody took it, if still high")
        int callAgainMinutes() default 120;
    }

    /** How far below the limit of a long high it is over. */
    private static final double LONG_OVER_BY = 10;

    private final LimitsInForce limits;
    private final double above;
    private final double overUpTo;
    private final Duration confirm;
    private final double longAbove;
    private final Duration longAfter;
    private final Duration callAgain;

    /** One for a home in which nobody has limits of their own. */
    public HighRule(Config config) {
        this(new LimitsInForce(), config);
    }

    @Activate
    public HighRule(@Reference LimitsInForce limits, Config config) {
        this.limits = limits;
        above = Limits.within("high", "aboveMgPerDl", config.aboveMgPerDl(), 140, 400);
        overUpTo = Limits.within("high", "overUpToMgPerDl", config.overUpToMgPerDl(), 100, above - 5);
        confirm = Duration.ofMinutes((long) Limits.within("high", "forMinutes", config.forMinutes(), 0, 240));
        longAbove = config.longAboveMgPerDl() == 0
                ? Double.MAX_VALUE
                : Limits.within("high", "longAboveMgPerDl", config.longAboveMgPerDl(), 140, above);
        longAfter = Duration.ofMinutes(
                (long) Limits.within("high", "longAfterMinutes", config.longAfterMinutes(), 30, 210));
        callAgain = Duration.ofMinutes(
                (long) Limits.within("high", "callAgainMinutes", config.callAgainMinutes(), 15, 720));
    }

    @Override
    public String id() {
        return "high";
    }

    @Override
    public int version() {
        return 2;
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
                "longAboveMgPerDl", longAbove == Double.MAX_VALUE ? "0" : Double.toString(longAbove),
                "longAfterMinutes", Long.toString(longAfter.toMinutes()));
    }

    private double limit(Snapshot snapshot) {
        return limits.of(Limit.HIGH, snapshot, above);
    }

    @Override
    public Duration confirmFor() {
        return confirm;
    }

    /** A long high has lasted long enough by the readings themselves. */
    @Override
    public Duration confirmFor(Snapshot snapshot) {
        return isLong(snapshot) ? Duration.ZERO : confirm;
    }

    private boolean isLong(Snapshot snapshot) {
        return longAbove != Double.MAX_VALUE
                && Stretch.of(snapshot, each -> GlucoseSentence.above(each, longAbove))
                                .compareTo(longAfter)
                        >= 0;
    }

    @Override
    public Set<String> covers() {
        return Set.of("rising-fast");
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
        double limit = limit(snapshot);
        boolean high = GlucoseSentence.above(reading, limit);
        boolean lasting = isLong(snapshot);
        double over = Math.min(limit + overUpTo - above, longAbove - LONG_OVER_BY);
        if (!high && !lasting && reading.mgPerDl() <= over) {
            return Verdict.clear();
        }
        var finding = GlucoseSentence.finding(
                Priority.LOW,
                snapshot,
                reading,
                "high",
                why(snapshot, reading, high, lasting),
                Reasons.behindARise(snapshot));
        return (high || lasting) && !Recovery.falling(snapshot)
                ? new Verdict.Holds(finding)
                : new Verdict.Lingers(finding);
    }

    private String why(Snapshot snapshot, GlucoseReading reading, boolean high, boolean lasting) {
        if (!high && lasting) {
            return "It has been above %s mg/dL for %d minutes or more."
                    .formatted(GlucoseSentence.plain(longAbove), longAfter.toMinutes());
        }
        return GlucoseSentence.compared(snapshot, reading, high ? "above" : "barely below", "limit", limit(snapshot));
    }
}
