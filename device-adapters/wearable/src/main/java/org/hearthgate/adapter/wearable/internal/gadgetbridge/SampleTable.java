package org.hearthgate.adapter.wearable.internal.gadgetbridge;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table that holds activity samples, known by its columns and not by its brand.
 *
 * @param name only letters, digits and underscores, so that it can stand in a query
 * @param columns that are used, out of {@link #WANTED}
 * @param timeUnit in which its TIMESTAMP counts
 * @param newest of the wanted device
 */
record SampleTable(String name, Set<String> columns, TimeUnit timeUnit, Instant newest) {
    static final String SUFFIX = "ACTIVITY_SAMPLE";
    static final Set<String> WANTED = Set.of("TIMESTAMP", "DEVICE_ID", "STEPS", "HEART_RATE", "RAW_KIND");

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,60}");
    /** As seconds some 3000 years hence, as milliseconds the spring of 1973: no watch means either. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    /** {@return whether a table of this name can be one} */
    static boolean mayBe(String name) {
        return NAME.matcher(name).matches() && name.endsWith(SUFFIX);
    }

    /** {@return whether these columns make it one} */
    static boolean complete(Set<String> columns) {
        return columns.contains("TIMESTAMP")
                && columns.contains("DEVICE_ID")
                && (columns.contains("STEPS") || columns.contains("HEART_RATE"));
    }

    /** What a timestamp counts since 1970. */
    enum TimeUnit {
        SECONDS,
        MILLISECONDS;

        static TimeUnit of(long timestamp) {
            return timestamp >= FIRST_MILLIS ? MILLISECONDS : SECONDS;
        }

        Instant instant(long timestamp) {
            return this == SECONDS ? Instant.ofEpochSecond(timestamp) : Instant.ofEpochMilli(timestamp);
        }

        long timestamp(Instant instant) {
            return this == SECONDS ? instant.getEpochSecond() : instant.toEpochMilli();
        }
    }
}
