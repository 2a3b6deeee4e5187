package org.hearthgate.adapter.phone.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;

/**
 * Makes an observation of one element of {@code sgv.json}, or says why it cannot; by the rules of the Nightscout door, because the same
 * reading may come by both.
 */
record ReadingDecoder(PhoneSource source) {
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

    Decoded decode(ObjectNode document) {
        try {
            String type = document.path("type").asText("");
            if (type.equals("cal")) {
                return new Decoded.Taken(List.of());
            }
            if (!type.isEmpty() && !type.equals("sgv") && !type.equals("mbg")) {
                throw new IllegalArgumentException("type is neither sgv nor mbg");
            }
            boolean meter = type.equals("mbg") || type.isEmpty() && !document.has("sgv") && document.has("mbg");
            return new Decoded.Taken(List.of(meter ? fingerstick(document) : reading(document)));
        } catch (IllegalArgumentException e) {
            return new Decoded.Refused(document, e.getMessage());
        }
    }

    private Observation reading(ObjectNode document) {
        double sgv = milligrams(document, "sgv");
        if (sgv < SENSOR_LEAST || sgv > SENSOR_MOST) {
            throw new IllegalArgumentException(
                    "sgv must be 20 to 600 mg/dL; smaller numbers are error codes or mmol/L");
        }
        if (sgv < SENSOR_RANGE_LOW && sgv != Math.rint(sgv)) { // a high in mmol/L must not look like a LOW
            throw new IllegalArgumentException("sgv below 40 with decimals looks like mmol/L");
        }
        String condition = document.path("condition").asText("");
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
        Origin origin = origin(document);
        return new GlucoseReading(
                document.path("noise").asInt(0) >= HEAVY_NOISE
                        ? origin.withDoubt(Doubt.Flag.NOISY, "the sensor's app calls it heavily noisy")
                        : origin,
                mgPerDl,
                bound,
                trend(document));
    }

    private Observation fingerstick(ObjectNode document) {
        double mbg = milligrams(document, "mbg");
        if (mbg < METER_LEAST || mbg > METER_MOST) {
            throw new IllegalArgumentException("mbg must be 13 to 900 mg/dL; smaller numbers look like mmol/L");
        }
        boolean high = mbg > METER_RANGE_HIGH;
        return new CapillaryGlucose(
                origin(document), high ? METER_RANGE_HIGH : mbg, high ? Bound.ABOVE_RANGE : Bound.EXACT);
    }

    private Origin origin(ObjectNode document) {
        return source.origin(
                source.deviceOf(document),
                DocumentTime.of(document, "date", "dateString"),
                OptionalLong.empty(),
                document);
    }

    private static double milligrams(ObjectNode document, String field) {
        String units = document.path("units").asText("");
        if (!units.isEmpty() && !units.toLowerCase(Locale.ROOT).startsWith("mg")) {
            throw new IllegalArgumentException("units must be mg/dl; such documents carry nothing else");
        }
        JsonNode value = document.path(field);
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        if (value.isTextual() && DECIMAL.matcher(value.textValue()).matches()) {
            return Double.parseDouble(value.textValue());
        }
        throw new IllegalArgumentException(field + " is no number of mg/dL");
    }

    /** Only the rate that a sensor states; an arrow's name is a picture, and {@code delta} is the app's own smoothing. */
    private static OptionalDouble trend(ObjectNode document) {
        double rate = document.path("trendRate").asDouble(Double.NaN);
        return Math.abs(rate) <= STEEPEST_MG_PER_DL_PER_MIN ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }
}
