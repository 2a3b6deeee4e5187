package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a document was measured. {@code date} counts, because it is unambiguous; {@code dateString} tells the phone's offset, and the time
 * only where there is no {@code date}.
 *
 * @param offset the phone's offset from UTC; empty when it sends UTC only
 */
record EntryTime(Instant measuredAt, Optional<ZoneOffset> offset) {
    /** 1973 in milliseconds; what is smaller was meant as seconds. */
    private static final long LEAST_MILLIS = 100_000_000_000L;
    /** The year 9999. */
    static final long MOST_MILLIS = 253_402_300_799_999L;

    private static final int WIDEST_OFFSET_MINUTES = 18 * 60;
    private static final int LONGEST_TEXT = 40;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter();

    /** @throws IllegalArgumentException if the document tells no time that can be understood in one way only */
    static EntryTime of(JsonNode document) {
        Optional<OffsetDateTime> local = local(document.path("dateString"));
        Optional<ZoneOffset> offset = local.map(OffsetDateTime::getOffset)
                .filter(zone -> !zone.equals(ZoneOffset.UTC))
                .or(() -> statedOffset(document.path("utcOffset")));
        JsonNode date = document.path("date");
        if (date.isMissingNode() || date.isNull()) {
            Instant at = local.map(OffsetDateTime::toInstant)
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "no time: send date in milliseconds since 1970, or dateString in ISO 8601 with its offset"));
            return new EntryTime(inRange(at.toEpochMilli()), offset);
        }
        return new EntryTime(inRange(millis(date)), offset);
    }

    private static long millis(JsonNode date) {
        if (date.isIntegralNumber() && date.canConvertToLong()) {
            return date.longValue();
        }
        if (date.isNumber() && Math.abs(date.doubleValue()) <= MOST_MILLIS) {
            return (long) Math.floor(date.doubleValue());
        }
        if (date.isTextual() && NUMBER.matcher(date.textValue()).matches()) {
            return (long) Double.parseDouble(date.textValue());
        }
        throw new IllegalArgumentException("date is no number; send milliseconds since 1970");
    }

    private static Instant inRange(long millis) {
        if (millis < LEAST_MILLIS || millis > MOST_MILLIS) {
            throw new IllegalArgumentException("date " + millis + " is not in milliseconds since 1970"
                    + (millis >= LEAST_MILLIS / 1000 && millis < LEAST_MILLIS ? "; it looks like seconds" : ""));
        }
        return Instant.ofEpochMilli(millis);
    }

    private static Optional<OffsetDateTime> local(JsonNode dateString) {
        if (!dateString.isTextual() || dateString.textValue().length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            OffsetDateTime parsed = ISO.parse(dateString.textValue(), OffsetDateTime::from);
            return parsed.getYear() >= 1 && parsed.getYear() <= 9999 ? Optional.of(parsed) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
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

    /**
     * {@return the instant that a query means} Mongo compares dateStrings as text, so a beginning such as {@code 2026-11} or
     * {@code 2026-11-21T08} means the first instant that begins so, in UTC; a blank before the offset was a plus.
     *
     * @throws DateTimeException if it means none
     */
    static Instant ofQuery(String text) {
        String plus = text.replaceFirst(" (\\d\\d:?\\d\\d)$", "+$1");
        if (Pattern.matches("\\d{4}[-\\d:.T]{0,19}", plus) && !plus.matches(".*T.*-.*")) {
            String earliest = "0000-01-01T00:00:00.000";
            plus = (plus.length() < earliest.length() ? plus + earliest.substring(plus.length()) : plus) + "Z";
        }
        return ISO.parse(plus, OffsetDateTime::from).toInstant();
    }
}
