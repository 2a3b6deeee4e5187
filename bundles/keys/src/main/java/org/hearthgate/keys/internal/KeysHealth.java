package org.hearthgate.keys.internal;

import java.util.Optional;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.key.HubKeys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the hub's keys can be used. Not on the alarm's road: without them readings are still kept and judged, under a spare key. */
@Component(name = KeysConfig.PID + ".health", configurationPid = KeysConfig.PID, immediate = true)
public final class KeysHealth implements HealthProbe {
    private final HubKeys keys;

    @Activate
    public KeysHealth(@Reference(target = "(component.name=" + KeysConfig.PID + ")") HubKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        Optional<String> trouble = keys.trouble();
        return trouble.isPresent()
                ? Health.failed(trouble.get())
                : Health.ok("source " + keys.source() + ", current key " + keys.current() + ": " + keys.protection());
    }
}
