package org.hearthgate.web.internal;

import java.util.function.BiPredicate;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.PersonId;

/** Whom an event is for; nobody else hears it. */
enum Audience {
    EVERYBODY((access, personOrNull) -> true),
    /** Who may read the health data of its person. */
    READERS(AlertRights::reads),
    /** Who may see an alert about its person, or about the hub. */
    ALERTED(AlertRights::sees),
    /** The family of its person; of the hub, every family. */
    CARERS(AlertRights::answers),
    /** Who looks after devices, whoever they belong to, and the family of its person. */
    KEEPERS((access, personOrNull) -> access.role() == Role.INSTALLER
            || access.role() == Role.FAMILY && (personOrNull == null || access.reaches(personOrNull)));

    private final transient BiPredicate<Access, PersonId> holds;

    Audience(BiPredicate<Access, PersonId> holds) {
        this.holds = holds;
    }

    /** {@return whether a page with this access hears it} */
    boolean holds(Access access, PersonId personOrNull) {
        return holds.test(access, personOrNull);
    }
}
