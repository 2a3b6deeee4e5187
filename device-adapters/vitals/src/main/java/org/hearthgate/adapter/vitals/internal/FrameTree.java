package org.hearthgate.adapter.vitals.internal;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.MedicalFloat;

/** How a decoded frame is shown: the words that all frames of this room have in common, in the order in which they are read. */
final class FrameTree {
    private final Map<String, Object> tree = new LinkedHashMap<>();

    FrameTree with(String key, Object value) {
        tree.put(key, value);
        return this;
    }

    FrameTree with(String key, MedicalFloat value) {
        return with(
                key,
                switch (value.kind()) {
                    case NUMBER -> plain(value.number().orElseThrow());
                    case NAN -> "NaN";
                    case NRES -> "NRes";
                    case POSITIVE_INFINITY -> "+INF";
                    case NEGATIVE_INFINITY -> "-INF";
                    case RESERVED -> "reserved";
                });
    }

    FrameTree withPresent(String key, Optional<MedicalFloat> value) {
        value.ifPresent(present -> with(key, present));
        return this;
    }

    FrameTree withTime(Optional<DeviceDateTime> time) {
        time.ifPresent(known -> with("time", text(known)));
        return this;
    }

    Map<String, Object> toMap() {
        return tree;
    }

    /** {@return the number as people write it: neither trailing zeros nor an exponent} */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private static String text(DeviceDateTime time) {
        return String.format(
                Locale.ROOT,
                "%04d-%02d-%02dT%02d:%02d:%02d",
                time.year(),
                time.month(),
                time.day(),
                time.hour(),
                time.minute(),
                time.second());
    }
}
