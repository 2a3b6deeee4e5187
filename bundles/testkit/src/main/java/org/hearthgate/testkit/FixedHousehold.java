package org.hearthgate.testkit;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.PersonId;

/** A home whose people never change. */
public record FixedHousehold(List<Person> people, ZoneId zone) implements Household {
    /** {@return a home in Europe/Berlin with these people; the id is the name in lower case} */
    public static FixedHousehold of(String... names) {
        return new FixedHousehold(
                Arrays.stream(names)
                        .map(name -> new Person(new PersonId(name.toLowerCase(java.util.Locale.ROOT)), name))
                        .toList(),
                ZoneId.of("Europe/Berlin"));
    }

    @Override
    public Optional<Person> person(PersonId id) {
        return people.stream().filter(person -> person.id().equals(id)).findFirst();
    }
}
