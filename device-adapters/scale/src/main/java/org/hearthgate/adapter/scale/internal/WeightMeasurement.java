package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.adapter.conversation.gatt.FrameTree;
import org.hearthgate.api.ieee11073.DeviceDateTime;

/**
 * One frame of Weight Measurement (2A9D).
 *
 * @param unit of the weight as the scale sends it
 * @param weight empty where the measurement failed
 * @param time on the scale's clock
 * @param user whom the scale means
 * @param bodyMassIndex kg/m2
 * @param height m beside kilograms, in beside pounds
 */
record WeightMeasurement(
        WeightUnit unit,
        Optional<BigDecimal> weight,
        Optional<DeviceDateTime> time,
        Optional<UserIndex> user,
        Optional<BigDecimal> bodyMassIndex,
        Optional<BigDecimal> height) {
    Map<String, Object> tree() {
        var tree = new FrameTree().with("unit", unit.symbol());
        if (weight.isEmpty()) {
            tree.with("weight", "unsuccessful");
        }
        tree.with("weight", weight).withTime(time);
        user.ifPresent(index -> tree.with("user", index.shown()));
        tree.with("bmi", bodyMassIndex).with("height", height);
        height.ifPresent(present -> tree.with("height_unit", unit == WeightUnit.POUND ? "in" : "m"));
        return tree.toMap();
    }
}
