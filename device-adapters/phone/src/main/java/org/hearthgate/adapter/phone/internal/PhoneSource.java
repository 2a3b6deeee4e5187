package org.hearthgate.adapter.phone.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.nightscout.entry.EntryTime;

/**
 * Whose documents these are and what device they are of.
 *
 * <p>Juggluco names the sensor of each reading, and uploads by the same name: such a reading is of the device
 * {@code nightscout:<sensor>}, so that it is one row by whichever route it came first. xDrip+ names the collector that is in use at the
 * moment of asking, also beside the readings of another one: its name says nothing about a reading, so the phone is the device, and two
 * routes of xDrip+ are found to be one sensor by fusion.
 *
 * @param person whose
 * @param phone {@code phone:<name of the configuration>}; outlives the phone's address and what the family calls it
 * @param receivedAt when the answer came, hub clock
 */
record PhoneSource(PersonId person, DeviceId phone, Instant receivedAt) {
    static final String ADAPTER = "phone";
    static final String RAW_TYPE = "application/json";

    private static final String NIGHTSCOUT = "nightscout:";
    private static final Pattern SENSOR_AND_NUMBER = Pattern.compile("([A-Za-z0-9][A-Za-z0-9 ._-]{0,60})#\\d{1,12}");

    /** {@return the sensor that the reading names, else the phone} */
    DeviceId deviceOf(ObjectNode reading) {
        Matcher named = SENSOR_AND_NUMBER.matcher(reading.path("_id").asText(""));
        return named.matches() ? new DeviceId(NIGHTSCOUT + named.group(1)) : phone;
    }

    Origin origin(DeviceId device, EntryTime time, OptionalLong sequence, ObjectNode document) {
        return new Origin(
                person,
                device,
                time.at(),
                time.offset(),
                receivedAt,
                sequence,
                Quality.GOOD,
                Provenance.of(ADAPTER, raw(document)));
    }

    /** {@return a number for what the phone names by a text, the same for the same text; empty where it names nothing} */
    static OptionalLong sequence(JsonNode id, int part) {
        String text = id.isValueNode() && !id.isNull() ? id.asText() : "";
        if (text.isBlank()) {
            return OptionalLong.empty();
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((text + "/" + part).getBytes(StandardCharsets.UTF_8));
            return OptionalLong.of(java.nio.ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static RawForm raw(ObjectNode document) {
        try {
            ObjectNode kept = document.deepCopy();
            kept.remove(List.of("secret", "token")); // no part of the record
            byte[] octets = PhoneJson.MAPPER.writeValueAsBytes(kept);
            if (octets.length > PhoneJson.LARGEST_DOCUMENT) {
                throw new IllegalArgumentException(
                        "larger than " + PhoneJson.LARGEST_DOCUMENT / 1024 + " KiB; no such document is");
            }
            return new RawForm(RAW_TYPE, octets);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }
}
