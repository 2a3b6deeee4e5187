package org.hearthgate.web.internal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hearthgate.api.household.AccessControl;

/**
 * Finds out who asks. A log-in holds no rights of its own: the rights behind it are asked for at every call, so that a code that is
 * taken back ends its log-ins at once.
 */
final class Credentials {
    static final String COOKIE = "hearthgate";
    private static final Pattern COOKIE_PAIR = Pattern.compile("(?:^|;\\s*)" + COOKIE + "=([A-Za-z0-9_-]{43})(?:;|$)");
    private static final String BEARER = "bearer ";

    private final AccessControl access;
    private final Sessions sessions;

    Credentials(AccessControl access, Sessions sessions) {
        this.access = access;
        this.sessions = sessions;
    }

    /** {@return who asks; an {@code Authorization} header outranks a cookie, and a wrong one is not mended by a good cookie} */
    Optional<Caller> caller(Call call) {
        Optional<String> authorization = call.header("authorization");
        if (authorization.isPresent()) {
            return bearer(authorization.get()).flatMap(access::byToken).map(who -> new Caller(who, Optional.empty()));
        }
        return session(call).flatMap(this::callerOf);
    }

    static Optional<String> session(Call call) {
        return call.header("cookie")
                .map(COOKIE_PAIR::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    private Optional<Caller> callerOf(String session) {
        return sessions.token(session).flatMap(access::byToken).map(who -> new Caller(who, Optional.of(session)));
    }

    private static Optional<String> bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).trim())
                : Optional.empty();
    }

    /**
     * Refuses a change that some other site's page made the browser send. A call by cookie must prove that it comes from our own page;
     * one without (log-in, bearer) must only not say that it comes from elsewhere.
     */
    void requireOwnPage(Call call, Optional<Caller> caller) {
        Optional<Boolean> sameOrigin = sameOrigin(call);
        boolean byCookie = caller.flatMap(Caller::session).isPresent();
        boolean fine = byCookie
                ? sameOrigin.orElseGet(() -> call.header("x-hearthgate").isPresent())
                : sameOrigin.orElse(true);
        if (!fine) {
            throw new Refused(
                    403,
                    "not-our-page",
                    "Changes by cookie must come from the hub's own page. A program sends 'X-Hearthgate: 1' or a bearer token.");
        }
    }

    private static Optional<Boolean> sameOrigin(Call call) {
        Optional<String> site = call.header("sec-fetch-site");
        if (site.isPresent()) {
            return Optional.of(site.get().equals("same-origin") || site.get().equals("none"));
        }
        return call.header("origin").map(origin -> call.header("host")
                .map(host -> origin.equals("http://" + host) || origin.equals("https://" + host))
                .orElse(false));
    }
}
