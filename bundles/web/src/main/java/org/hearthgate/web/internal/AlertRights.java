package org.hearthgate.web.internal;

import java.util.Set;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.PersonId;

/**
 * Whose business an alert is: a person's that of those who may read their record, the hub's that of whoever lives with it or looks after
 * it. Somebody else's alert looks like one that does not exist.
 */
final class AlertRights {
    /** Who may ask for alerts at all. */
    static final Set<Role> VIEWERS = Set.of(Role.FAMILY, Role.CLINICIAN, Role.INSTALLER, Role.FLEET);

    /** Who answers alarms, and is told who else was reached. */
    static final Set<Role> CARERS = Set.of(Role.FAMILY);

    private static final Set<Role> READERS = Set.of(Role.FAMILY, Role.CLINICIAN);
    private static final Set<Role> OF_THE_HUB = Set.of(Role.FAMILY, Role.INSTALLER, Role.FLEET);

    private AlertRights() {}

    static boolean reads(Access access, PersonId person) {
        return READERS.contains(access.role()) && access.reaches(person);
    }

    static boolean sees(Access access, PersonId person) {
        return person.equals(Alert.HUB) ? OF_THE_HUB.contains(access.role()) : reads(access, person);
    }

    static boolean answers(Access access, PersonId person) {
        return CARERS.contains(access.role()) && (person.equals(Alert.HUB) || access.reaches(person));
    }
}
