package org.hearthgate.watchdog.internal;

import java.util.Optional;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.notify.SelfTest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the last drill says about the hub's health. One from before the start is told and does not count as a failure: a hub that waited for
 * a loudspeaker before it was ready would never be.
 */
@Component(
        configurationPid = DailyDrill.PID,
        name = "org.hearthgate.watchdog.self-test.health",
        service = HealthProbe.class)
public final class DrillHealth implements HealthProbe {
    private final DailyDrill drill;

    @Activate
    public DrillHealth(@Reference DailyDrill drill) {
        this.drill = drill;
    }

    @Override
    public String name() {
        return "self-test";
    }

    @Override
    public boolean onAlarmPath() {
        return true;
    }

    @Override
    public Health check() {
        Optional<SelfTest.Result> now = drill.ofThisRun();
        if (now.isPresent()) {
            return now.get().passed()
                    ? Health.ok("All " + now.get().stages().size() + " stages passed at "
                            + now.get().endedAt())
                    : Health.failed("The self-test of " + now.get().startedAt() + " failed: "
                            + DailyDrill.whatFailed(now.get()) + ". Mend it, then run 'hub self-test'");
        }
        return drill.latest()
                .map(last -> last.passed()
                        ? Health.ok("Passed at " + last.endedAt() + ", before the hub was started; it is repeated soon")
                        : Health.warn("The last self-test, before the hub was started, failed: "
                                + DailyDrill.whatFailed(last) + ". It is repeated soon"))
                .orElse(Health.warn("The way of an alarm was never tested here yet: run 'hub self-test'"));
    }
}
