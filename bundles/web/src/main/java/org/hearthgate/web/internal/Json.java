package org.hearthgate.web.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.observation.SensorArtefact;

/** The shapes on the wire, each written down once, so that REST and events cannot drift apart. Instants are ISO 8601 in UTC. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e); // a tree in memory always writes
        }
    }

    /** {@return the body as an object; refuses anything else} */
    static ObjectNode read(byte[] body) {
        try {
            if (MAPPER.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // falls through: a syntax error and an array are the same mistake to the caller
        }
        throw new Refused(400, "bad-json", "The body must be one JSON object.");
    }

    static ObjectNode alert(Alert alert) {
        ObjectNode json = object().put("id", alert.id())
                .put("person", alert.person().value())
                .put("rule", alert.rule())
                .put("priority", alert.priority().code())
                .put("state", alert.state().code())
                .put("raisedAt", alert.raisedAt().toString())
                .put("measuredAt", alert.measuredAt().map(Instant::toString).orElse(null))
                .put("value", alert.value().isPresent() ? (Double) alert.value().getAsDouble() : null)
                .put("message", alert.message())
                .put("at", alert.changedAt().toString());
        if (alert.step() > 0) {
            json.put("step", alert.step());
        }
        if (!alert.why().isEmpty()) {
            json.put("why", alert.why());
        }
        alert.by().ifPresent(who -> json.put("by", who));
        alert.snoozedUntil().ifPresent(until -> json.put("snoozedUntil", until.toString()));
        return json;
    }

    static ObjectNode reading(GlucoseReading reading, Optional<GlucoseTrend> trend) {
        ObjectNode json = object().put("kind", reading.kind().code())
                .put("mgPerDl", reading.mgPerDl())
                .put("measuredAt", reading.measuredAt().toString())
                .put("receivedAt", reading.receivedAt().toString())
                .put("bound", bound(reading.bound()))
                .put("device", reading.device().value());
        if (!reading.quality().doubts().isEmpty()) {
            json.set("doubts", flags(reading.quality()));
            ObjectNode reasons = json.putObject("reasons");
            reading.quality().doubts().forEach(doubt -> reasons.put(doubt.flag().name(), doubt.reason()));
            json.set("measures", measures(reading.quality()));
        }
        trend.ifPresent(t -> json.set(
                "trend",
                object().put("mgPerDlPerMin", t.mgPerDlPerMin())
                        .put("arrow", t.arrow().nightscoutName())));
        return json;
    }

    /** {@return the kinds of doubt, in the order in which they were found} */
    static ArrayNode flags(Quality quality) {
        ArrayNode flags = array();
        quality.doubts().forEach(doubt -> flags.add(doubt.flag().name()));
        return flags;
    }

    /** {@return what the doubts rest on, by flag; those that rest on nothing counted are left out} */
    static ObjectNode measures(Quality quality) {
        ObjectNode byFlag = object();
        for (Doubt doubt : quality.doubts()) {
            if (!doubt.measures().isEmpty()) {
                byFlag.set(doubt.flag().name(), numbers(doubt.measures()));
            }
        }
        return byFlag;
    }

    static ObjectNode artefact(SensorArtefact artefact) {
        ObjectNode json = object().put("artefact", artefact.artefact().name())
                .put("device", artefact.device().value())
                .put("startedAt", artefact.startedAt().toEpochMilli())
                .put("endedAt", artefact.measuredAt().toEpochMilli());
        json.set("measures", numbers(artefact.measures()));
        return json;
    }

    private static ObjectNode numbers(Map<String, Double> values) {
        ObjectNode json = object();
        values.forEach(json::put);
        return json;
    }

    static ObjectNode device(String adapter, DeviceStatus status) {
        ObjectNode json =
                object().put("adapter", adapter).put("device", status.device().value());
        status.person().map(PersonId::value).ifPresent(id -> json.put("person", id));
        json.put("state", status.state().name().toLowerCase(java.util.Locale.ROOT));
        status.lastHeardAt().ifPresent(at -> json.put("lastHeardAt", at.toString()));
        return json.put("why", status.why());
    }

    static String bound(Bound bound) {
        return switch (bound) {
            case EXACT -> "exact";
            case BELOW_RANGE -> "below";
            case ABOVE_RANGE -> "above";
        };
    }
}
