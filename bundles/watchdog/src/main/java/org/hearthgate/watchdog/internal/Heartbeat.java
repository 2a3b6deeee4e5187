package org.hearthgate.watchdog.internal;

import java.util.List;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What the launcher asks before it tells systemd that the hub lives: empty while a restart is not wanted, else the reason for one. A type
 * of the JDK, because the launcher lives outside the framework. Throws when the watchdog itself no longer looks.
 */
@Component(
        configurationPid = WatchdogConfig.PID,
        name = "org.hearthgate.watchdog.heartbeat",
        service = Supplier.class,
        property = "hearthgate.heartbeat=watchdog")
public final class Heartbeat implements Supplier<String> {
    private final Watchdog watchdog;

    @Activate
    public Heartbeat(@Reference Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    @Override
    public String get() {
        if (!watchdog.isWatching()) {
            throw new IllegalStateException("the watchdog no longer looks");
        }
        List<Cause> mendable = watchdog.standing().stream()
                .filter(cause -> cause.kind().mendedByRestart())
                .toList();
        return Watch.words(mendable);
    }
}
