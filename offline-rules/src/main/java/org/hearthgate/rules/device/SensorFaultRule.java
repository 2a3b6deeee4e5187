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

/** A sensor reports a fault and nothing usable has come since. Low: if it stays silent, the silence calls by itself and more urgently. */
@Component(
        configurationPid = "org.hearthgate.rule.sensor-fault",
        name = "org.hearthgate.rule.sensor-fault",
        service = AlertRule.class)
@Designate(ocd = SensorFaultRule.Config.class)
public final class SensorFaultRule extends ConfiguredRule {
    /** How long a fault counts. */
    @ObjectClassDefinition(name = "Rule: sensor fault")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Told for (hours)", min = "1", max = "24")
        int forHours() default 12;
    }

    private final Duration holdsFor;

    @Activate
    public SensorFaultRule(Config config) {
        super("sensor-fault", 1);
        enabled(config.enabled());
        holdsFor = hours("forHours", config.forHours(), 1, 24);
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Optional<DeviceEvent> fault = lastFault(snapshot.deviceEvents());
        if (fault.isEmpty()) {
            return Verdict.clear();
        }
        Instant at = fault.get().measuredAt();
        boolean over = at.isBefore(snapshot.asOf().minus(holdsFor))
                || snapshot.latestTrusted()
                        .map(GlucoseReading::measuredAt)
                        .filter(at::isBefore)
                        .isPresent();
        if (over) {
            return Verdict.clear();
        }
        String detail = fault.get().detail();
        return new Verdict.Holds(finding(
                Priority.LOW,
                snapshot,
                "the sensor reports a fault since " + LocalHour.of(at, snapshot)
                        + (detail.isBlank() ? "" : " (" + detail + ")")
                        + ". Look at it; measure with a meter until it works or a new one does.",
                "A fault was reported and no usable reading came after it."));
    }

    private static Optional<DeviceEvent> lastFault(List<DeviceEvent> events) {
        for (int i = events.size() - 1; i >= 0; i--) {
            switch (events.get(i).event()) {
                case SENSOR_FAULT -> {
                    return Optional.of(events.get(i));
                }
                case SENSOR_STARTED, WARM_UP_STARTED, SENSOR_ENDED -> {
                    return Optional.empty();
                }
                default -> {}
            }
        }
        return Optional.empty();
    }
}
