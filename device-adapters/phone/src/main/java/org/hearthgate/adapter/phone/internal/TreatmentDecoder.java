package org.hearthgate.adapter.phone.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Note;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.nightscout.entry.EntryTime;

/**
 * Makes doses, carbohydrates, notes and sensor changes of one treatment that somebody entered on the phone. Zeros are what such apps
 * write for "nothing". The treatment's own id is the identity, so what is corrected on the phone later stays as it was first read.
 */
record TreatmentDecoder(PhoneSource source) {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,6}(\\.\\d{1,6})?");
    /** Trade names and words; what is not among them counts as bolus, which is what such apps mean by a plain dose. */
    private static final Pattern LONG_ACTING = Pattern.compile(
            "long.?acting|basal|lantus|toujeo|levemir|tresiba|basaglar|abasaglar|semglee|rezvoglar|glargin|detemir|degludec|insulatard|"
                    + "protaphane|humulin n|nph|awiqli|icodec");

    private static final int MOST_INJECTIONS = 8;
    private static final int LONGEST_NOTE = 4000;
    private static final int LONGEST_NAME = 200;
    private static final double MOST_MINUTES = 24 * 60;

    Decoded decode(ObjectNode document) {
        try {
            EntryTime time = EntryTime.of(document, document.has("created_at") ? "created_at" : "date", "timestamp");
            var made = new ArrayList<Observation>();
            doses(document, time, made);
            number(document, "carbs")
                    .ifPresent(grams ->
                            made.add(new CarbohydrateIntake(origin(document, time, 0), grams, absorption(document))));
            event(document)
                    .ifPresent(event ->
                            made.add(new DeviceEvent(origin(document, time, 0), event, "entered on the phone")));
            note(document).ifPresent(text -> made.add(new Note(origin(document, time, 0), text)));
            return new Decoded.Taken(made);
        } catch (IllegalArgumentException e) {
            return new Decoded.Refused(document, e.getMessage());
        }
    }

    private void doses(ObjectNode document, EntryTime time, List<Observation> made) {
        JsonNode injections = injections(document);
        for (JsonNode injection : injections) {
            Optional<Double> units = number(injection, "units");
            if (units.isPresent() && made.size() < MOST_INJECTIONS) {
                made.add(dose(document, time, made.size(), units.get(), name(injection.path("insulin"))));
            }
        }
        if (made.isEmpty()) {
            number(document, "insulin")
                    .ifPresent(units -> made.add(dose(document, time, 0, units, name(document.path("insulinType")))));
        }
    }

    private InsulinDose dose(ObjectNode document, EntryTime time, int part, double units, Optional<String> insulin) {
        boolean basal = document.path("isBasalInsulin").asBoolean(false)
                || isLongActing(insulin.orElse(""))
                || insulin.isEmpty()
                        && (isLongActing(document.path("notes").asText(""))
                                || isLongActing(document.path("eventType").asText("")));
        return new InsulinDose(
                origin(document, time, part),
                units,
                basal ? InsulinDose.Purpose.BASAL : InsulinDose.Purpose.BOLUS,
                insulin);
    }

    private static boolean isLongActing(String text) {
        return LONG_ACTING.matcher(text.toLowerCase(Locale.ROOT)).find();
    }

    /** xDrip+ writes the list as a text with JSON in it. */
    private static JsonNode injections(ObjectNode document) {
        JsonNode list = document.path("insulinInjections");
        if (list.isTextual()) {
            try {
                list = PhoneJson.MAPPER.readTree(list.textValue());
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("insulinInjections is no JSON", e);
            }
        }
        return list.isArray() ? list : PhoneJson.MAPPER.createArrayNode();
    }

    private Origin origin(ObjectNode document, EntryTime time, int part) {
        return source.origin(source.phone(), time, PhoneSource.sequence(document.path("_id"), part), document);
    }

    /** {@return the number where there is one above zero} */
    private static Optional<Double> number(JsonNode document, String field) {
        JsonNode value = document.path(field);
        if (value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isBlank()) {
            return Optional.empty();
        }
        double number = value.isNumber()
                ? value.doubleValue()
                : value.isTextual() && DECIMAL.matcher(value.textValue()).matches()
                        ? Double.parseDouble(value.textValue())
                        : Double.NaN;
        if (!(number >= 0) || Double.isInfinite(number)) {
            throw new IllegalArgumentException(field + " is no number from 0");
        }
        return number == 0 ? Optional.empty() : Optional.of(number);
    }

    private static Optional<Duration> absorption(ObjectNode document) {
        double minutes = document.path("absorptionTime").asDouble(0);
        return minutes > 0 && minutes <= MOST_MINUTES
                ? Optional.of(Duration.ofMinutes((long) minutes))
                : Optional.empty();
    }

    private static Optional<DeviceEvent.Event> event(ObjectNode document) {
        return switch (document.path("eventType").asText("")) {
            case "Sensor Start", "Sensor Change" -> Optional.of(DeviceEvent.Event.SENSOR_STARTED);
            case "Sensor Stop" -> Optional.of(DeviceEvent.Event.SENSOR_ENDED);
            default -> Optional.empty();
        };
    }

    private static Optional<String> note(ObjectNode document) {
        return Optional.of(document.path("notes").asText("").strip())
                .filter(text -> !text.isEmpty() && !text.equals("null"))
                .map(text -> text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) : text);
    }

    private static Optional<String> name(JsonNode insulin) {
        return Optional.of(insulin.asText("").strip())
                .filter(text -> !text.isEmpty() && !text.equals("null"))
                .map(text -> text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text);
    }
}
