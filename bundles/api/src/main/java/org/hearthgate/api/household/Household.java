package org.hearthgate.api.household;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.PersonId;
import org.osgi.annotation.versioning.ProviderType;

/** The people of this home. Any thread; returns at once. */
@ProviderType
public interface Household {
    /** {@return everybody, ordered by id} */
    List<Person> people();

    Optional<Person> person(PersonId id);

    /** {@return the home's time zone, for everything a person reads} */
    ZoneId zone();
}
