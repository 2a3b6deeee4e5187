package org.hearthgate.rules.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.rules.ConfiguredRule;
import org.hearthgate.rules.LocalHour;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A sensor's end is near, so that it is changed in the evening and does not fall silent at three: told a day and two hours before, and once it
 * is over. Its life is what the sensor itself told at its start, or the setting; without either, only the doubt that ingest noted. */
@Component(
        configurationPid = "org.hearthgate.rule.sensor-expiring",
        name = "org.hearthgate.rule.sensor-expiring",
        service = AlertRule.class)
@Designate(ocd = SensorExpiringRule.Config.class)
public final class SensorExpiringRule extends ConfiguredRule {
    private static final Pattern LIFE = Pattern.compile(DeviceEvent.LIFE_HOURS + "(\\d{1,5})");

    /** When it is told. */
    @ObjectClassDefinition(name = "Rule: sensor expiring")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(
                name = "Life of a sensor (hours)",
                description = "Where the sensor does not tell itself, e.g. 240 for ten days; 0: not known",
                min = "0",
                max = "720")
        int lifeHours() default 0;

        @AttributeDefinition(name = "First told (hours before)", min = "1", max = "72")
        int firstHours() default 24;

        @AttributeDefinition(name = "Told again (hours before)", min = "1", max = "24")
        int lastHours() default 2;
    }

    private final Duration life;
    private final Duration first;
    private final Duration last;

    @Activate
    public SensorExpiringRule(Config config) {
        super("sensor-expiring", 1);
        enabled(config.enabled());
        life = hours("lifeHours", config.lifeHours(), 0, 720);
        first = hours("firstHours", config.firstHours(), 1, 72);
        last = hours("lastHours", config.lastHours(), 1, 24);
        longestSnooze(Duration.ofHours(12));
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Optional<GlucoseReading> reading = snapshot.latestTrusted();
        if (reading.isEmpty()) {
            return Verdict.unknown();
        }
        boolean outlived = reading.get().quality().has(Doubt.Flag.END_OF_LIFE);
        Optional<Instant> end = end(snapshot, reading.get());
        if (outlived || end.filter(over -> !snapshot.asOf().isBefore(over)).isPresent()) {
            return holds(
                    Priority.LOW,
                    snapshot,
                    "the sensor has reached the end of its life"
                            + end.map(at -> " at " + LocalHour.of(at, snapshot)).orElse("")
                            + ". Put on a new one before it falls silent.");
        }
        if (end.isEmpty()) {
            return Verdict.clear();
        }
        Duration left = Duration.between(snapshot.asOf(), end.get());
        if (left.compareTo(first) > 0) {
            return Verdict.clear();
        }
        boolean soon = left.compareTo(last) <= 0;
        return holds(
                soon ? Priority.LOW : Priority.INFORMATION,
                snapshot,
                "the sensor ends " + (soon ? "in " + LocalHour.length(left) : "within " + (left.toHours() + 1) + " h")
                        + ", at " + LocalHour.of(end.get(), snapshot) + ". Change it while everybody is awake.");
    }

    /** The start that counts is that of the device that measures, or the newest where its readings come under another name. */
    private Optional<Instant> end(Snapshot snapshot, GlucoseReading reading) {
        DeviceEvent start = null;
        boolean same = false;
        for (DeviceEvent event : snapshot.deviceEvents()) {
            boolean ofIt = event.device().equals(reading.device());
            boolean counts = event.event() == DeviceEvent.Event.SENSOR_STARTED && (ofIt || !same);
            if (counts && !event.measuredAt().isAfter(reading.measuredAt())) {
                start = event;
                same |= ofIt;
            }
        }
        if (start == null) {
            return Optional.empty();
        }
        Matcher told = LIFE.matcher(start.detail());
        Duration lives = told.lookingAt() ? Duration.ofHours(Long.parseLong(told.group(1))) : life;
        return lives.isZero()
                ? Optional.empty()
                : Optional.of(start.measuredAt().plus(lives));
    }

    private static Verdict holds(Priority priority, Snapshot snapshot, String sentence) {
        return new Verdict.Holds(finding(
                priority, snapshot, sentence, "Counted from the sensor's start by the life it told, or that is set."));
    }
}
