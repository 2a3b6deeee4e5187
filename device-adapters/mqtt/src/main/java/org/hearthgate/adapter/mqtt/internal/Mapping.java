package org.hearthgate.adapter.mqtt.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What of a device's messages is what. {@code auto} knows the keys of Theengs' decoders (Theengs Gateway, OpenMQTTGateway) and the usual
 * ones of other bridges, as far as they can mean one thing only: a {@code tempc} is of a room, a fridge or a body, and a glucose without
 * its unit is no glucose, so those must be written down.
 *
 * @param entries at least one
 * @param time where the message tells when it was measured
 */
record Mapping(List<MappingEntry> entries, Optional<JsonPath> time) {
    private static final String AUTO = "auto";
    private static final String TIME = "time=";
    private static final int MOST = 32;

    private static final List<MappingEntry> KNOWN = entriesOf(
            "weight=$.weight $.unit if $.weighing_mode=person",
            "impedance=$.impedance ohm if $.weighing_mode=person",
            "heart-rate=$.hr",
            "heart-rate=$.act_bpm",
            "heart-rate=$.heart_rate",
            "heart-rate=$.bpm",
            "steps-total=$.steps",
            "spo2=$.spo2",
            "systolic=$.systolic",
            "diastolic=$.diastolic");

    Mapping {
        entries = List.copyOf(entries);
    }

    /** @throws IllegalArgumentException naming the line that cannot be used and what to write */
    static Mapping of(String... lines) {
        var entries = new ArrayList<MappingEntry>();
        Optional<JsonPath> time = Optional.empty();
        for (String line : lines) {
            String text = line.strip();
            if (text.equals(AUTO)) {
                entries.addAll(KNOWN);
            } else if (text.startsWith(TIME)) {
                time = Optional.of(JsonPath.of(text.substring(TIME.length()).strip()));
            } else if (!text.isEmpty()) {
                entries.add(MappingEntry.of(text));
            }
        }
        if (entries.isEmpty() || entries.size() > MOST) {
            throw new IllegalArgumentException("mapping must have 1 to " + MOST + " lines, or auto");
        }
        return new Mapping(entries, time);
    }

    private static List<MappingEntry> entriesOf(String... lines) {
        return Arrays.stream(lines).map(MappingEntry::of).toList();
    }

    /** {@return which quantities this message holds, by their words} */
    static List<String> recognised(JsonNode message) {
        return KNOWN.stream()
                .filter(entry -> entry.value().in(message).isNumber()
                        && entry.condition()
                                .map(condition -> condition.holds(message))
                                .orElse(true))
                .map(entry -> entry.quantity().word())
                .distinct()
                .toList();
    }
}
