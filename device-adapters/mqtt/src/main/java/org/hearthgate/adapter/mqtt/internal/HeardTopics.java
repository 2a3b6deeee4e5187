package org.hearthgate.adapter.mqtt.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hearthgate.api.device.HeardDevice;

/** Which devices bridges have told of while somebody searched. Bounded: the one heard longest ago goes first. Safe on every thread. */
final class HeardTopics {
    static final String TRANSPORT = "mqtt";

    private static final int MOST = 128;
    private static final int LONGEST = 60;
    /** Names of Theengs' decoders and of zigbee2mqtt; none of them is a health value. */
    private static final List<String> DETAILS = List.of("brand", "model", "model_id", "type", "id", "batt", "battery");

    private final Map<String, HeardDevice> heard = new LinkedHashMap<>();

    void heard(String topic, byte[] payload, Instant at) {
        JsonNode message;
        try {
            message = MessageJson.read(payload);
        } catch (IllegalArgumentException e) {
            return; // no device that could be offered
        }
        if (!message.isObject() || topic.length() > 180) {
            return;
        }
        String address = Topics.ofDevice(topic);
        synchronized (heard) {
            HeardDevice before = heard.remove(address);
            Set<String> offers = new LinkedHashSet<>(Mapping.recognised(message));
            if (before != null) {
                offers.addAll(before.offers()); // a scale tells its impedance only after its weight
            }
            heard.put(
                    address,
                    new HeardDevice(
                            TRANSPORT,
                            address,
                            text(message, "name").or(() -> text(message, "model")),
                            offers,
                            signal(message),
                            at,
                            true,
                            details(message)));
            if (heard.size() > MOST) {
                heard.remove(heard.keySet().iterator().next());
            }
        }
    }

    List<HeardDevice> newestFirst() {
        synchronized (heard) {
            var all = new ArrayList<>(heard.values());
            Collections.reverse(all);
            return all;
        }
    }

    void forget(String address) {
        synchronized (heard) {
            heard.remove(address);
        }
    }

    private static OptionalInt signal(JsonNode message) {
        JsonNode rssi = message.path("rssi");
        return rssi.isInt() && rssi.intValue() < 0 && rssi.intValue() > -130
                ? OptionalInt.of(rssi.intValue())
                : OptionalInt.empty();
    }

    private static Map<String, String> details(JsonNode message) {
        var details = new LinkedHashMap<String, String>();
        DETAILS.forEach(name -> text(message, name).ifPresent(value -> details.put(name, value)));
        return details;
    }

    private static Optional<String> text(JsonNode message, String field) {
        JsonNode value = message.path(field);
        String text = value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
        boolean shown =
                !text.isEmpty() && text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl);
        return shown ? Optional.of(text) : Optional.empty();
    }
}
