package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
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
 * Glucose will be urgently low in some minutes if it goes on like this: time to act before the urgent low. By the forecast where there is
 * one, else by its own {@link Projection}. Covers the low: of a child at 68 and falling to 55 it says more.
 */
@Component(configurationPid = "org.hearthgate.rule.urgent-low-soon", name = "org.hearthgate.rule.urgent-low-soon")
@Designate(ocd = UrgentLowSoonRule.Config.class)
public final class UrgentLowSoonRule implements AlertRule {
    /** Limits of the urgent low that is coming. */
    @ObjectClassDefinition(name = "Rule: urgent low soon")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean on() default true;

        @AttributeDefinition(
                name = "At or below (mg/dL)",
                description = "As the urgent low has it",
                min = "54",
                max = "70")
        double atOrBelowMgPerDl() default 55;

        @AttributeDefinition(name = "Within (minutes)", min = "10", max = "30")
        int withinMinutes() default 20;

        @AttributeDefinition(name = "Over by (mg/dL)", description = "Hysteresis: expected to stay so far above")
        double overByMgPerDl() default 12;

        @AttributeDefinition(name = "Call again (minutes)", description = "After somebody took it, if still so")
        int callAgainMinutes() default 30;
    }

    private final LimitsInForce limits;
    private final boolean on;
    private final double atOrBelow;
    private final int within;
    private final double overBy;
    private final Duration callAgain;

    @Activate
    public UrgentLowSoonRule(@Reference LimitsInForce limits, Config config) {
        this.limits = limits;
        on = config.on();
        atOrBelow = Limits.within("urgent-low-soon", "atOrBelowMgPerDl", config.atOrBelowMgPerDl(), 54, 70);
        within = (int) Limits.within("urgent-low-soon", "withinMinutes", config.withinMinutes(), 10, 30);
        overBy = Limits.within("urgent-low-soon", "overByMgPerDl", config.overByMgPerDl(), 3, 30);
        callAgain = Duration.ofMinutes(
                (long) Limits.within("urgent-low-soon", "callAgainMinutes", config.callAgainMinutes(), 10, 240));
    }

    @Override
    public String id() {
        return "urgent-low-soon";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Map<String, String> thresholds() {
        return thresholds(on, atOrBelow);
    }

    @Override
    public Map<String, String> thresholds(Snapshot snapshot) {
        return thresholds(isOn(snapshot), limit(snapshot));
    }

    private Map<String, String> thresholds(boolean inForce, double limit) {
        return Map.of(
                "on", Boolean.toString(inForce),
                "atOrBelowMgPerDl", Double.toString(limit),
                "withinMinutes", Integer.toString(within),
                "overByMgPerDl", Double.toString(overBy));
    }

    private boolean isOn(Snapshot snapshot) {
        return limits.isOn(Switch.URGENT_LOW_SOON, snapshot, on);
    }

    private double limit(Snapshot snapshot) {
        return limits.of(Limit.URGENT_LOW, snapshot, atOrBelow);
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.of(callAgain);
    }

    /** It covers the low, so nobody may silence it for longer than an urgent low. */
    @Override
    public Duration longestSnooze() {
        return Duration.ofMinutes(15);
    }

    /** What they would say is less than what this one says. */
    @Override
    public Set<String> covers() {
        return Set.of("low", "predicted-low", "falling-fast");
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        if (!isOn(snapshot)) {
            return Verdict.clear();
        }
        var fresh = snapshot.freshGlucose();
        if (fresh.isEmpty()) {
            return Verdict.unknown();
        }
        var reading = fresh.get();
        var ahead = Projection.of(snapshot, reading);
        double limit = limit(snapshot);
        if (!ahead.isKnown()) {
            return Verdict.unknown();
        }
        Optional<Integer> minutes = ahead.reaches(limit, within);
        if (minutes.isPresent() && !Recovery.rising(snapshot)) {
            var finding = finding(
                    snapshot,
                    reading,
                    why(snapshot, limit, minutes.get(), ahead.isByForecast(limit, within)),
                    "It may reach %s in about %d min.".formatted(GlucoseSentence.plain(limit), minutes.get()));
            return Pressure.holdsBackMovement(snapshot) ? new Verdict.Lingers(finding) : new Verdict.Holds(finding);
        }
        if (ahead.reaches(limit + overBy, within).isEmpty()) {
            return Verdict.clear();
        }
        String whyStill = "Within %d minutes it is still expected within %s mg/dL of %s's urgent limit of %s."
                .formatted(
                        within, GlucoseSentence.plain(overBy), snapshot.person().name(), GlucoseSentence.plain(limit));
        return new Verdict.Lingers(finding(snapshot, reading, whyStill, "It may stop above."));
    }

    private String why(Snapshot snapshot, double limit, int minutes, boolean byForecast) {
        return "By %s, %s's urgent limit of %s is reached in about %d minutes; that is told from %d minutes before."
                .formatted(
                        byForecast ? "the forecast" : "the fall itself, which is taken to fade",
                        snapshot.person().name(),
                        GlucoseSentence.plain(limit),
                        minutes,
                        within);
    }

    private static Finding finding(Snapshot snapshot, GlucoseReading reading, String why, String ahead) {
        return GlucoseSentence.finding(
                Priority.MEDIUM, snapshot, reading, "urgent low soon", why, ahead, Reasons.behindAFall(snapshot));
    }
}
