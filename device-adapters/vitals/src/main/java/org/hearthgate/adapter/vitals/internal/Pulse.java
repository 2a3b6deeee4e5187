package org.hearthgate.adapter.vitals.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Origin;

/** Makes a heart rate of the pulse that a cuff or an oximeter counted beside its own measurement. */
final class Pulse {
    private static final BigDecimal FASTEST = BigDecimal.valueOf(300);

    private Pulse() {}

    /** {@return the heart rate; empty where none was counted, or none that a heart has} */
    static Optional<HeartRate> of(MedicalFloat perMinute, Origin origin) {
        return perMinute
                .number()
                .filter(number -> number.signum() > 0 && number.compareTo(FASTEST) <= 0)
                .map(number -> number.setScale(0, RoundingMode.HALF_UP).intValueExact())
                .filter(beats -> beats > 0)
                .map(beats -> HeartRate.of(origin, beats));
    }
}
