package org.hearthgate.web.internal;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.AccessControl;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.PersonId;

/** Codes that can be given and taken back. */
final class FakeAccess implements AccessControl {
    private final Map<String, Access> byToken = new ConcurrentHashMap<>();

    FakeAccess give(String token, Role role, PersonId... persons) {
        Set<PersonId> reached = new LinkedHashSet<>(Arrays.asList(persons));
        byToken.put(token, new Access(token, role, reached));
        return this;
    }

    void takeBack(String token) {
        byToken.remove(token);
    }

    @Override
    public Optional<Access> byToken(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    @Override
    public Optional<Access> byNightscoutSecret(String sha1Hex) {
        return Optional.empty();
    }
}
