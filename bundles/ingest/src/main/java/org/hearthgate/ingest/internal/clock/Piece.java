package org.hearthgate.ingest.internal.clock;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From one time of a device's clock on, how much is added to it. Kept in the record as the detail of a device event, in this form, so that
 * the same device time means the same instant for ever.
 *
 * @param fromMillis first time of the device's clock for which it holds, milliseconds since 1970
 * @param addMillis what is added; negative for a clock that is ahead, never positive
 */
record Piece(long fromMillis, long addMillis) {
    private static final Pattern DETAIL =
            Pattern.compile("correctionSeconds=(-?\\d{1,9}\\.\\d{3}) fromDeviceTime=(\\S{1,40})[:;].*");

    /** {@return its form in the record} */
    String detail() {
        return String.format(
                Locale.ROOT,
                "correctionSeconds=%.3f fromDeviceTime=%s; %s",
                addMillis / 1000.0,
                Instant.ofEpochMilli(fromMillis),
                sentence());
    }

    private String sentence() {
        if (addMillis == 0) {
            return "the device's clock is right again";
        }
        Duration off = Duration.ofMillis(Math.abs(addMillis));
        return "the device's clock is " + off.toSeconds() + " s " + (addMillis < 0 ? "ahead" : "behind");
    }

    /** {@return the piece that such a detail tells, or empty when it tells none} */
    static Optional<Piece> parse(String detail) {
        Matcher matcher = DETAIL.matcher(detail);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Piece(
                    Instant.parse(matcher.group(2)).toEpochMilli(),
                    Math.round(Double.parseDouble(matcher.group(1)) * 1000)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
