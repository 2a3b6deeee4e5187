package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.nightscout.entry.EntryTime;
import org.hearthgate.nightscout.entry.GlucoseEntry;

/**
 * Makes an observation of one Nightscout entry that was posted, or says why it cannot. What its glucose and its time mean is told by
 * {@link GlucoseEntry} and {@link EntryTime}; here is what only the door knows.
 *
 * @param person whose site it was posted to
 * @param receivedAt when the request came
 */
record EntryDecoder(PersonId person, Instant receivedAt) {
    static final String ADAPTER = "nightscout";
    static final String RAW_TYPE = "application/json";

    private static final String DEVICE_PREFIX = "nightscout:";
    private static final int LARGEST_DOCUMENT = 16 * 1024;
    private static final int WIDEST_OFFSET_MINUTES = 18 * 60;
    private static final List<String> CALIBRATION_NUMBERS = List.of("slope", "intercept", "scale");

    /** What became of a document. */
    sealed interface Decoded {
        record Taken(Observation observation) implements Decoded {}

        /** @param reason what is wrong and what to do; for people */
        record Refused(String reason) implements Decoded {}
    }

    /** Whatever becomes of the document, the credentials it carried are no longer in it. */
    Decoded decode(JsonNode document) {
        CarriedCredentials.dropFrom(document);
        try {
            if (!(document instanceof ObjectNode entry)) {
                throw new IllegalArgumentException("not an object; an entry has at least type, date and a value");
            }
            return new Decoded.Taken(observation(entry));
        } catch (IllegalArgumentException e) {
            return new Decoded.Refused(e.getMessage());
        }
    }

    private Observation observation(ObjectNode entry) {
        var glucose = new GlucoseEntry(entry);
        String type = glucose.type();
        return switch (type) {
            case "sgv" -> glucose.sensor(() -> origin(glucose));
            case "mbg" -> glucose.fingerstick(() -> origin(glucose));
            case "cal" -> calibration(glucose);
            default ->
                throw new IllegalArgumentException(
                        type.isEmpty() ? "no type; send sgv, mbg or cal" : "type is not known; send sgv, mbg or cal");
        };
    }

    private DeviceEvent calibration(GlucoseEntry glucose) {
        ObjectNode entry = glucose.document();
        var detail = new StringJoiner(", ");
        for (String name : CALIBRATION_NUMBERS) {
            if (entry.path(name).isNumber()) {
                detail.add(name + " " + entry.path(name).asText());
            }
        }
        return new DeviceEvent(origin(glucose), DeviceEvent.Event.CALIBRATION, detail.toString());
    }

    private Origin origin(GlucoseEntry glucose) {
        ObjectNode entry = glucose.document();
        EntryTime time = time(entry);
        return glucose.doubted(new Origin(
                person,
                device(entry),
                time.at(),
                time.offset(),
                receivedAt,
                OptionalLong.empty(),
                Quality.GOOD,
                Provenance.of(ADAPTER, raw(entry))));
    }

    private static EntryTime time(ObjectNode entry) {
        JsonNode date = entry.path("date");
        if (!date.isMissingNode() && !date.isNull() && EntryTime.millis(date).isEmpty()) {
            throw new IllegalArgumentException("date is no number of milliseconds since 1970; send one");
        }
        EntryTime time = EntryTime.of(entry, "date", "dateString");
        return new EntryTime(time.at(), time.offset().or(() -> statedOffset(entry.path("utcOffset"))));
    }

    private static Optional<ZoneOffset> statedOffset(JsonNode utcOffset) {
        if (!utcOffset.canConvertToExactIntegral() || !utcOffset.canConvertToInt() || utcOffset.intValue() == 0) {
            return Optional.empty();
        }
        int minutes = utcOffset.intValue();
        return Math.abs((long) minutes) <= WIDEST_OFFSET_MINUTES
                ? Optional.of(ZoneOffset.ofTotalSeconds(minutes * 60))
                : Optional.empty();
    }

    private static DeviceId device(ObjectNode entry) {
        JsonNode device = entry.path("device");
        if (device.isContainerNode()) {
            throw new IllegalArgumentException("device is no text; send the name of the sensor or phone");
        }
        String name = device.isNull() ? "" : device.asText("").strip();
        return new DeviceId(DEVICE_PREFIX + (name.isEmpty() ? "unknown" : name));
    }

    private static RawForm raw(ObjectNode entry) {
        try {
            byte[] octets = WireJson.MAPPER.writeValueAsBytes(entry);
            if (octets.length > LARGEST_DOCUMENT) {
                throw new IllegalArgumentException("larger than " + LARGEST_DOCUMENT / 1024 + " KiB; no entry is");
            }
            return new RawForm(RAW_TYPE, octets);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }
}
