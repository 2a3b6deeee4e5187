package org.hearthgate.adapter.vitals.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.gatt.GattValue;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.OxygenSaturation;

/** Takes one spot check of an oximeter, measured now or kept by it since the last connection. */
final class SpotCheckIntake {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final DeviceLine line;

    SpotCheckIntake(DeviceLine line) {
        this.line = line;
    }

    /**
     * {@return what is in it, empty where it was refused}
     *
     * @param asked whether it came because stored ones were asked for
     */
    List<Observation> read(GattValue value, boolean asked) {
        try {
            OximeterReading reading = OximeterDecoder.spotCheck(value.octets());
            double percent = percent(reading);
            Optional<DeviceDateTime> time = reading.clockSet() ? reading.time() : Optional.empty();
            boolean stored = asked || reading.judged().fromStorage();
            if (stored && time.flatMap(DeviceDateTime::local).isEmpty()) {
                // it would be told again, and dated anew, at every connection
                throw new FrameException("a stored spot check without a time; set the oximeter's clock");
            }
            Origin plain = line.origin(line.person(), value, time);
            Optional<Doubt> doubt = reading.judged().doubt();
            Origin origin = doubt.map(plain::withDoubt).orElse(plain);
            var observations = new ArrayList<Observation>();
            observations.add(new OxygenSaturation(origin, percent));
            Pulse.of(reading.pulsePerMinute(), origin).ifPresent(observations::add);
            return observations;
        } catch (FrameException e) {
            line.refuse(value, e.getMessage());
            return List.of();
        }
    }

    /** {@return SpO2 in %, where the oximeter stands by it} */
    static double percent(OximeterReading reading) throws FrameException {
        Optional<String> refusal = reading.judged().refusal();
        if (refusal.isPresent()) {
            throw new FrameException(refusal.get());
        }
        BigDecimal percent = reading.saturationPercent()
                .number()
                .orElseThrow(() -> new FrameException("the oximeter says that it has no value"));
        if (percent.signum() <= 0 || percent.compareTo(HUNDRED) > 0) {
            throw new FrameException("no body has such a saturation");
        }
        return percent.doubleValue();
    }
}
