package org.hearthgate.adapter.scale.internal;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.adapter.conversation.gatt.FrameTree;
import org.hearthgate.api.ieee11073.DeviceDateTime;

/**
 * What a Xiaomi scale tells everybody in one advertisement.
 *
 * @param unit as the scale shows it
 * @param weight in that unit
 * @param stabilised whether the weight is final
 * @param removed whether the load has left the scale again
 * @param impedanceTold whether the scale says that it measured the impedance (scale 2 only)
 * @param time on the scale's clock, which may never have been set
 * @param impedanceOhm 1 to 2999, where it was measured
 */
record XiaomiWeighing(
        WeightUnit unit,
        BigDecimal weight,
        boolean stabilised,
        boolean removed,
        Optional<Boolean> impedanceTold,
        DeviceDateTime time,
        OptionalInt impedanceOhm) {

    BigDecimal kilograms() {
        return unit.toKilograms(weight);
    }

    /** {@return whether both tell of one weighing: the same packet is repeated for minutes, at last without a load} */
    boolean sameAs(XiaomiWeighing other) {
        return time.equals(other.time) && unit == other.unit && weight.compareTo(other.weight) == 0;
    }

    Map<String, Object> tree() {
        var tree = new FrameTree()
                .with("unit", unit.symbol())
                .with("weight", FrameTree.plain(weight))
                .with("stabilized", stabilised)
                .with("removed", removed);
        impedanceTold.ifPresent(told -> tree.with("impedance_present", told));
        tree.withTime(Optional.of(time));
        impedanceOhm.ifPresent(ohm -> tree.with("impedance_ohm", ohm));
        return tree.toMap();
    }
}
