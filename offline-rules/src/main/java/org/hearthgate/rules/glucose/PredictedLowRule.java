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
 * A low is likely within half an hour, by the calibrated probability of the forecast. From which one it calls was chosen by a budget of two
 * false calls per person and week ({@code hub forecast thresholds}, docs/alarm-figures.md). Without a forecaster it says {@code Unknown}: a
 * trend carried on for 30 minutes was wrong as often as right on people, and the urgent low soon looks ahead by itself.
 */
@Component(configurationPid = "org.hearthgate.rule.predicted-low", name = "org.hearthgate.rule.predicted-low")
@Designate(ocd = PredictedLowRule.Config.class)
public final class PredictedLowRule implements AlertRule {
    /** Limits of the low that is likely. */
    @ObjectClassDefinition(name = "Rule: predicted low", description = "Needs a forecaster; silent without one")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean on() default true;

        @AttributeDefinition(name = "From a probability of", min = "0.3", max = "0.95")
        double fromProbability() default 0.58;

        @AttributeDefinition(name = "Over below a probability of", description = "At least 0.1 less")
        double overBelowProbability() default 0.38;
    }

    /** A forecast of the reading before is still one; of the one before that, none. */
    private static final Duration INPUT_BEHIND = Duration.ofMinutes(6);

    private static final double FORECAST_BELOW_MG_PER_DL = 70;

    private final LimitsInForce limits;
    private final boolean on;
    private final double from;
    private final double overBelow;

    @Activate
    public PredictedLowRule(@Reference LimitsInForce limits, Config config) {
        this.limits = limits;
        on = config.on();
        from = Limits.within("predicted-low", "fromProbability", config.fromProbability(), 0.3, 0.95);
        overBelow =
                Limits.within("predicted-low", "overBelowProbability", config.overBelowProbability(), 0.05, from - 0.1);
    }

    @Override
    public String id() {
        return "predicted-low";
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
                "fromProbability", Double.toString(from),
                "overBelowProbability", Double.toString(overBelow));
    }

    private boolean isOn(Snapshot snapshot) {
        return limits.isOn(Switch.PREDICTED_LOW, snapshot, on);
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.empty();
    }

    @Override
    public Duration longestSnooze() {
        return Duration.ofHours(2);
    }

    @Override
    public Set<String> covers() {
        return Set.of("falling-fast");
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        if (!isOn(snapshot)) {
            return Verdict.clear();
        }
        var fresh = snapshot.freshGlucose();
        var ahead = snapshot.forecast()
                .filter(forecast -> fresh.isPresent()
                        && !forecast.newestInputAt()
                                .isBefore(fresh.get().measuredAt().minus(INPUT_BEHIND)));
        if (fresh.isEmpty() || ahead.isEmpty()) {
            return Verdict.unknown();
        }
        double probability = ahead.get().probabilityLowIn30Min();
        if (probability < overBelow) {
            return Verdict.clear();
        }
        GlucoseReading reading = fresh.get();
        long inTen = Math.round(probability * 10);
        var finding = GlucoseSentence.finding(
                Priority.MEDIUM,
                snapshot,
                reading,
                "low expected",
                "The forecast gives %d %% for a value below 70 mg/dL within 30 minutes; it is told from %d %%."
                        .formatted(Math.round(probability * 100), Math.round(from * 100)),
                "%d in 10 such times it is below 70 within half an hour.".formatted(inTen),
                Reasons.behindAFall(snapshot));
        boolean alreadyLow =
                GlucoseSentence.below(reading, FORECAST_BELOW_MG_PER_DL); // that is the business of the low
        return probability >= from && !alreadyLow && !Recovery.rising(snapshot) && !Pressure.holdsBackMovement(snapshot)
                ? new Verdict.Holds(finding)
                : new Verdict.Lingers(finding);
    }
}
