package org.hearthgate.home.internal;

import java.util.Map;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** One person as the configuration names them; people come and go while the hub runs. */
@Component(
        name = ConfiguredPerson.PID,
        configurationPid = ConfiguredPerson.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true, // so that a bad configuration is told at once, not when somebody asks
        service = ConfiguredPerson.class)
@Designate(ocd = ConfiguredPerson.Config.class, factory = true)
public final class ConfiguredPerson {
    static final String PID = "org.hearthgate.person";

    /** Settings of one person. */
    @ObjectClassDefinition(name = "Person")
    public @interface Config {
        @AttributeDefinition(
                name = "Id",
                description = "1 to 64 of a-z 0-9 -; stays the same for ever, the record hangs on it")
        String id();

        @AttributeDefinition(name = "Name", description = "As the family says it; 1 to 64 characters")
        String name();
    }

    private final String configuration;
    private final Person person;

    /** @throws IllegalArgumentException if id or name is missing or malformed */
    @Activate
    public ConfiguredPerson(Config config, Map<String, Object> properties) {
        configuration = String.valueOf(properties.getOrDefault("service.pid", PID));
        if (Alert.HUB.value().equals(config.id())) {
            throw new IllegalArgumentException("configuration " + configuration + ": the id '" + config.id()
                    + "' belongs to the hub itself; give the person another one");
        }
        try {
            person = new Person(new PersonId(config.id()), config.name());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("configuration " + configuration + ": " + e.getMessage(), e);
        }
    }

    String configuration() {
        return configuration;
    }

    Person person() {
        return person;
    }
}
