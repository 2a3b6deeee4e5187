package org.hearthgate.web.internal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.household.Role;

/**
 * One thing that can be asked for, and the roles that may ask; nobody else may.
 *
 * @param template path with names in braces, e.g. {@code /hub/v1/persons/{id}/glucose}
 * @param roles who may; {@link #OPEN} for what needs no credential
 */
record Route(String method, String template, Set<Role> roles, Handler handler) {
    /** No credential needed; the handler looks at the credential itself, if it wants one. */
    static final Set<Role> OPEN = Set.of();

    /** Serves a call. */
    interface Handler {
        /**
         * @param names what the template's braces matched, in order
         * @param caller empty only on open routes
         */
        CompletableFuture<Answer> serve(Call call, List<String> names, Optional<Caller> caller);
    }

    /** Serves a call without waiting for anything. */
    interface Immediate {
        Answer serve(Call call, List<String> names, Caller caller);
    }

    Route {
        requireNonNull(handler, "handler");
        roles = Set.copyOf(roles);
    }

    static Route get(String template, Set<Role> roles, Immediate handler) {
        return new Route(
                "GET",
                template,
                roles,
                (call, names, caller) ->
                        CompletableFuture.completedFuture(handler.serve(call, names, caller.orElseThrow())));
    }

    boolean open() {
        return roles.isEmpty();
    }

    /** {@return what the braces match, or empty when the path is another one} */
    Optional<List<String>> matches(String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        var names = new ArrayList<String>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{") && !given[i].isEmpty()) {
                names.add(given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }
}
