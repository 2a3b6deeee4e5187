package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One response, written only when its turn comes and on the thread that may block on the network.
 *
 * @param mediaType empty when there is no body
 */
record Answer(int status, String mediaType, Map<String, String> headers, Body body) {
    static final String JSON = "application/json;charset=utf-8";
    static final String TEXT = "text/plain;charset=utf-8";
    /** What every answer says beside its own headers, at whichever port. */
    static final Map<String, String> ALWAYS =
            Map.of("Cache-Control", "private, no-cache", "X-Content-Type-Options", "nosniff");

    /** What is written after the headers. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** What is written as JSON. */
    @FunctionalInterface
    interface JsonBody {
        void writeTo(JsonGenerator json) throws IOException;
    }

    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, JsonBody content) {
        return new Answer(status, JSON, Map.of(), out -> {
            // not closed: after a failure in the middle the peer must see a broken answer, not a short one
            JsonGenerator json = WireJson.MAPPER.getFactory().createGenerator(out);
            content.writeTo(json);
            json.flush();
        });
    }

    static Answer json(int status, JsonNode tree) {
        return json(status, json -> json.writeTree(tree));
    }

    static Answer text(String mediaType, String text) {
        return new Answer(200, mediaType, Map.of(), out -> out.write(text.getBytes(UTF_8)));
    }

    static Answer empty(int status) {
        return new Answer(status, "", Map.of(), out -> {});
    }

    /** {@return an error in Nightscout's shape} */
    static Answer error(int status, String message, String description) {
        return json(status, errorTree(status, message, description));
    }

    static ObjectNode errorTree(int status, String message, String description) {
        return WireJson.MAPPER
                .createObjectNode()
                .put("status", status)
                .put("message", message)
                .put("description", description);
    }

    /** {@return what everybody hears who is not known here, whatever was asked: it tells nothing} */
    static Answer unauthorized() {
        return error(401, "Unauthorized", "Invalid/Missing");
    }

    /** {@return that the hub cannot take it now} */
    static Answer busy(long retryAfterSeconds, String description) {
        return error(503, "Service Unavailable", description).with("Retry-After", Long.toString(retryAfterSeconds));
    }

    Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, mediaType, more, body);
    }
}
