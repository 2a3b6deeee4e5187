package org.hearthgate.web.internal;

import java.util.Optional;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.observation.PersonId;

/**
 * Who asks, and by what.
 *
 * @param session the log-in it came by; empty when it came by a bearer token
 */
record Caller(Access access, Optional<String> session) {
    /** {@return the person of this id, if this caller reaches them; nobody else can be told from somebody unknown} */
    PersonId person(String id) {
        try {
            var person = new PersonId(id);
            if (access.reaches(person)) {
                return person;
            }
        } catch (IllegalArgumentException e) {
            // falls through: a malformed id is an unknown one
        }
        throw noSuchPerson();
    }

    static Refused noSuchPerson() {
        return new Refused(
                404, "no-such-person", "There is no such person here for you. GET /hub/v1/persons lists yours.");
    }
}
