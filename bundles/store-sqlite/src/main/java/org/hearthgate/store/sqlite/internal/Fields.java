package org.hearthgate.store.sqlite.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a payload says, as numbered fields of a few plain types (Long, Double, String, List), so that the kinds need not know how octets
 * are laid out, and a field added later does not disturb an older reader.
 */
final class Fields {
    private static final long MOST_SECONDS_AS_MILLIS = 1L << 50;

    private final TreeMap<Integer, Object> values;

    Fields() {
        this(Map.of());
    }

    Fields(Map<Integer, Object> values) {
        this.values = new TreeMap<>(values);
    }

    Map<Integer, Object> values() {
        return values;
    }

    Fields integer(int field, long value) {
        values.put(field, value);
        return this;
    }

    Fields text(int field, String value) {
        values.put(field, value);
        return this;
    }

    Fields list(int field, List<?> value) {
        values.put(field, List.copyOf(value));
        return this;
    }

    /** Keeps hundredths as an integer of 1 to 4 octets where that is exact to the bit, else all 64 bits. */
    Fields number(int field, double value) {
        long hundredths = Math.round(value * 100);
        if (Double.doubleToRawLongBits(hundredths / 100.0) == Double.doubleToRawLongBits(value)) {
            values.put(field, hundredths);
        } else {
            values.put(field, value);
        }
        return this;
    }

    Fields duration(int field, Duration value) {
        if (value.getNano() % 1_000_000 == 0 && Math.abs(value.getSeconds()) < MOST_SECONDS_AS_MILLIS) {
            values.put(field, value.toMillis());
        } else {
            values.put(field, List.of(value.getSeconds(), (long) value.getNano()));
        }
        return this;
    }

    /** Keeps an instant by its distance from another that is kept elsewhere. */
    Fields instant(int field, Instant value, Instant from) {
        return duration(field, Duration.between(from, value));
    }

    long integer(int field) {
        return optionalInteger(field).orElseThrow(() -> missing(field));
    }

    int smallInteger(int field) {
        return Math.toIntExact(integer(field));
    }

    OptionalLong optionalInteger(int field) {
        Object value = values.get(field);
        return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
    }

    String text(int field) {
        return optionalText(field).orElseThrow(() -> missing(field));
    }

    Optional<String> optionalText(int field) {
        return Optional.ofNullable((String) values.get(field));
    }

    List<?> list(int field) {
        Object value = values.get(field);
        return value == null ? List.of() : (List<?>) value;
    }

    double number(int field) {
        return optionalNumber(field).orElseThrow(() -> missing(field));
    }

    OptionalDouble optionalNumber(int field) {
        Object value = values.get(field);
        if (value == null) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(value instanceof Long hundredths ? hundredths / 100.0 : (Double) value);
    }

    Duration duration(int field) {
        return optionalDuration(field).orElseThrow(() -> missing(field));
    }

    Optional<Duration> optionalDuration(int field) {
        Object value = values.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Long millis) {
            return Optional.of(Duration.ofMillis(millis));
        }
        var parts = (List<?>) value;
        return Optional.of(Duration.ofSeconds((Long) parts.get(0), (Long) parts.get(1)));
    }

    Instant instant(int field, Instant from) {
        return from.plus(duration(field));
    }

    private static UnreadableException missing(int field) {
        return new UnreadableException("field " + field + " is missing");
    }
}
