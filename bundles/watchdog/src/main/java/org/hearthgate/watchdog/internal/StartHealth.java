package org.hearthgate.watchdog.internal;

import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Tells whether the hub was started whole, as the launcher says by this setting: nobody inside the framework can see what was left out. */
@Component(configurationPid = StartHealth.PID, name = StartHealth.PID, service = HealthProbe.class)
@Designate(ocd = StartHealth.Config.class)
public final class StartHealth implements HealthProbe {
    static final String PID = "org.hearthgate.watchdog.start";

    /** Written by the launcher at each start; nobody else has a reason to. */
    @ObjectClassDefinition(
            name = "Start",
            description = "What the launcher left out, and why; set by the launcher itself")
    public @interface Config {
        @AttributeDefinition(name = "Left out", description = "Rooms that were not started; empty: the hub is whole")
        String leftOut() default "";

        @AttributeDefinition(name = "Why", description = "One sentence")
        String why() default "";
    }

    private final Health health;

    @Activate
    public StartHealth(Config config) {
        health = config.leftOut().isBlank()
                ? Health.ok("The hub was started whole")
                : Health.warn(
                        "The hub is in safe mode: " + config.why() + ". Alarms work; left out: " + config.leftOut()
                                + ". Look at the log, mend or remove what was added last, then restart the hub");
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public boolean onAlarmPath() {
        return false;
    }

    @Override
    public Health check() {
        return health;
    }
}
