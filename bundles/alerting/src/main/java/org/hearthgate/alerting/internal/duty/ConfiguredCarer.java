package org.hearthgate.alerting.internal.duty;

import java.util.List;
import java.util.Map;
import org.hearthgate.api.notify.Carer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One carer as the configuration names them; carers come and go while the hub runs. */
@Component(
        name = ConfiguredCarer.PID,
        configurationPid = ConfiguredCarer.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true, // so that a bad configuration is told at once, not in the night
        service = ConfiguredCarer.class)
@Designate(ocd = ConfiguredCarer.Config.class, factory = true)
public final class ConfiguredCarer {
    static final String PID = "org.hearthgate.carer";

    /** Settings of one carer. */
    @ObjectClassDefinition(name = "Carer")
    public @interface Config {
        @AttributeDefinition(name = "Id", description = "1 to 64 of a-z 0-9 -; what the timetable names")
        String id();

        @AttributeDefinition(name = "Name", description = "As the family says it; 1 to 64 characters")
        String name();

        @AttributeDefinition(name = "Persons", description = "Ids of the people this carer may be called for; needed")
        String[] persons() default {};

        @AttributeDefinition(
                name = "Channels",
                description = "Ids of the channels that reach this carer, the preferred first; the sounder reaches"
                        + " whoever is near")
        String[] channels() default {};

        @AttributeDefinition(name = "Emergency contact", description = "Called last, when nobody else has answered")
        boolean emergencyContact() default false;
    }

    private final String configuration;
    private final Carer carer;

    /** @throws IllegalArgumentException naming the configuration and the setting that is wrong */
    @Activate
    public ConfiguredCarer(Config config, Map<String, Object> properties) {
        var words = DutyWords.of(properties, PID);
        configuration = words.configuration();
        if (config.persons().length == 0) {
            throw words.wrong("persons must say for whom this carer may be called", null);
        }
        try {
            carer = new Carer(
                    config.id(),
                    config.name(),
                    words.persons(config.persons()),
                    List.of(config.channels()),
                    config.emergencyContact());
        } catch (IllegalArgumentException e) {
            throw words.wrong(e.getMessage(), e);
        }
    }

    String configuration() {
        return configuration;
    }

    Carer carer() {
        return carer;
    }
}
