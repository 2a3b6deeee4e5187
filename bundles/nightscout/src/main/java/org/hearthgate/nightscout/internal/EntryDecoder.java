package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.observation.RawForm;

/**
 * Makes an observation of one Nightscout entry, or says why it cannot. Stricter than Nightscout, which stores anything: a wrong number
 * in this record could wake a family, or let it sleep.
 *
 * @param person whose site it was posted to
 * @param receivedAt when the request came
 */
record EntryDecoder(PersonId person, Instant receivedAt) {
    static final String ADAPTER = "nightscout";
    static final String RAW_TYPE = "application/json";

    private static final String DEVICE_PREFIX = "nightscout:";
    private static final int LARGEST_DOCUMENT = 16 * 1024;
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");

    /** Below are the error codes of Dexcom's receivers and numbers in mmol/L; no sensor reads so low. */
    private static final double SENSOR_LEAST = 20;
    /** Sensors stop counting here and send 39 or 38 for LOW. */
    private static final double SENSOR_RANGE_LOW = 40;
    /** What Dexcom sends for HIGH; its range ends at 400. */
    private static final double DEXCOM_HIGH = 401;
    /** Libre counts on to 500 and sends 501 for HIGH. */
    private static final double LIBRE_RANGE_HIGH = 500;

    private static final double SENSOR_MOST = 600;
    private static final double METER_LEAST = 13;
    private static final double METER_RANGE_HIGH = 600;
    private static final double METER_MOST = 900;
    private static final double STEEPEST_MG_PER_DL_PER_MIN = 20;
    private static final int HEAVY_NOISE = 4;
    private static final List<String> CALIBRATION_NUMBERS = List.of("slope", "intercept", "scale");

    /** What became of a document. */
    sealed interface Decoded {
        record Taken(Observation observation) implements Decoded {}

        /** @param reason what is wrong and what to do; for people */
        record Refused(String reason) implements Decoded {}
    }

    Decoded decode(JsonNode document) {
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
        String type = entry.path("type").asText("");
        if (type.isEmpty()) {
            type = entry.has("sgv") ? "sgv" : entry.has("mbg") ? "mbg" : "";
        }
        return switch (type) {
            case "sgv" -> sensorGlucose(entry);
            case "mbg" -> meterGlucose(entry);
            case "cal" -> calibration(entry);
            default ->
                throw new IllegalArgumentException(
                        type.isEmpty() ? "no type; send sgv, mbg or cal" : "type is not known; send sgv, mbg or cal");
        };
    }

    private GlucoseReading sensorGlucose(ObjectNode entry) {
        double sgv = glucose(entry, "sgv");
        if (sgv < SENSOR_LEAST || sgv > SENSOR_MOST) {
            throw new IllegalArgumentException(
                    "sgv must be %.0f to %.0f mg/dL; smaller numbers are error codes or mmol/L"
                            .formatted(SENSOR_LEAST, SENSOR_MOST));
        }
        if (sgv < SENSOR_RANGE_LOW
                && sgv != Math.rint(sgv)) { // taken for a LOW, a high in mmol/L would be treated with sugar
            throw new IllegalArgumentException("sgv below 40 with decimals looks like mmol/L; send mg/dL");
        }
        String condition = entry.path("condition").asText("");
        Bound bound = Bound.EXACT;
        double mgPerDl = sgv;
        if (sgv < SENSOR_RANGE_LOW || condition.equals("belowRange")) {
            bound = Bound.BELOW_RANGE;
            mgPerDl = Math.max(sgv, SENSOR_RANGE_LOW);
        } else if (sgv > LIBRE_RANGE_HIGH || condition.equals("aboveRange")) {
            bound = Bound.ABOVE_RANGE;
            mgPerDl = Math.min(sgv, LIBRE_RANGE_HIGH);
        } else if (sgv == DEXCOM_HIGH) {
            bound = Bound.ABOVE_RANGE;
            mgPerDl = DEXCOM_HIGH - 1;
        }
        return new GlucoseReading(origin(entry), mgPerDl, bound, trend(entry));
    }

    private CapillaryGlucose meterGlucose(ObjectNode entry) {
        double mbg = glucose(entry, "mbg");
        if (mbg < METER_LEAST || mbg > METER_MOST) {
            throw new IllegalArgumentException("mbg must be %.0f to %.0f mg/dL; smaller numbers look like mmol/L"
                    .formatted(METER_LEAST, METER_MOST));
        }
        boolean high = mbg > METER_RANGE_HIGH;
        return new CapillaryGlucose(
                origin(entry), high ? METER_RANGE_HIGH : mbg, high ? Bound.ABOVE_RANGE : Bound.EXACT);
    }

    private DeviceEvent calibration(ObjectNode entry) {
        var detail = new StringJoiner(", ");
        for (String name : CALIBRATION_NUMBERS) {
            if (entry.path(name).isNumber()) {
                detail.add(name + " " + entry.path(name).asText());
            }
        }
        return new DeviceEvent(origin(entry), DeviceEvent.Event.CALIBRATION, detail.toString());
    }

    private static double glucose(ObjectNode entry, String field) {
        String units = entry.path("units").asText("");
        if (!units.isEmpty() && !units.toLowerCase(Locale.ROOT).startsWith("mg")) {
            throw new IllegalArgumentException("units must be mg/dl; Nightscout entries carry nothing else");
        }
        JsonNode value = entry.path(field);
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        if (value.isTextual() && DECIMAL.matcher(value.textValue()).matches()) {
            return Double.parseDouble(value.textValue());
        }
        throw new IllegalArgumentException(field + " is no number; send mg/dL");
    }

    /** Only the rate that a pump's sensor states; an arrow's name is a picture, not a number. */
    private static OptionalDouble trend(ObjectNode entry) {
        double rate = entry.path("trendRate").asDouble(Double.NaN);
        return Math.abs(rate) <= STEEPEST_MG_PER_DL_PER_MIN ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    private Origin origin(ObjectNode entry) {
        EntryTime time = EntryTime.of(entry);
        Quality quality = entry.path("noise").asInt(0) >= HEAVY_NOISE
                ? Quality.GOOD.with(Doubt.Flag.NOISY, "the sensor's app calls it heavily noisy")
                : Quality.GOOD;
        return new Origin(
                person,
                device(entry),
                time.measuredAt(),
                time.offset(),
                receivedAt,
                OptionalLong.empty(),
                quality,
                Provenance.of(ADAPTER, raw(entry)));
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
            entry.remove(List.of(
                    "secret", "token")); // some clients send their credential along; it is no part of the record
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
