package org.hearthgate.home.internal;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.PersonId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The people whom the configuration names. Two configurations with one id would mix two records, so only the first by its name counts
 * and the other is told as an error.
 */
@Component(name = HomeConfig.PID + ".household", configurationPid = HomeConfig.PID)
public final class ConfiguredHousehold implements Household {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredHousehold.class);

    private final ZoneId zone;
    private final List<ConfiguredPerson> configured = new ArrayList<>();
    private volatile Map<PersonId, Person> people = Map.of();
    private volatile List<Person> ordered = List.of();

    /** @throws IllegalArgumentException if the time zone is unknown */
    @Activate
    public ConfiguredHousehold(HomeConfig config) {
        zone = zoneOf(config.zone());
    }

    private static ZoneId zoneOf(String name) {
        if (name.isBlank()) {
            return ZoneId.systemDefault();
        }
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "configuration " + HomeConfig.PID + ": the time zone '" + name
                            + "' is not known; write an IANA name such as Europe/Berlin, or leave it empty",
                    e);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void add(ConfiguredPerson person) {
        configured.add(person);
        configured.sort(Comparator.comparing(ConfiguredPerson::configuration));
        refresh();
    }

    synchronized void remove(ConfiguredPerson person) {
        configured.remove(person);
        refresh();
    }

    private void refresh() {
        var firsts = new TreeMap<PersonId, ConfiguredPerson>();
        for (ConfiguredPerson next : configured) {
            ConfiguredPerson first = firsts.putIfAbsent(next.person().id(), next);
            if (first != null) {
                LOG.error(
                        "Configurations {} and {} have the same person id; the second is not taken. Give it another id or remove it",
                        first.configuration(),
                        next.configuration());
            }
        }
        var byId = new HashMap<PersonId, Person>();
        firsts.forEach((id, first) -> byId.put(id, first.person()));
        people = Map.copyOf(byId);
        ordered = firsts.values().stream().map(ConfiguredPerson::person).toList();
    }

    @Override
    public List<Person> people() {
        return ordered;
    }

    @Override
    public Optional<Person> person(PersonId id) {
        return Optional.ofNullable(people.get(id));
    }

    @Override
    public ZoneId zone() {
        return zone;
    }
}
