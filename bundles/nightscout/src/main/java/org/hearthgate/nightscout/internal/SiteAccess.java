package org.hearthgate.nightscout.internal;

import java.util.Optional;
import java.util.stream.Stream;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.AccessControl;
import org.hearthgate.api.household.Role;

/**
 * Finds the site that a request's credentials open. Every place is looked at where some client puts its credential; the first one that
 * is known counts. Whoever reaches more than one person has no site here: the wire has no place to say whose.
 */
record SiteAccess(AccessControl control) {
    private static final String BEARER = "Bearer ";

    /** {@return whether the request carries anything that is meant to be a credential, right or wrong} */
    static boolean triedBy(SiteRequest request, QueryString query) {
        return Stream.of(
                        request.header("api-secret"),
                        query.first("secret"),
                        query.first("token"),
                        request.header("Authorization"))
                .flatMap(Optional::stream)
                .anyMatch(credential -> !credential.isBlank());
    }

    Optional<Site> of(SiteRequest request, QueryString query) {
        return Stream.of(
                        request.header("api-secret").flatMap(this::bySecretOrToken),
                        query.first("secret").flatMap(this::bySecretOrToken),
                        query.first("token").flatMap(control::byToken),
                        request.header("Authorization")
                                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                                .flatMap(value -> control.byToken(
                                        value.substring(BEARER.length()).strip())))
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(SiteAccess::site);
    }

    /** The header carries the secret's SHA-1 by Nightscout's book, and a token in what xDrip and nightguard users do. */
    private Optional<Access> bySecretOrToken(String value) {
        return control.byNightscoutSecret(value).or(() -> control.byToken(value));
    }

    private static Optional<Site> site(Access access) {
        boolean known =
                access.role() == Role.UPLOADER || access.role() == Role.FOLLOWER || access.role() == Role.FAMILY;
        if (!known || access.persons().size() != 1) {
            return Optional.empty();
        }
        return Optional.of(new Site(access.persons().iterator().next(), access.role() == Role.UPLOADER));
    }
}
