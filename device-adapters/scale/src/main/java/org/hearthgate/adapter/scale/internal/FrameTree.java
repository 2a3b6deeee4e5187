package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.ieee11073.DeviceDateTime;

/** How a decoded frame is shown: the words that all frames of scales have in common, in the order in which they are read. */
final class FrameTree {
    private final Map<String, Object> tree = new LinkedHashMap<>();

    FrameTree with(String key, Object value) {
        tree.put(key, value);
        return this;
    }

    FrameTree with(String key, Optional<BigDecimal> value) {
        value.ifPresent(number -> with(key, plain(number)));
        return this;
    }

    FrameTree withTime(Optional<DeviceDateTime> time) {
        time.ifPresent(known -> with("time", text(known)));
        return this;
    }

    FrameTree withUser(Optional<UserIndex> user) {
        user.ifPresent(index -> with("user", index.known() ? (Object) index.value() : "unknown"));
        return this;
    }

    Map<String, Object> toMap() {
        return tree;
    }

    /** {@return the number as people write it: neither trailing zeros nor an exponent} */
    static BigDecimal plain(BigDecimal number) {
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
