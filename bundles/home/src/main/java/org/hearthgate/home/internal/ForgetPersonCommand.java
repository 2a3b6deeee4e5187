package org.hearthgate.home.internal;

import java.io.IOException;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import org.hearthgate.api.hub.HubCommand;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes a person out of the running household: every configuration that names this person alone goes, and the person goes from those
 * that name others, too. The first step of an erasure, so that nothing new is taken while the old is destroyed.
 */
@Component(
        name = HomeConfig.PID + ".forget-person",
        configurationPid = HomeConfig.PID,
        property = HubCommand.COMMAND + "=" + ForgetPersonCommand.NAME)
public final class ForgetPersonCommand implements HubCommand {
    static final String NAME = "forget-person";
    private static final String USAGE_TEXT = "usage: forget-person --person ID; a part of `hub erase`";

    private final ConfigurationAdmin configurations;

    @Activate
    public ForgetPersonCommand(@Reference ConfigurationAdmin configurations) {
        this.configurations = configurations;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int run(List<String> arguments, Screen screen) {
        if (arguments.size() != 2 || !arguments.get(0).equals("--person")) {
            screen.complain(USAGE_TEXT);
            return USAGE;
        }
        try {
            int changed = forget(arguments.get(1));
            screen.say(changed + " settings that named " + arguments.get(1) + " are gone from the running hub");
            return OK;
        } catch (IOException | InvalidSyntaxException e) {
            screen.complain("cannot change the settings: " + e.getMessage() + "; stop the hub and try again");
            return TRY_LATER;
        }
    }

    private int forget(String person) throws IOException, InvalidSyntaxException {
        Configuration[] all = configurations.listConfigurations("(service.pid=org.hearthgate.*)");
        int changed = 0;
        for (Configuration configuration : all == null ? new Configuration[0] : all) {
            Dictionary<String, Object> values = configuration.getProperties();
            if (theirs(configuration, values, person)) {
                configuration.delete();
                changed++;
            } else if (values.get("persons") instanceof String[] persons
                    && Arrays.asList(persons).contains(person)) {
                values.put("persons", without(persons, person));
                configuration.update(values);
                changed++;
            }
        }
        return changed;
    }

    private static boolean theirs(Configuration configuration, Dictionary<String, Object> values, String person) {
        if (person.equals(values.get("person"))) {
            return true;
        }
        if (values.get("persons") instanceof String[] persons) {
            return Arrays.asList(persons).contains(person) && without(persons, person).length == 0;
        }
        return "org.hearthgate.person".equals(configuration.getFactoryPid()) && person.equals(values.get("id"));
    }

    private static String[] without(String[] persons, String person) {
        return Arrays.stream(persons).filter(other -> !other.equals(person)).toArray(String[]::new);
    }
}
