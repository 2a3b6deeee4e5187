package org.hearthgate.web.internal;

import static org.hearthgate.testkit.Given.ANNA;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.api.signal.DeviceClock;
import org.hearthgate.api.signal.SensorSignal;
import org.hearthgate.testkit.Given;

/** Made-up sensors that are not quite well, and what the hub would say of them. */
final class DevSignals {
    private static final DeviceId SENSOR = new DeviceId("sensor-anna");
    private static final DeviceId PHONE = new DeviceId("phone-anna");
    private static final DeviceId WRIST = new DeviceId("urn:dev:mac:0024befffe804ff1:");

    private DevSignals() {}

    static List<SensorSignal> well() {
        return List.of(new SensorSignal(
                ANNA,
                SENSOR,
                Instant.now(),
                SensorSignal.Role.LEADING,
                Optional.empty(),
                0.91,
                Map.of("age", 1.0, "noise", 0.91, "doubts", 1.0, "kind", 1.0)));
    }

    static List<SensorSignal> troubled() {
        Instant now = Instant.now();
        return List.of(
                well().get(0),
                new SensorSignal(
                        ANNA,
                        PHONE,
                        now,
                        SensorSignal.Role.LEADING,
                        Optional.of(SENSOR),
                        0.62,
                        Map.of("age", 0.68, "noise", 0.91, "doubts", 1.0, "kind", 1.0)),
                new SensorSignal(
                        ANNA,
                        WRIST,
                        now,
                        SensorSignal.Role.STANDBY,
                        Optional.empty(),
                        0.21,
                        Map.of("age", 1.0, "agreement", 0.6, "doubts", 1.0, "kind", 0.5, "stillness", 0.7)));
    }

    static List<DeviceClock> clocks() {
        Instant now = Instant.now();
        return List.of(
                new DeviceClock(PHONE, Duration.ofMinutes(3), true, 32, now),
                new DeviceClock(SENSOR, Duration.ofSeconds(-4), false, 32, now),
                new DeviceClock(WRIST, Duration.ofMinutes(-20), false, 7, now),
                new DeviceClock(
                        new DeviceId("urn:dev:ow:10e2073a01080063:"),
                        Duration.ofSeconds(11),
                        false,
                        2,
                        now.minus(Duration.ofHours(14))));
    }

    /** A night on the sensor: pressure that came and went, a gap that is filled, and now pressure again, as a low. */
    static void pressure(FakeRecord record, Instant now) {
        double[] values = {
            112, 114, 113, 110, 109, 111, 110, 108, 86, 66, 62, 64, 97, 108, 106, 105, 107, 108, 106, 104, 103, 104,
            105, 107, 109, 113, 110, 108, 104, 101, 99, 97, 96, 81, 70, 64
        };
        for (int i = 0; i < values.length; i++) {
            int before = values.length - 1 - i;
            if (before == 14 || before == 15) {
                continue;
            }
            boolean doubted = i >= 8 && i < 12 || before < 3;
            keep(record, values[i], now, 5 * before, doubted ? pressed(before == 0 ? 0.72 : 0.66) : Optional.empty());
        }
        artefact(record, now, 142, 115, SensorArtefact.Artefact.COMPRESSION_LOW);
    }

    /** A sensor that was changed an hour ago. */
    static void warmingUp(FakeRecord record, Instant now) {
        for (int before = 35; before >= 0; before--) {
            if (before > 5 && before < 13) {
                continue;
            }
            boolean fresh = before <= 5;
            keep(
                    record,
                    fresh ? 131 + 17 * Math.sin(before * 2.1) : 118 + before * 0.8,
                    now,
                    5 * before,
                    fresh
                            ? Optional.of(new Doubt(
                                    Doubt.Flag.WARM_UP, "The sensor is warming up", Map.of("minutesSinceStart", 25.0)))
                            : Optional.empty());
        }
    }

    private static Optional<Doubt> pressed(double probability) {
        return Optional.of(new Doubt(
                Doubt.Flag.COMPRESSION_SUSPECTED,
                "Fell as it does when somebody lies on the sensor",
                Map.of("probability", probability)));
    }

    private static void keep(FakeRecord record, double mgPerDl, Instant now, double minutes, Optional<Doubt> doubt) {
        GlucoseReading plain = Given.reading(mgPerDl)
                .from(SENSOR.value())
                .minutesBefore(now, minutes)
                .build();
        record.keep(doubt.map(one -> plain.withOrigin(plain.origin().withDoubt(one)))
                .orElse(plain));
    }

    private static void artefact(
            FakeRecord record, Instant now, double from, double until, SensorArtefact.Artefact what) {
        Instant end = now.minus(Duration.ofSeconds(Math.round(60 * until)));
        record.keep(new SensorArtefact(
                Origin.of(ANNA, SENSOR, end, end, Provenance.of("hub")),
                now.minus(Duration.ofSeconds(Math.round(60 * from))),
                what,
                Map.of("probability", 0.93)));
    }
}
