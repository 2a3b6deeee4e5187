package org.hearthgate.ingest.internal.clock;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time in which the hub did not know the time and its clock ran without a step. Kept in the record, in this form, beside the rows that
 * were stamped by it: once the time is known, so is what those rows are off by, in whatever run of the hub that is.
 *
 * @param run names what the elapsed time counts from
 * @param after position of the record behind which its rows begin; the spells of one run of the hub have the same
 * @param fromMillis rows stamped at this or later, up to the next spell, are its own; 0 for the first
 * @param offsetMillis what its clock showed minus the elapsed time
 */
record Spell(String run, long after, long fromMillis, long offsetMillis) {
    private static final Pattern DETAIL = Pattern.compile(
            "hubClockUnknown run=(\\S{1,64}) after=(\\d{1,18}) from=(\\S{1,40}) offsetMillis=(-?\\d{1,18});.*");

    /** {@return its form in the record} */
    String detail() {
        return String.format(
                Locale.ROOT,
                "hubClockUnknown run=%s after=%d from=%s offsetMillis=%d; the hub does not know the time",
                run,
                after,
                Instant.ofEpochMilli(fromMillis),
                offsetMillis);
    }

    /** {@return the spell that such a detail tells, or empty when it tells none} */
    static Optional<Spell> parse(String detail) {
        Matcher matcher = DETAIL.matcher(detail);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Spell(
                    matcher.group(1),
                    Long.parseLong(matcher.group(2)),
                    Instant.parse(matcher.group(3)).toEpochMilli(),
                    Long.parseLong(matcher.group(4))));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }
}
