package org.hearthgate.ingest.internal.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.testkit.Given;

/** Named stretches of a sensor's signal from 02:00 on, every five minutes unless said otherwise, with a sensor's small noise. */
final class Nights {
    static final Instant TWO_AT_NIGHT = Instant.parse("2026-03-02T02:00:00Z");

    private final List<Observation> observations = new ArrayList<>();
    private final Random random = new Random(7);
    private final Duration interval;
    private Instant next;
    private double noise = 1.2;

    private Nights(Instant from, Duration interval) {
        next = from;
        this.interval = interval;
    }

    static Nights from(Instant instant) {
        return new Nights(instant, Duration.ofMinutes(5));
    }

    static Nights every(Duration interval) {
        return new Nights(TWO_AT_NIGHT, interval);
    }

    /** A calm line at 120 for an hour and a half, pressure for 35 min, the old line again. */
    static List<Observation> compressionLow() {
        return from(TWO_AT_NIGHT)
                .calm(120, 18)
                .values(96, 74, 66, 64, 65, 68, 71, 112)
                .calm(120, 12)
                .build();
    }

    /** A low as insulin makes it: an hour on the way down to 52, treated, and back within an hour. */
    static List<Observation> trueLow() {
        return from(TWO_AT_NIGHT)
                .calm(120, 18)
                .line(120, 52, 14)
                .line(52, 58, 4)
                .line(58, 115, 12)
                .calm(115, 12)
                .build();
    }

    Nights calm(double level, int readings) {
        return line(level, level, readings);
    }

    Nights line(double fromMgPerDl, double toMgPerDl, int readings) {
        for (int i = 0; i < readings; i++) {
            values(fromMgPerDl + (toMgPerDl - fromMgPerDl) * i / readings + noise * random.nextGaussian());
        }
        return this;
    }

    Nights shaking(double standardDeviation) {
        noise = standardDeviation;
        return this;
    }

    Nights values(double... mgPerDl) {
        for (double value : mgPerDl) {
            observations.add(Given.reading(Math.rint(value)).at(next).build());
            next = next.plus(interval);
        }
        return this;
    }

    Nights nothing(int readings) {
        next = next.plus(interval.multipliedBy(readings));
        return this;
    }

    Nights event(DeviceEvent.Event event) {
        observations.add(new DeviceEvent(origin(Given.SENSOR.value()), event, ""));
        return this;
    }

    Nights fingerstick(double mgPerDl) {
        observations.add(new CapillaryGlucose(origin("meter"), mgPerDl, Bound.EXACT));
        return this;
    }

    Nights bolus(double units) {
        observations.add(new InsulinDose(origin("pen"), units, InsulinDose.Purpose.BOLUS, java.util.Optional.empty()));
        return this;
    }

    /** What a watch said in the hours before and while the readings come. */
    Nights wearing(int beatsPerMinute, int stepsPerFiveMinutes, int resting) {
        for (int i = 0; i < 24; i++) {
            Origin origin =
                    originAt("watch", next.minus(Duration.ofMinutes(150)).plus(Duration.ofMinutes(5L * i)));
            observations.add(HeartRate.of(origin, resting));
        }
        for (int i = 1; i <= 5; i++) {
            Origin origin = originAt("watch", next.minus(Duration.ofMinutes(20)).plus(Duration.ofMinutes(5L * i)));
            observations.add(HeartRate.of(origin, beatsPerMinute));
            observations.add(new StepCount(
                    origin, stepsPerFiveMinutes, origin.measuredAt().minusSeconds(300)));
        }
        return this;
    }

    List<Observation> build() {
        return List.copyOf(observations);
    }

    private Origin origin(String device) {
        return originAt(device, next);
    }

    private static Origin originAt(String device, Instant at) {
        return Origin.of(Given.ANNA, new DeviceId(device), at, at, Provenance.of("test"));
    }
}
