package org.hearthgate.rules.device;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.rules.ConfiguredRule;
import org.hearthgate.rules.LocalHour;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A new sensor warms up: until it has, it wakes nobody, and everybody should know. Ends by itself, for a lost message must not say so all night. */
@Component(
        configurationPid = "org.hearthgate.rule.sensor-warm-up",
        name = "org.hearthgate.rule.sensor-warm-up",
        service = AlertRule.class)
@Designate(ocd = SensorWarmUpRule.Config.class)
public final class SensorWarmUpRule extends ConfiguredRule {
    /** How long a warm-up may last. */
    @ObjectClassDefinition(name = "Rule: sensor warming up")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Longest (minutes)", min = "30", max = "240")
        int longestMinutes() default 120;
    }

    private final Duration longest;

    @Activate
    public SensorWarmUpRule(Config config) {
        super("sensor-warm-up", 1);
        enabled(config.enabled());
        longest = minutes("longestMinutes", config.longestMinutes(), 30, 240);
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Optional<DeviceEvent> last = lastOfAWarmUp(snapshot.deviceEvents());
        if (last.isEmpty() || last.get().event() == DeviceEvent.Event.WARM_UP_ENDED) {
            return Verdict.clear();
        }
        Instant begun = last.get().measuredAt();
        boolean over = Duration.between(begun, snapshot.asOf()).compareTo(longest) >= 0
                || snapshot.freshGlucose()
                        .map(GlucoseReading::measuredAt)
                        .filter(begun::isBefore)
                        .isPresent();
        if (over) {
            return Verdict.clear();
        }
        return new Verdict.Holds(finding(
                Priority.INFORMATION,
                snapshot,
                "the sensor warms up since " + LocalHour.of(begun, snapshot) + ". No alarm comes from it until about "
                        + LocalHour.of(begun.plus(longest), snapshot) + " at the latest: measure with a meter.",
                "The sensor said that it was started, and not yet that it is ready."));
    }

    private static Optional<DeviceEvent> lastOfAWarmUp(List<DeviceEvent> events) {
        for (int i = events.size() - 1; i >= 0; i--) {
            switch (events.get(i).event()) {
                case SENSOR_STARTED, WARM_UP_STARTED, WARM_UP_ENDED -> {
                    return Optional.of(events.get(i));
                }
                case SENSOR_ENDED -> {
                    return Optional.empty();
                }
                default -> {}
            }
        }
        return Optional.empty();
    }
}
