package org.hearthgate.web.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.hearthgate.api.commissioning.CommissioningException;
import org.hearthgate.api.household.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides who may ask for what before anything is looked at: no credential, no answer; no role named, no right. */
final class Router {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private final List<Route> routes;
    private final Credentials credentials;

    Router(List<Route> routes, Credentials credentials) {
        this.routes = List.copyOf(routes);
        this.credentials = credentials;
    }

    List<Route> routes() {
        return routes;
    }

    /** {@return the answer; never fails, for a refusal is an answer too} */
    CompletableFuture<Answer> serve(Call call) {
        try {
            return dispatch(call).exceptionally(Router::refusal);
        } catch (RuntimeException e) { // one broken route must not show a stack trace to the LAN
            return CompletableFuture.completedFuture(refusal(e));
        }
    }

    private CompletableFuture<Answer> dispatch(Call call) {
        Optional<Caller> caller = credentials.caller(call);
        List<Route> here = routes.stream()
                .filter(route -> route.matches(call.path()).isPresent())
                .toList();
        if (caller.isEmpty() && here.stream().noneMatch(Route::open)) {
            throw Refused.noCredential();
        }
        if (here.isEmpty()) {
            throw new Refused(
                    404,
                    "no-such-path",
                    "There is nothing at this path. GET /hub/v1/openapi.json lists what there is.");
        }
        Route route = here.stream()
                .filter(r -> r.method().equals(call.method()))
                .findFirst()
                .orElseThrow(() -> Refused.notAllowed(
                        here.stream().map(Route::method).distinct().collect(Collectors.joining(", "))));
        if (call.mutates()) {
            credentials.requireOwnPage(call, caller);
        }
        if (!route.open()) {
            Role role = caller.orElseThrow(Refused::noCredential).access().role();
            if (!route.roles().contains(role)) {
                throw new Refused(
                        403,
                        "not-for-this-role",
                        "This log-in ("
                                + role.name().toLowerCase(java.util.Locale.ROOT)
                                + ") may not do this. Log in with another code.");
            }
        }
        return route.handler().serve(call, route.matches(call.path()).orElseThrow(), caller);
    }

    private static Answer refusal(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof Refused refused) {
            return refused.reply();
        }
        if (cause instanceof CommissioningException problem) {
            return InstallerJson.refused(problem).reply();
        }
        if (cause instanceof org.hearthgate.api.store.StoreException) {
            LOG.error("The record could not be read; run 'hub doctor'", cause);
            return new Refused(
                            503,
                            "record-unreadable",
                            "The hub could not read its record. Try again; if it stays, run 'hub doctor'.")
                    .reply();
        }
        LOG.error("A request failed inside the hub; this is a fault of the hub", cause);
        return new Refused(
                        500,
                        "hub-fault",
                        "Something in the hub broke while answering. Try again; if it stays, run 'hub doctor'.")
                .reply();
    }
}
