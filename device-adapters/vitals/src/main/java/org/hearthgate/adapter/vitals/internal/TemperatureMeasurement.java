package org.hearthgate.adapter.vitals.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hearthgate.adapter.conversation.gatt.FrameTree;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.MedicalFloat;

/**
 * One frame of Temperature Measurement (2A1C) or Intermediate Temperature (2A1E).
 *
 * @param fahrenheit whether the value is in degrees Fahrenheit, else in Celsius
 * @param value as it was sent
 * @param time on the thermometer's clock
 * @param site number of the {@link BodySite}, where it is told with the value
 */
record TemperatureMeasurement(boolean fahrenheit, MedicalFloat value, Optional<DeviceDateTime> time, OptionalInt site) {
    private static final BigDecimal FREEZING_FAHRENHEIT = BigDecimal.valueOf(32);

    /** {@return in Celsius, to a ten-thousandth; empty where there is no number} */
    Optional<BigDecimal> celsius() {
        return value.number()
                .map(number -> fahrenheit
                        ? number.subtract(FREEZING_FAHRENHEIT)
                                .multiply(BigDecimal.valueOf(5))
                                .divide(BigDecimal.valueOf(9), 4, RoundingMode.HALF_UP)
                        : number);
    }

    Map<String, Object> tree() {
        var tree = new FrameTree()
                .with("unit", fahrenheit ? "degF" : "degC")
                .with("value", value)
                .withTime(time);
        site.ifPresent(number -> tree.with("type", BodySite.word(number)));
        return tree.toMap();
    }
}
