package org.hearthgate.nightscout.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;

/**
 * What a Nightscout document says of glucose; in one place, because the same reading may be posted by a phone and be asked of it. Stricter
 * than Nightscout, which stores anything: a wrong number in this record could wake a family, or let it sleep.
 *
 * @param document read, never changed here
 */
public record GlucoseEntry(ObjectNode document) {
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

    /** {@return the type it states, else what it holds a value of: {@code sgv} or {@code mbg}; empty where it tells none} */
    public String type() {
        String stated = document.path("type").asText("");
        if (!stated.isEmpty()) {
            return stated;
        }
        return document.has("sgv") ? "sgv" : document.has("mbg") ? "mbg" : "";
    }

    /**
     * {@return what the sensor read, 40 to 500 mg/dL with its bound}
     *
     * @param origin asked once the value is known to be good
     * @throws IllegalArgumentException with what is wrong, for people and without a health value
     */
    public GlucoseReading sensor(Supplier<Origin> origin) {
        double sgv = milligrams("sgv");
        if (sgv < SENSOR_LEAST || sgv > SENSOR_MOST) {
            throw new IllegalArgumentException(
                    "sgv must be %.0f to %.0f mg/dL; smaller numbers are error codes or mmol/L"
                            .formatted(SENSOR_LEAST, SENSOR_MOST));
        }
        if (sgv < SENSOR_RANGE_LOW
                && sgv != Math.rint(sgv)) { // taken for a LOW, a high in mmol/L would be treated with sugar
            throw new IllegalArgumentException("sgv below 40 with decimals looks like mmol/L; it must be mg/dL");
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
        return new GlucoseReading(origin.get(), mgPerDl, bound, trend());
    }

    /**
     * {@return what was measured with a drop of blood, 13 to 600 mg/dL with its bound}
     *
     * @param origin asked once the value is known to be good
     * @throws IllegalArgumentException with what is wrong, for people and without a health value
     */
    public CapillaryGlucose fingerstick(Supplier<Origin> origin) {
        double mbg = milligrams("mbg");
        if (mbg < METER_LEAST || mbg > METER_MOST) {
            throw new IllegalArgumentException("mbg must be %.0f to %.0f mg/dL; smaller numbers look like mmol/L"
                    .formatted(METER_LEAST, METER_MOST));
        }
        boolean high = mbg > METER_RANGE_HIGH;
        return new CapillaryGlucose(
                origin.get(), high ? METER_RANGE_HIGH : mbg, high ? Bound.ABOVE_RANGE : Bound.EXACT);
    }

    /** {@return this origin, doubted where the sensor's app calls its value heavily noisy} */
    public Origin doubted(Origin origin) {
        return document.path("noise").asInt(0) >= HEAVY_NOISE
                ? origin.withDoubt(Doubt.Flag.NOISY, "the sensor's app calls it heavily noisy")
                : origin;
    }

    private double milligrams(String field) {
        String units = document.path("units").asText("");
        if (!units.isEmpty() && !units.toLowerCase(Locale.ROOT).startsWith("mg")) {
            throw new IllegalArgumentException("units must be mg/dl; Nightscout entries carry nothing else");
        }
        JsonNode value = document.path(field);
        if (value.isNumber() && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        if (value.isTextual() && DECIMAL.matcher(value.textValue()).matches()) {
            return Double.parseDouble(value.textValue());
        }
        throw new IllegalArgumentException(field + " is no number; it must be mg/dL");
    }

    /**
     * Only the rate that a sensor states, in mg/dL per minute; an arrow's name is a picture, not a number, and {@code delta} is the app's
     * own smoothing.
     */
    private OptionalDouble trend() {
        double rate = document.path("trendRate").asDouble(Double.NaN);
        return Math.abs(rate) <= STEEPEST_MG_PER_DL_PER_MIN ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }
}
