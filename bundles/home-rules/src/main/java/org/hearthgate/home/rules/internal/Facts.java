package org.hearthgate.home.rules.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.OxygenSaturation;

/** The names an expression may use, and what they stand for in one snapshot. Empty means: not known now. */
final class Facts {
    private static final double SMALLEST = 0.01;

    static final Map<String, Function<Snapshot, Optional<?>>> BY_NAME = Map.ofEntries(
            Map.entry("glucose", snapshot -> snapshot.freshGlucose().map(Facts::glucose)),
            Map.entry("trend", snapshot -> snapshot.freshGlucose()
                    .flatMap(fresh -> snapshot.trend())
                    .map(trend -> Measured.of(Quantity.GLUCOSE_RATE, trend.mgPerDlPerMin()))),
            Map.entry("silence", snapshot -> snapshot.lastHeardAt()
                    .map(heard -> heard.isAfter(snapshot.watchedSince()) ? heard : snapshot.watchedSince())
                    .map(since -> Duration.between(since, snapshot.asOf()))),
            Map.entry(
                    "heart_rate",
                    newest(
                            HeartRate.class,
                            Duration.ofMinutes(10),
                            rate -> Measured.of(Quantity.HEART_RATE, rate.beatsPerMinute()))),
            Map.entry(
                    "ketone",
                    newest(
                            Ketone.class,
                            Duration.ofHours(12),
                            ketone -> Measured.of(Quantity.KETONE, ketone.mmolPerL()))),
            Map.entry(
                    "oxygen",
                    newest(
                            OxygenSaturation.class,
                            Duration.ofMinutes(30),
                            oxygen -> Measured.of(Quantity.OXYGEN, oxygen.percent()))),
            Map.entry(
                    "temperature",
                    newest(
                            BodyTemperature.class,
                            Duration.ofHours(12),
                            temperature -> Measured.of(Quantity.TEMPERATURE, temperature.celsius()))),
            Map.entry(
                    "weight",
                    newest(
                            BodyWeight.class,
                            Duration.ofDays(8),
                            weight -> Measured.of(Quantity.MASS, weight.kilograms()))),
            Map.entry("last", snapshot -> Optional.of(new Recent(snapshot))),
            Map.entry("ahead", snapshot -> snapshot.forecast().map(Ahead::new)),
            Map.entry(
                    "clock",
                    snapshot -> Optional.of(new LocalClock(
                            snapshot.asOf(), snapshot.circumstances().zone()))));

    private Facts() {}

    /** A sensor's LOW or HIGH is no number: it is beyond the edge, whatever the edge is compared with. */
    private static Measured glucose(GlucoseReading reading) {
        double beyond =
                switch (reading.bound()) {
                    case EXACT -> 0;
                    case BELOW_RANGE -> -SMALLEST;
                    case ABOVE_RANGE -> SMALLEST;
                };
        return Measured.of(Quantity.GLUCOSE, reading.mgPerDl() + beyond);
    }

    private static <T extends Observation> Function<Snapshot, Optional<?>> newest(
            Class<T> kind, Duration noOlder, Function<T, Measured> value) {
        return snapshot ->
                snapshot.circumstances().newest(kind, snapshot.asOf(), noOlder).map(value);
    }
}
