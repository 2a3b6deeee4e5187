package org.hearthgate.nightscout.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When something happened, as a phone's document says it: milliseconds count, because they are unambiguous; the text tells the phone's
 * offset, and the time only where there are no milliseconds.
 *
 * @param at the instant, 1973 to 9999
 * @param offset of the phone from UTC; empty when it tells UTC only
 */
public record EntryTime(Instant at, Optional<ZoneOffset> offset) {
    /** 1973 in milliseconds; what is smaller was meant as seconds. */
    private static final long LEAST_MILLIS = 100_000_000_000L;
    /** The last millisecond of the year 9999. */
    public static final long MOST_MILLIS = 253_402_300_799_999L;

    private static final int LONGEST_TEXT = 40;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
    /** ISO 8601 with its offset, with and without a colon; both are written. */
    public static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter();

    /**
     * @param millisField holds milliseconds since 1970, or an ISO text with its offset
     * @param textField a second place for the text
     * @throws IllegalArgumentException if the document tells no time that can be understood in one way only
     */
    public static EntryTime of(JsonNode document, String millisField, String textField) {
        JsonNode number = document.path(millisField);
        Optional<OffsetDateTime> text = text(document.path(textField)).or(() -> text(number));
        Optional<ZoneOffset> offset = text.map(OffsetDateTime::getOffset).filter(zone -> !zone.equals(ZoneOffset.UTC));
        Optional<Instant> millis = millis(number);
        Instant at = millis.or(() -> text.map(OffsetDateTime::toInstant))
                .orElseThrow(() -> new IllegalArgumentException(
                        millisField + " is no time: neither milliseconds since 1970 nor ISO 8601 with an offset"));
        long epoch = at.toEpochMilli();
        if (epoch < LEAST_MILLIS || epoch > MOST_MILLIS) {
            throw new IllegalArgumentException(millisField + " " + epoch + " is not in milliseconds since 1970"
                    + (epoch >= LEAST_MILLIS / 1000 && epoch < LEAST_MILLIS ? "; it looks like seconds" : ""));
        }
        return new EntryTime(at, offset);
    }

    /** {@return the instant if this is a number of milliseconds since 1970, also one written as text} */
    public static Optional<Instant> millis(JsonNode number) {
        double value = number.isNumber()
                ? number.doubleValue()
                : number.isTextual() && NUMBER.matcher(number.textValue()).matches()
                        ? Double.parseDouble(number.textValue())
                        : Double.NaN;
        return Math.abs(value) <= MOST_MILLIS
                ? Optional.of(Instant.ofEpochMilli((long) Math.floor(value)))
                : Optional.empty();
    }

    private static Optional<OffsetDateTime> text(JsonNode text) {
        if (!text.isTextual() || text.textValue().length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            OffsetDateTime parsed = ISO.parse(text.textValue(), OffsetDateTime::from);
            return parsed.getYear() >= 1 && parsed.getYear() <= 9999 ? Optional.of(parsed) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
