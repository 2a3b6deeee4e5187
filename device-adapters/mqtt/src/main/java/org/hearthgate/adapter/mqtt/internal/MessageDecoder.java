package org.hearthgate.adapter.mqtt.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hearthgate.api.observation.Bound;

/** Finds in one message what its device's mapping says is there: values in the units of the record. Pure; any octets. */
record MessageDecoder(Mapping mapping) {
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");
    private static final Pattern EPOCH = Pattern.compile("\\d{9,19}");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000L);
    private static final long SECONDS_FROM = 1_000_000_000L;
    private static final long MILLIS_FROM = 1_000_000_000_000L;
    private static final long NANOS_FROM = 1_000_000_000_000_000_000L;
    private static final double GLUCOSE_LOW = 40;
    private static final double GLUCOSE_HIGH = 400;

    /**
     * One value.
     *
     * @param number in mg/dL, mmol/L (ketone), kg, ohm, %, 1/min, °C or mmHg
     */
    record Value(double number, Bound bound) {}

    /**
     * What a message says.
     *
     * @param values one for each quantity; the first line of the mapping that fits counts
     * @param measuredAt when, where the message tells it
     * @param refused why single values were not taken; for people, without a health value
     */
    record Reading(Map<Quantity, Value> values, Optional<Instant> measuredAt, List<String> refused) {
        Reading {
            values = new EnumMap<>(values);
            refused = List.copyOf(refused);
        }
    }

    /** @throws IllegalArgumentException if the message is no JSON, or its time none */
    Reading decode(byte[] payload) {
        JsonNode message = MessageJson.read(payload);
        Map<Quantity, Value> values = new EnumMap<>(Quantity.class);
        var refused = new ArrayList<String>();
        for (MappingEntry entry : mapping.entries()) {
            JsonNode there = entry.value().in(message);
            boolean wanted =
                    entry.condition().map(condition -> condition.holds(message)).orElse(true);
            if (wanted && !there.isMissingNode() && !there.isNull() && !values.containsKey(entry.quantity())) {
                try {
                    values.put(entry.quantity(), value(entry, there, message));
                } catch (IllegalArgumentException e) {
                    refused.add(e.getMessage());
                }
            }
        }
        Optional<Instant> time = mapping.time()
                .map(path -> path.in(message))
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .map(MessageDecoder::time);
        return new Reading(values, time, refused);
    }

    private static Value value(MappingEntry entry, JsonNode there, JsonNode message) {
        Quantity quantity = entry.quantity();
        if (quantity == Quantity.GLUCOSE && there.isTextual()) {
            switch (there.textValue().toUpperCase(java.util.Locale.ROOT)) {
                case "LOW", "LO":
                    return new Value(GLUCOSE_LOW, Bound.BELOW_RANGE);
                case "HIGH", "HI":
                    return new Value(GLUCOSE_HIGH, Bound.ABOVE_RANGE);
                default:
                    break;
            }
        }
        BigDecimal number = number(there)
                .orElseThrow(() -> new IllegalArgumentException(
                        quantity.word() + " at " + entry.value().text() + " is no number"));
        BigDecimal canonical = unit(entry, message)
                .map(unit -> quantity.convert(number, unit)
                        .orElseThrow(() -> new IllegalArgumentException(
                                quantity.word() + " has a unit that is not one of " + quantity.units())))
                .orElse(number);
        return new Value(canonical.doubleValue(), Bound.EXACT);
    }

    private static Optional<String> unit(MappingEntry entry, JsonNode message) {
        if (entry.unitAt().isEmpty()) {
            return entry.unit();
        }
        String told = entry.unitAt().get().in(message).asText("").strip();
        if (told.isEmpty()) {
            throw new IllegalArgumentException(entry.quantity().word() + " comes without the unit at "
                    + entry.unitAt().get().text());
        }
        return Optional.of(told);
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())
                    ? LARGEST
                    : node.decimalValue();
            return Optional.of(number).filter(value -> value.abs().compareTo(LARGEST) < 0);
        }
        return node.isTextual() && DECIMAL.matcher(node.textValue()).matches()
                ? Optional.of(new BigDecimal(node.textValue()))
                : Optional.empty();
    }

    /** Seconds, milliseconds or nanoseconds since 1970, by their size; or ISO 8601 with its offset. */
    private static Instant time(JsonNode node) {
        try {
            if (node.isTextual()
                    && node.textValue().length() <= 40
                    && !EPOCH.matcher(node.textValue()).matches()) {
                return OffsetDateTime.parse(node.textValue()).toInstant();
            }
            long number = node.isTextual()
                    ? Long.parseLong(node.textValue())
                    : node.isNumber() && node.canConvertToLong() ? node.longValue() : 0;
            if (number >= NANOS_FROM) {
                return Instant.ofEpochSecond(0, number);
            }
            if (number >= MILLIS_FROM && number < MILLIS_FROM * 100) {
                return Instant.ofEpochMilli(number);
            }
            if (number >= SECONDS_FROM && number < SECONDS_FROM * 100) {
                return Instant.ofEpochSecond(number);
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw new IllegalArgumentException("its time is none", e);
        }
        throw new IllegalArgumentException(
                "its time is none: seconds or milliseconds since 1970, or ISO 8601 with its offset");
    }
}
