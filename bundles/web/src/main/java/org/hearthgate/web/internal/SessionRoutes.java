package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.household.Access;

/** Logging in, out, and asking who one is. */
final class SessionRoutes {
    private static final String PATH = "/hub/v1/session";
    private static final int LONGEST_TOKEN = 512;

    private final Parts parts;
    private final Sessions sessions;
    private final LogInTries tries;

    SessionRoutes(Parts parts, Sessions sessions, LogInTries tries) {
        this.parts = parts;
        this.sessions = sessions;
        this.tries = tries;
    }

    List<Route> routes() {
        return List.of(
                new Route("POST", PATH, Route.OPEN, (call, names, caller) -> done(logIn(call))),
                new Route("GET", PATH, Route.OPEN, (call, names, caller) -> done(whoAmI(caller))),
                new Route("DELETE", PATH, Route.OPEN, (call, names, caller) -> done(logOut(call))));
    }

    private static CompletableFuture<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private Answer logIn(Call call) {
        OptionalLong wait = tries.waitSeconds(call.remoteAddress());
        if (wait.isPresent()) {
            throw Refused.tooManyTries(wait.getAsLong());
        }
        String token = Json.read(call.body()).path("token").asText("").trim();
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            throw new Refused(
                    400, "no-code", "Send the code as {\"token\":\"…\"}, 1 to " + LONGEST_TOKEN + " characters.");
        }
        Optional<Access> access = parts.access().byToken(token);
        if (access.isEmpty()) {
            tries.missed(call.remoteAddress());
            throw new Refused(401, "wrong-code", "This code is not known here. Check it and try again.");
        }
        Credentials.session(call).ifPresent(sessions::close);
        String cookie = cookie(sessions.open(token), sessions.lastFor().toSeconds(), call.secure());
        return new Answer.Reply(200, Map.of("Set-Cookie", cookie), Json.bytes(describe(access.get())));
    }

    private Answer whoAmI(Optional<Caller> caller) {
        return Answer.ok(caller.map(Caller::access).map(this::describe).orElseGet(() -> Json.object()
                .put("signedIn", false)));
    }

    private Answer logOut(Call call) {
        Credentials.session(call).ifPresent(sessions::close);
        return new Answer.Reply(
                200,
                Map.of("Set-Cookie", cookie("", 0, call.secure())),
                Json.bytes(Json.object().put("signedIn", false)));
    }

    private ObjectNode describe(Access access) {
        ObjectNode json = Json.object()
                .put("signedIn", true)
                .put("subject", access.subject())
                .put("role", access.role().name().toLowerCase(java.util.Locale.ROOT));
        ArrayNode persons = json.putArray("persons");
        parts.household().people().stream()
                .filter(person -> access.reaches(person.id()))
                .forEach(person ->
                        persons.add(Json.object().put("id", person.id().value()).put("name", person.name())));
        return json;
    }

    private static String cookie(String value, long maxAgeSeconds, boolean secure) {
        return Credentials.COOKIE + "=" + value + "; Path=/; Max-Age=" + maxAgeSeconds + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }
}
