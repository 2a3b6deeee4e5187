package org.hearthgate.rules.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Silence is an alarm too, and a stream of readings that could raise none is silence. Timed on the hub's running clock, so that no
 * device's clock and no step of the hub's can hide it; becomes true while only time passes, so it needs the timer. When the last thing heard was a low, nobody waits 15 minutes: as soon as that reading is too old to hold the
 * low's own alarm, the silence calls instead, as urgent.
 */
@Component(configurationPid = "org.hearthgate.rule.no-data", name = "org.hearthgate.rule.no-data")
@Designate(ocd = NoDataRule.Config.class)
public final class NoDataRule implements AlertRule {
    private static final Pattern REFUSED = Pattern.compile(DeviceEvent.REFUSED_AHEAD_SECONDS + "(\\d{1,12});");
    private static final Duration REFUSAL_HOLDS = Duration.ofMinutes(20);

    /** How long silence may last. */
    @ObjectClassDefinition(name = "Rule: no glucose data")
    public @interface Config {
        @AttributeDefinition(name = "First call after (minutes)", min = "12", max = "60")
        int firstAfterMinutes() default 15;

        @AttributeDefinition(name = "More urgent after (minutes)", max = "120")
        int urgentAfterMinutes() default 30;

        @AttributeDefinition(name = "Low when last heard (mg/dL)", min = "60", max = "100")
        double lowBelowMgPerDl() default 70;

        @AttributeDefinition(name = "Call again (minutes)", description = "After somebody took it, if still silent")
        int callAgainMinutes() default 60;
    }

    private final Duration firstAfter;
    private final Duration urgentAfter;
    private final double lowBelow;
    private final Duration callAgain;

    @Activate
    public NoDataRule(Config config) {
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
        return 2;
    }

    @Override
    public Map<String, String> thresholds() {
        return Map.of(
                "firstAfterMinutes", Long.toString(firstAfter.toMinutes()),
                "urgentAfterMinutes", Long.toString(urgentAfter.toMinutes()),
                "lowBelowMgPerDl", Double.toString(lowBelow));
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
        boolean wasLow = last.filter(reading -> reading.mgPerDl() < lowBelow).isPresent();
        Duration patience = wasLow ? Snapshot.FRESH_FOR : firstAfter;
        if (silence.compareTo(patience) <= 0) {
            return Verdict.clear();
        }
        return new Verdict.Holds(new Finding(
                priority(wasLow, silence),
                sentence(snapshot, silence, last, wasLow, firstAfter),
                OptionalDouble.empty(),
                last.map(GlucoseReading::measuredAt)));
    }

    private Priority priority(boolean wasLow, Duration silence) {
        if (wasLow) {
            return Priority.HIGH;
        }
        return silence.compareTo(urgentAfter) >= 0 ? Priority.MEDIUM : Priority.LOW;
    }

    private static String sentence(
            Snapshot snapshot, Duration silence, Optional<GlucoseReading> last, boolean wasLow, Duration recently) {
        Optional<GlucoseReading> useless = newestUseless(snapshot, recently);
        String lastSeen = wasLow
                ? last.map(reading -> String.format(Locale.ROOT, ", last seen low at %.0f mg/dL", reading.mgPerDl()))
                        .orElse("")
                : "";
        return "%s: no %sreading for %d min%s. %s"
                .formatted(
                        snapshot.person().name(),
                        useless.isPresent() ? "usable " : "",
                        silence.toMinutes(),
                        lastSeen,
                        useless.map(NoDataRule::whyUseless).orElseGet(() -> cause(snapshot)));
    }

    /** What still arrives, though no alarm may rest on it. */
    private static Optional<GlucoseReading> newestUseless(Snapshot snapshot, Duration recently) {
        return snapshot.glucose().stream()
                .filter(reading -> snapshot.lastHeardAt()
                        .filter(heard -> !reading.receivedAt().isAfter(heard))
                        .isEmpty())
                .filter(reading ->
                        !reading.receivedAt().isBefore(snapshot.asOf().minus(recently)))
                .max(Comparator.comparing(GlucoseReading::receivedAt));
    }

    private static String whyUseless(GlucoseReading reading) {
        if (reading.quality().has(Doubt.Flag.WARM_UP)) {
            return "The sensor is warming up.";
        }
        if (reading.quality().has(Doubt.Flag.AMBIGUOUS_TIME)) {
            return "Its readings carry a local time that this night has twice: set its clock to UTC, or wait an hour.";
        }
        Duration age = Duration.between(reading.measuredAt(), reading.receivedAt());
        if (age.compareTo(Snapshot.FRESH_FOR) > 0) {
            return ("Readings arrive %d min after the device's own time: its clock is behind or the route is slow;"
                            + " set the device's clock.")
                    .formatted(age.toMinutes());
        }
        if (age.negated().compareTo(Snapshot.FUTURE_TOLERANCE) > 0) {
            return "Readings arrive %d min from the future: check the clock of the phone."
                    .formatted(age.negated().toMinutes());
        }
        return reading.quality().doubts().stream()
                .filter(doubt -> doubt.flag().forbidsAlarm())
                .findFirst()
                .map(doubt -> "Readings arrive, but no alarm may rest on them: " + doubt.reason() + ".")
                .orElse("Check that the phone or the sensor is near and switched on.");
    }

    /** Its readings come, but the hub's door refuses them; the door says so every ten minutes. */
    private static Optional<String> refused(Snapshot snapshot) {
        return snapshot.deviceEvents().stream()
                .filter(event -> event.event() == DeviceEvent.Event.CLOCK_CHANGED
                        && Duration.between(event.receivedAt(), snapshot.asOf()).compareTo(REFUSAL_HOLDS) <= 0)
                .map(event -> new Refusal(event, REFUSED.matcher(event.detail())))
                .filter(refusal -> refusal.detail().lookingAt())
                .reduce((first, second) -> second)
                .map(refusal ->
                        "Readings are refused: the clock of %s is %d min ahead. Set its date, time and time zone."
                                .formatted(
                                        refusal.event().device(),
                                        Long.parseLong(refusal.detail().group(1)) / 60));
    }

    private record Refusal(DeviceEvent event, Matcher detail) {}

    /** Names what is known; says so when nothing is. */
    private static String cause(Snapshot snapshot) {
        Optional<String> refused = refused(snapshot);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<DeviceEvent> latest = snapshot.deviceEvents().stream()
                .filter(event -> snapshot.lastHeardAt()
                        .filter(heard -> event.receivedAt().isBefore(heard))
                        .isEmpty())
                .reduce((first, second) -> second);
        if (latest.isPresent()) {
            switch (latest.get().event()) {
                case WARM_UP_STARTED, SENSOR_STARTED:
                    return "The sensor is warming up.";
                case SENSOR_ENDED:
                    return "The sensor has ended: put on a new one.";
                case SENSOR_FAULT:
                    return "The sensor reports a fault.";
                default:
                    break;
            }
        }
        if (snapshot.watchedSince().isAfter(snapshot.lastHeardAt().orElse(Instant.MIN))) {
            return "Nothing was heard since the hub started: check the phone or the sensor.";
        }
        return "Check that the phone or the sensor is near and switched on.";
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
