package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.adapter.conversation.gatt.FrameTree;
import org.hearthgate.api.ieee11073.DeviceDateTime;

/**
 * One frame of Body Composition Measurement (2A9C). Masses are in the scale's unit.
 *
 * @param unit of the masses
 * @param fatPercent empty where the measurement failed
 * @param time on the scale's clock
 * @param user whom the scale means
 * @param basalKilojoules basal metabolism
 * @param musclePercent of the body's mass
 * @param muscle mass
 * @param fatFree mass
 * @param softLean mass
 * @param water mass
 * @param impedanceOhm of the body
 * @param weight of the body
 * @param height m beside kilograms, in beside pounds
 * @param more whether further frames follow that belong to this one
 */
record BodyCompositionMeasurement(
        WeightUnit unit,
        Optional<BigDecimal> fatPercent,
        Optional<DeviceDateTime> time,
        Optional<UserIndex> user,
        Optional<BigDecimal> basalKilojoules,
        Optional<BigDecimal> musclePercent,
        Optional<BigDecimal> muscle,
        Optional<BigDecimal> fatFree,
        Optional<BigDecimal> softLean,
        Optional<BigDecimal> water,
        Optional<BigDecimal> impedanceOhm,
        Optional<BigDecimal> weight,
        Optional<BigDecimal> height,
        boolean more) {
    Map<String, Object> tree() {
        var tree = new FrameTree().with("unit", unit.symbol());
        if (fatPercent.isEmpty()) {
            tree.with("fat_pct", "unsuccessful");
        }
        tree.with("fat_pct", fatPercent).withTime(time);
        user.ifPresent(index -> tree.with("user", index.shown()));
        tree.with("basal_kj", basalKilojoules)
                .with("muscle_pct", musclePercent)
                .with("muscle", muscle)
                .with("fat_free", fatFree)
                .with("soft_lean", softLean)
                .with("body_water", water)
                .with("impedance_ohm", impedanceOhm)
                .with("weight", weight)
                .with("height", height);
        height.ifPresent(present -> tree.with("height_unit", unit == WeightUnit.POUND ? "in" : "m"));
        if (more) {
            tree.with("multiple_packet", true);
        }
        return tree.toMap();
    }
}
