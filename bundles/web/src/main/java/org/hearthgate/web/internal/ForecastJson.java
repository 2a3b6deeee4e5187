package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.hearthgate.api.forecast.FilledInput;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.forecast.NoForecast;
import org.hearthgate.api.forecast.Reason;

/** What a forecast looks like on the wire, for the answer and for the event alike; or why there is none, as a word and as a sentence. */
final class ForecastJson {
    private ForecastJson() {}

    static ObjectNode answer(ForecastAnswer answer) {
        ObjectNode json = Json.object()
                .put("person", answer.person().value())
                .put("at", answer.asOf().toString());
        answer.forecast().ifPresent(forecast -> put(json, forecast));
        answer.why()
                .ifPresent(why -> json.putObject("why").put("code", code(why)).put("message", message(why)));
        return json;
    }

    private static void put(ObjectNode json, GlucoseForecast forecast) {
        json.put("newestInputAt", forecast.newestInputAt().toString());
        ArrayNode path = json.putArray("path");
        for (GlucoseForecast.Point point : forecast.path()) {
            path.addObject()
                    .put("minutes", point.ahead().toSeconds() / 60.0)
                    .put("mgPerDl", tenths(point.mgPerDl()))
                    .put("lower90MgPerDl", tenths(point.lower90MgPerDl()))
                    .put("upper90MgPerDl", tenths(point.upper90MgPerDl()));
        }
        json.put("probabilityLowIn30Min", thousandths(forecast.probabilityLowIn30Min()));
        json.put("probabilityLowIn60Min", thousandths(forecast.probabilityLowIn60Min()));
        json.put("model", forecast.model());
        ArrayNode reasons = json.putArray("reasons");
        for (Reason reason : forecast.reasons()) {
            reasons.addObject()
                    .put("kind", code(reason.kind()))
                    .put("value", Math.round(reason.value() * 100) / 100.0)
                    .put("unit", reason.kind().unit())
                    .put("shareMgPerDl", tenths(reason.shareMgPerDl()));
        }
        ArrayNode filled = json.putArray("filled");
        for (FilledInput stretch : forecast.filled()) {
            filled.addObject()
                    .put("from", stretch.from().toString())
                    .put("until", stretch.until().toString());
        }
    }

    private static double tenths(double mgPerDl) {
        return Math.round(mgPerDl * 10) / 10.0;
    }

    private static double thousandths(double probability) {
        return Math.round(probability * 1000) / 1000.0;
    }

    static String code(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String message(NoForecast why) {
        return switch (why) {
            case NO_READINGS -> "There are no readings of the last day to look ahead from.";
            case STALE -> "The newest reading is too old to look ahead from.";
            case AFTER_A_GAP -> "Readings have not yet gone on for 40 min without a gap.";
            case SENSOR_WARM_UP -> "The sensor is warming up.";
            case DOUBTFUL -> "The newest readings are doubted.";
            case OUT_OF_SENSOR_RANGE -> "The newest reading is beyond what the sensor can measure.";
            case CLOCK -> "The hub does not know the time.";
            case NO_MODEL -> "The model could not be read. See hub health.";
        };
    }
}
