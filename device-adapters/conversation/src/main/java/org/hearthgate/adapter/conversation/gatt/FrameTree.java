package org.hearthgate.adapter.conversation.gatt;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.MedicalFloat;

/** How a decoded frame is shown by a {@link org.hearthgate.api.device.FrameDecoder}: its fields in the order in which they are read. */
public final class FrameTree {
    private final Map<String, Object> tree = new LinkedHashMap<>();

    public FrameTree with(String key, Object value) {
        tree.put(key, value);
        return this;
    }

    public FrameTree with(String key, MedicalFloat value) {
        return with(key, value.json());
    }

    /** Adds a number where there is one. */
    public FrameTree with(String key, Optional<BigDecimal> value) {
        value.ifPresent(number -> with(key, plain(number)));
        return this;
    }

    /** Adds a medical float where the frame has that field, number or not. */
    public FrameTree withPresent(String key, Optional<MedicalFloat> value) {
        value.ifPresent(present -> with(key, present));
        return this;
    }

    public FrameTree withTime(Optional<DeviceDateTime> time) {
        time.ifPresent(known -> with("time", known.text()));
        return this;
    }

    public Map<String, Object> toMap() {
        return tree;
    }

    /** {@return the number as people write it: neither trailing zeros nor an exponent} */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
