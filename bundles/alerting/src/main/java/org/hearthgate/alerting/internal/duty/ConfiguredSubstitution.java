package org.hearthgate.alerting.internal.duty;

import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One exception from the timetable as the configuration has it; one that is over does nothing. */
@Component(
        name = ConfiguredSubstitution.PID,
        configurationPid = ConfiguredSubstitution.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true, // so that a bad configuration is told at once, not in the night
        service = ConfiguredSubstitution.class)
@Designate(ocd = ConfiguredSubstitution.Config.class, factory = true)
public final class ConfiguredSubstitution {
    static final String PID = "org.hearthgate.duty.exception";

    /** Settings of one exception. */
    @ObjectClassDefinition(name = "Duty: exception for once")
    public @interface Config {
        @AttributeDefinition(name = "Label", description = "What the family calls it; empty: the name of the file")
        String label() default "";

        @AttributeDefinition(name = "Persons", description = "Ids of the people it is for; empty: everybody")
        String[] persons() default {};

        @AttributeDefinition(name = "Carers", description = "Ids of who is on duty instead; needed")
        String[] carers() default {};

        @AttributeDefinition(name = "From", description = "YYYY-MM-DDTHH:mm, by the clock on the wall; needed")
        String from();

        @AttributeDefinition(name = "Until", description = "YYYY-MM-DDTHH:mm, by the clock on the wall; needed")
        String until();
    }

    private final String configuration;
    private final Substitution substitution;

    /** @throws IllegalArgumentException naming the configuration and the setting that is wrong */
    @Activate
    public ConfiguredSubstitution(Config config, Map<String, Object> properties) {
        var words = DutyWords.of(properties, PID);
        configuration = words.configuration();
        substitution = new Substitution(
                words.label(config.label()),
                words.persons(config.persons()),
                words.carers("carers", config.carers(), true),
                words.dateTime("from", String.valueOf(config.from())),
                words.dateTime("until", String.valueOf(config.until())));
        if (!substitution.until().isAfter(substitution.from())) {
            throw words.wrong("until must be after from", null);
        }
    }

    String configuration() {
        return configuration;
    }

    Substitution substitution() {
        return substitution;
    }
}
