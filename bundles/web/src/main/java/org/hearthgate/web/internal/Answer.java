package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hearthgate.api.household.Access;

/** What a route gives back: a finished reply, or leave to listen. */
sealed interface Answer {
    /**
     * A finished reply in JSON.
     *
     * @param headers beyond those that every reply carries
     */
    record Reply(int status, Map<String, String> headers, byte[] json) implements Answer {}

    /**
     * Leave to listen to the events.
     *
     * @param caller who listens
     * @param access asked anew from time to time; empty as soon as the credential has gone
     */
    record Listen(Caller caller, Supplier<Optional<Access>> access) implements Answer {}

    static Reply ok(JsonNode json) {
        return new Reply(200, Map.of(), Json.bytes(json));
    }
}
