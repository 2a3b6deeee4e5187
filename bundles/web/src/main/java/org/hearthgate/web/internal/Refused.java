package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** A request that is not served; becomes {@code {"error","message"}} at the router. */
final class Refused extends RuntimeException {
    private final int status;
    private final String error;
    private final transient Map<String, String> headers;
    private final transient Map<String, JsonNode> more;

    private Refused(int status, String error, String message, Map<String, String> headers, Map<String, JsonNode> more) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
        this.headers = headers;
        this.more = more;
    }

    /**
     * @param error short stable word for programs
     * @param message for people: what, which, what to do
     */
    Refused(int status, String error, String message) {
        this(status, error, message, Map.of(), Map.of());
    }

    static Refused notAllowed(String allow) {
        return new Refused(
                405, "method-not-allowed", "Only " + allow + " works here.", Map.of("Allow", allow), Map.of());
    }

    static Refused tooManyTries(long waitSeconds) {
        return new Refused(
                429,
                "too-many-tries",
                "Too many wrong codes from here. Wait " + waitSeconds + " s and try again.",
                Map.of("Retry-After", Long.toString(waitSeconds)),
                Map.of());
    }

    static Refused testedJustNow(long waitSeconds) {
        return new Refused(
                429,
                "tested-just-now",
                "This was tested just now. Wait " + waitSeconds + " s and try again.",
                Map.of("Retry-After", Long.toString(waitSeconds)),
                Map.of());
    }

    static Refused snoozeTooLong(int maximumMinutes) {
        return new Refused(
                400,
                "snooze-too-long",
                "This alarm can be snoozed for " + maximumMinutes + " minutes at most.",
                Map.of(),
                Map.of("maximumMinutes", IntNode.valueOf(maximumMinutes)));
    }

    /** @param current the week that goes on, of which there may be one */
    static Refused noAudit(String message, String current) {
        return new Refused(404, "no-audit", message, Map.of(), Map.of("current", TextNode.valueOf(current)));
    }

    /** {@return a refusal that names each thing that is wrong, as {@code problems}} */
    static Refused withProblems(int status, String error, String message, ArrayNode problems) {
        return new Refused(
                status, error, message, Map.of(), problems.isEmpty() ? Map.of() : Map.of("problems", problems));
    }

    /** Something the hub is made of is not there. */
    static Refused missing(String part) {
        return new Refused(
                503, "not-running", "The hub's " + part + " is not running. See hub health, or restart the hub.");
    }

    static Refused noCredential() {
        return new Refused(
                401,
                "log-in-needed",
                "Log in first: POST {\"token\"} to /hub/v1/session, or send 'Authorization: Bearer TOKEN'.",
                Map.of("WWW-Authenticate", "Bearer realm=\"hearthgate\""),
                Map.of());
    }

    int status() {
        return status;
    }

    Answer.Reply reply() {
        ObjectNode json = Json.object().put("error", error).put("message", getMessage());
        more.forEach(json::set);
        return new Answer.Reply(status, headers, Json.bytes(json));
    }
}
