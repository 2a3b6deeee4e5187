package org.hearthgate.web.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hearthgate.api.commissioning.ConfiguredSettings;
import org.hearthgate.api.commissioning.SettingsUpdate;
import org.hearthgate.api.household.Person;

/**
 * Whose alarms are whose business. A family sets what concerns the people it reaches; what names nobody concerns everybody, so it takes one
 * who reaches everybody. An installer sets the ways to reach people and no limit.
 */
final class AlarmRights implements SettingsRights {
    private static final String CHANNELS = "org.hearthgate.notify.";
    private static final Set<String> NAMES_PERSONS = Set.of("person", "persons");

    private final Parts parts;

    AlarmRights(Parts parts) {
        this.parts = parts;
    }

    @Override
    public boolean sees(Caller caller, ConfiguredSettings settings) {
        if (DeviceRights.isInstaller(caller)) {
            return settings.pid().startsWith(CHANNELS);
        }
        Set<String> named = named(settings.values());
        return named.isEmpty() || named.stream().anyMatch(person -> reaches(caller, person));
    }

    @Override
    public void requireMaySet(Caller caller, String pid, Optional<ConfiguredSettings> now, SettingsUpdate update) {
        if (DeviceRights.isInstaller(caller)) {
            if (!pid.startsWith(CHANNELS)) {
                throw new Refused(
                        403,
                        "the-familys",
                        "Limits, rules and duty are the family's. An installer sets the channels (" + CHANNELS + "…).");
            }
            return;
        }
        now.ifPresent(settings -> require(caller, named(settings.values())));
        boolean namesAnew = update.set().keySet().stream().anyMatch(NAMES_PERSONS::contains)
                || update.cleared().stream().anyMatch(NAMES_PERSONS::contains);
        if (now.isEmpty() || namesAnew) {
            require(caller, named(update.set()));
        }
    }

    private void require(Caller caller, Set<String> named) {
        boolean allowed = named.isEmpty()
                ? parts.household().people().stream().map(Person::id).allMatch(caller.access()::reaches)
                : named.stream().allMatch(person -> reaches(caller, person));
        if (!allowed) {
            throw new Refused(
                    403, "another-persons", "This concerns people whose alarms are not yours to set. Name only yours.");
        }
    }

    private static boolean reaches(Caller caller, String person) {
        return caller.access().persons().stream().anyMatch(id -> id.value().equals(person));
    }

    private static Set<String> named(Map<String, Object> values) {
        var named = new TreeSet<String>();
        for (String key : NAMES_PERSONS) {
            Object value = values.get(key);
            if (value instanceof Collection<?> several) {
                several.forEach(one -> named.add(String.valueOf(one)));
            } else if (value instanceof Object[] several) {
                Arrays.stream(several).forEach(one -> named.add(String.valueOf(one)));
            } else if (value != null && !value.toString().isEmpty()) {
                named.add(value.toString());
            }
        }
        return named;
    }
}
