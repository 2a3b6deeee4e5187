package org.hearthgate.rules.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.rules.LocalHour;
import org.hearthgate.rules.glucose.LimitsInForce;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Silence is an alarm too, and a stream of readings that could raise none is silence. Timed on the hub's running clock, so that no
 * device's clock and no step of the hub's can hide it; becomes true while only time passes, so it needs the timer. When the last thing
 * heard was a low, nobody waits 15 minutes: as soon as that reading is too old to hold the low's own alarm, the silence calls instead, as
 * urgent. Its cause: {@link Silence}.
 */
@Component(configurationPid = "org.hearthgate.rule.no-data", name = "org.hearthgate.rule.no-data")
@Designate(ocd = NoDataRule.Config.class)
public final class NoDataRule implements AlertRule {
    /** How long silence may last. */
    @ObjectClassDefinition(name = "Rule: no glucose data")
    public @interface Config {
        @AttributeDefinition(name = "First call after (minutes)", min = "12", max = "60")
        int firstAfterMinutes() default 15;

        @AttributeDefinition(name = "More urgent after (minutes)", max = "120")
        int urgentAfterMinutes() default 30;

        @AttributeDefinition(
                name = "Low when last heard (mg/dL)",
                description = "Whoever has a limit of low of their own: that one",
                min = "60",
                max = "100")
        double lowBelowMgPerDl() default 70;

        @AttributeDefinition(name = "Call again (minutes)", description = "After somebody took it, if still silent")
        int callAgainMinutes() default 60;
    }

    /** A value of such a sensor, and a minute for its way. */
    private static final Duration QUARTER_HOUR = Duration.ofMinutes(16);

    private static final Duration UNTIL_NEXT_VALUE = QUARTER_HOUR.plusMinutes(1).minus(Snapshot.FRESH_FOR);

    private final LimitsInForce limits;
    private final Duration firstAfter;
    private final Duration urgentAfter;
    private final double lowBelow;
    private final Duration callAgain;

    /** One for a home in which nobody has limits of their own. */
    public NoDataRule(Config config) {
        this(new LimitsInForce(), config);
    }

    @Activate
    public NoDataRule(@Reference LimitsInForce limits, Config config) {
        this.limits = limits;
        if (config.firstAfterMinutes() < 12
                || config.firstAfterMinutes() > 60
                || config.urgentAfterMinutes() < config.firstAfterMinutes()
                || config.urgentAfterMinutes() > 120
                || config.callAgainMinutes() < 10
                || !(config.lowBelowMgPerDl() >= 60 && config.lowBelowMgPerDl() <= 100)) {
            throw new IllegalArgumentException("org.hearthgate.rule.no-data: firstAfterMinutes must be 12 to 60, "
                    + "urgentAfterMinutes from there to 120, callAgainMinutes at least 10, lowBelowMgPerDl 60 to 100");
        }
        firstAfter = Duration.ofMinutes(config.firstAfterMinutes());
        urgentAfter = Duration.ofMinutes(config.urgentAfterMinutes());
        lowBelow = config.lowBelowMgPerDl();
        callAgain = Duration.ofMinutes(config.callAgainMinutes());
    }

    @Override
    public String id() {
        return "no-data";
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public Map<String, String> thresholds() {
        return thresholds(lowBelow);
    }

    @Override
    public Map<String, String> thresholds(Snapshot snapshot) {
        return thresholds(limits.lowBelow(snapshot, lowBelow));
    }

    private Map<String, String> thresholds(double low) {
        return Map.of(
                "firstAfterMinutes", Long.toString(firstAfter.toMinutes()),
                "urgentAfterMinutes", Long.toString(urgentAfter.toMinutes()),
                "lowBelowMgPerDl", Double.toString(low));
    }

    @Override
    public Optional<Duration> callAgainAfter() {
        return Optional.of(callAgain);
    }

    @Override
    public Verdict evaluate(Snapshot snapshot) {
        if (snapshot.lastHeardAt().isEmpty()) {
            return Verdict.unknown(); // never had a sensor is not a lost sensor
        }
        Instant silentSince = later(snapshot.lastHeardAt().get(), snapshot.watchedSince());
        Duration silence = Duration.between(silentSince, snapshot.asOf());
        Optional<GlucoseReading> last = snapshot.latestTrusted();
        double low = limits.lowBelow(snapshot, lowBelow);
        boolean wasLow = last.filter(reading -> reading.mgPerDl() < low).isPresent();
        // its next value is not due yet: one that is read every quarter of an hour may miss none
        Duration slow = Cadence.isQuarterHour(snapshot) ? QUARTER_HOUR : Duration.ZERO;
        Duration patience = wasLow
                ? Snapshot.FRESH_FOR.plus(slow.isZero() ? Duration.ZERO : UNTIL_NEXT_VALUE)
                : firstAfter.plus(slow);
        if (silence.compareTo(patience) <= 0) {
            return Verdict.clear();
        }
        return new Verdict.Holds(new Finding(
                priority(wasLow, silence.minus(slow)),
                sentence(snapshot, silence, last, wasLow, firstAfter),
                OptionalDouble.empty(),
                last.map(GlucoseReading::measuredAt),
                why(snapshot, silence, patience, wasLow)));
    }

    private String why(Snapshot snapshot, Duration silence, Duration patience, boolean wasLow) {
        return "Nothing that an alarm may rest on came for %d min, since %s; the limit is %d min%s."
                .formatted(
                        silence.toMinutes(),
                        LocalHour.of(snapshot.asOf().minus(silence), snapshot),
                        patience.toMinutes(),
                        wasLow ? " after a low" : "");
    }

    private Priority priority(boolean wasLow, Duration silence) {
        if (wasLow) {
            return Priority.HIGH;
        }
        return silence.compareTo(urgentAfter) >= 0 ? Priority.MEDIUM : Priority.LOW;
    }

    private static String sentence(
            Snapshot snapshot, Duration silence, Optional<GlucoseReading> last, boolean wasLow, Duration recently) {
        var why = new Silence(snapshot);
        Optional<GlucoseReading> useless = why.newestUseless(recently);
        String lastSeen = wasLow
                ? last.map(reading -> String.format(Locale.ROOT, ", last seen low at %.0f mg/dL", reading.mgPerDl()))
                        .orElse("")
                : "";
        return "%s: no %sglucose for %d min%s. %s"
                .formatted(
                        snapshot.person().name(),
                        useless.isPresent() ? "usable " : "",
                        silence.toMinutes(),
                        lastSeen,
                        useless.map(why::whyUseless).orElseGet(why::cause));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
