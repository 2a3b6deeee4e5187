package org.hearthgate.cloud.mqtt.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import org.hearthgate.api.hub.Health;

/** The octets that leave the house, in Kura's simple JSON: flat metrics under stable names. The README is the contract. */
final class CloudMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CloudMessage() {}

    static byte[] hubStatus(boolean online) {
        var metrics = metrics();
        metrics.put("status", online ? "online" : "offline");
        return octets(metrics);
    }

    static byte[] hubHealth(HubCondition condition, Instant at) {
        var metrics = metrics();
        metrics.put("at", at.toString());
        metrics.put("status", word(condition.overall()));
        metrics.put("alarmPath", word(condition.alarmPath()));
        condition.byName().forEach((name, status) -> metrics.put("probe." + name, word(status)));
        return octets(metrics);
    }

    /** Holds no time of sending: sent again after a crash it is the same octets, and says no more about the house. */
    static byte[] glucoseSummary(GlucoseSummary summary) {
        var metrics = metrics();
        String from = summary.quarter().from().toString();
        metrics.put("key", summary.pseudonym() + '/' + from + '/' + summary.revision());
        metrics.put("pseudonym", summary.pseudonym());
        metrics.put("from", from);
        metrics.put("until", summary.quarter().until().toString());
        metrics.put("revision", summary.revision());
        metrics.put("expected", summary.expected());
        metrics.put("count", summary.count());
        metrics.put("inRange", summary.inRange());
        metrics.put("below70", summary.below70());
        metrics.put("below54", summary.below54());
        metrics.put("above180", summary.above180());
        metrics.put("above250", summary.above250());
        summary.meanMgPerDl().ifPresent(mean -> metrics.put("meanMgPerDl", mean));
        return octets(metrics);
    }

    private static ObjectNode metrics() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String word(Health.Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static byte[] octets(ObjectNode metrics) {
        try {
            return JSON.writeValueAsBytes(metrics().set("metrics", metrics));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values could not be written as JSON", e);
        }
    }
}
