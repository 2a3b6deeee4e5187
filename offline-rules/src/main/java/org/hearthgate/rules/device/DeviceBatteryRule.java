package org.hearthgate.rules.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.rules.ConfiguredRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A device says that its battery is low, before it becomes a silence. Told for a day after the last time it said so. */
@Component(
        configurationPid = "org.hearthgate.rule.device-battery",
        name = "org.hearthgate.rule.device-battery",
        service = AlertRule.class)
@Designate(ocd = DeviceBatteryRule.Config.class)
public final class DeviceBatteryRule extends ConfiguredRule {
    /** How long it is told. */
    @ObjectClassDefinition(name = "Rule: battery of a device")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Told for (hours)", min = "1", max = "24")
        int forHours() default 24;
    }

    private final Duration holdsFor;

    @Activate
    public DeviceBatteryRule(Config config) {
        super("device-battery", 1);
        enabled(config.enabled());
        holdsFor = hours("forHours", config.forHours(), 1, 24);
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        List<DeviceEvent> low = low(snapshot.deviceEvents(), snapshot.asOf().minus(holdsFor));
        if (low.isEmpty()) {
            return Verdict.clear();
        }
        DeviceEvent newest = low.get(0);
        String detail = newest.detail().isBlank() ? "A device's battery is low" : newest.detail();
        String more = low.size() > 1 ? ", and of " + (low.size() - 1) + " more" : "";
        return new Verdict.Holds(finding(
                Priority.LOW,
                snapshot,
                "the battery of a device is low (" + detail + ")" + more + ". Charge or change it before the night.",
                newest.device() + " said so."));
    }

    /** {@return by device the last word, newest first; a sensor that was started since has another battery} */
    private static List<DeviceEvent> low(List<DeviceEvent> events, Instant from) {
        var low = new ArrayList<DeviceEvent>();
        var spoken = new HashSet<DeviceId>();
        for (int i = events.size() - 1; i >= 0 && !events.get(i).measuredAt().isBefore(from); i--) {
            DeviceEvent event = events.get(i);
            boolean speaks =
                    event.event() == DeviceEvent.Event.BATTERY_LOW || event.event() == DeviceEvent.Event.SENSOR_STARTED;
            if (speaks && spoken.add(event.device()) && event.event() == DeviceEvent.Event.BATTERY_LOW) {
                low.add(event);
            }
        }
        return low;
    }
}
