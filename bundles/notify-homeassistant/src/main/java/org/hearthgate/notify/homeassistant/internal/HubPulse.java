package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.notify.SelfTest;

/** That the hub lives, and whether its alarms do: the house notices the death of either. */
final class HubPulse {
    private static final int MOST_TOLD = 20;

    private HubPulse() {}

    static ObjectNode heartbeat(Instant now, boolean clockTrusted) {
        return Json.object().put("at", AlarmEvent.seconds(now)).put("clock_trusted", clockTrusted);
    }

    /** {@return {@code ON}, a problem, while something on the road to an alarm fails or the last drill did} */
    static ObjectNode health(List<HealthProbe> probes, Optional<SelfTest.Result> drill) {
        ObjectNode json = Json.object();
        var troubles = json.putArray("troubles");
        boolean alarmPathFails = false;
        for (HealthProbe probe : probes) {
            Health health = probe.check();
            alarmPathFails |= probe.onAlarmPath() && health.status() == Health.Status.FAILED;
            if (health.status() != Health.Status.OK && troubles.size() < MOST_TOLD) {
                troubles.add(probe.name() + ": " + health.message());
            }
        }
        drill.ifPresent(result -> {
            json.put("self_test_passed", result.passed());
            json.put("self_test_at", AlarmEvent.seconds(result.endedAt()));
            result.stages().stream()
                    .filter(stage -> !stage.passed())
                    .limit(MOST_TOLD)
                    .forEach(stage -> troubles.add("self-test, " + stage.name() + ": " + stage.detail()));
        });
        boolean drillFailed = drill.map(result -> !result.passed()).orElse(false);
        return json.put("value", alarmPathFails || drillFailed ? "ON" : "OFF");
    }
}
