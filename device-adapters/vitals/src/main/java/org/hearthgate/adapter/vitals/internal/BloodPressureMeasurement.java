package org.hearthgate.adapter.vitals.internal;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.adapter.conversation.gatt.FrameTree;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.MedicalFloat;

/**
 * One frame of Blood Pressure Measurement (2A35).
 *
 * @param kilopascal whether pressures are in kPa, else in mmHg
 * @param systolic NaN where the measurement failed
 * @param diastolic NaN where the measurement failed
 * @param meanArterial NaN where the cuff tells none
 * @param time on the cuff's clock
 * @param pulsePerMinute heart beats in a minute
 * @param user 0 to 254, 255 unknown
 * @param status what the cuff says about it
 */
record BloodPressureMeasurement(
        boolean kilopascal,
        MedicalFloat systolic,
        MedicalFloat diastolic,
        MedicalFloat meanArterial,
        Optional<DeviceDateTime> time,
        Optional<MedicalFloat> pulsePerMinute,
        OptionalInt user,
        Optional<CuffStatus> status) {
    private static final int UNKNOWN_USER = 0xFF;

    /** {@return which of its users the cuff means, where it knows} */
    OptionalInt knownUser() {
        return user.isPresent() && user.getAsInt() == UNKNOWN_USER ? OptionalInt.empty() : user;
    }

    Map<String, Object> tree() {
        return withRest(new FrameTree()
                .with("unit", unit())
                .with("systolic", systolic)
                .with("diastolic", diastolic)
                .with("map", meanArterial));
    }

    /** {@return the tree of an Intermediate Cuff Pressure (2A36): the same frame, of which only the first pressure counts} */
    Map<String, Object> cuffTree() {
        return withRest(new FrameTree().with("unit", unit()).with("cuff", systolic));
    }

    private String unit() {
        return kilopascal ? "kPa" : "mmHg";
    }

    private Map<String, Object> withRest(FrameTree tree) {
        tree.withTime(time).withPresent("pulse", pulsePerMinute);
        user.ifPresent(index -> tree.with("user", index == UNKNOWN_USER ? "unknown" : (Object) index));
        status.ifPresent(told -> tree.with("status", told.words()).with("pulse_range", told.pulseRange()));
        return tree.toMap();
    }
}
