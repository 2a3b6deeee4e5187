package org.hearthgate.adapter.cgm.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;

/** Makes a reading of the record out of what a sensor sent, or says why none can be made. Pure but for the session's clock. */
final class SensorReading {
    private static final Duration WARNS_NOBODY = Duration.ofMinutes(11);
    private static final double STEEPEST = 100;

    private SensorReading() {}

    /** @throws FrameException if no number was measured; the message is the reason */
    static GlucoseReading of(
            CgmMeasurement measurement,
            SensorSession session,
            CgmSettings settings,
            Instant receivedAt,
            boolean trusted)
            throws FrameException {
        Bound bound = bound(measurement);
        double mgPerDl = mgPerDl(measurement, bound, settings);
        try {
            return new GlucoseReading(
                    origin(measurement, session, settings, receivedAt, trusted), mgPerDl, bound, trend(measurement));
        } catch (IllegalArgumentException e) {
            throw new FrameException("no sensor measures such a glucose", e);
        }
    }

    private static Bound bound(CgmMeasurement measurement) throws FrameException {
        MedicalFloat.Kind kind = measurement.glucose().kind();
        boolean above =
                kind == MedicalFloat.Kind.POSITIVE_INFINITY || measurement.says(Annunciation.ABOVE_DEVICE_RANGE);
        boolean below =
                kind == MedicalFloat.Kind.NEGATIVE_INFINITY || measurement.says(Annunciation.BELOW_DEVICE_RANGE);
        if (above && below) {
            throw new FrameException("both above and below what the sensor can measure");
        }
        return above ? Bound.ABOVE_RANGE : below ? Bound.BELOW_RANGE : Bound.EXACT;
    }

    private static double mgPerDl(CgmMeasurement measurement, Bound bound, CgmSettings settings) throws FrameException {
        MedicalFloat.Kind kind = measurement.glucose().kind();
        if (kind == MedicalFloat.Kind.NAN || kind == MedicalFloat.Kind.NRES || kind == MedicalFloat.Kind.RESERVED) {
            throw new FrameException("no glucose value (" + kind + ")");
        }
        double number =
                measurement.glucose().number().map(BigDecimal::doubleValue).orElse(Double.NaN);
        return switch (bound) {
            case EXACT -> number;
            case BELOW_RANGE -> Double.isNaN(number) ? settings.lowMgPerDl() : Math.min(number, settings.lowMgPerDl());
            case ABOVE_RANGE ->
                Double.isNaN(number) ? settings.highMgPerDl() : Math.max(number, settings.highMgPerDl());
        };
    }

    private static OptionalDouble trend(CgmMeasurement measurement) {
        return measurement
                .trend()
                .flatMap(MedicalFloat::number)
                .map(BigDecimal::doubleValue)
                .filter(slope -> Math.abs(slope) <= STEEPEST)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    private static Origin origin(
            CgmMeasurement measurement,
            SensorSession session,
            CgmSettings settings,
            Instant receivedAt,
            boolean trusted) {
        Instant measuredAt = session.measuredAt(measurement.offsetMinutes());
        Origin origin = Origin.of(
                        settings.person(),
                        settings.device(),
                        trusted && measuredAt.isAfter(receivedAt) ? receivedAt : measuredAt,
                        receivedAt,
                        Provenance.of(CgmAdapter.NAME, measurement.raw()))
                .withSequence(session.sequence(measurement.offsetMinutes()));
        if (measurement.offsetMinutes() < settings.warmUpMinutes()) {
            origin = origin.withDoubt(new Doubt(
                    Doubt.Flag.WARM_UP,
                    "The sensor is warming up",
                    Map.of("minutesSinceStart", (double) measurement.offsetMinutes(), "warmUpMinutes", (double)
                            settings.warmUpMinutes())));
        }
        if (Duration.between(measuredAt, receivedAt).compareTo(WARNS_NOBODY) > 0) {
            origin = origin.withDoubt(Doubt.Flag.LATE, "filled in after the link was lost");
        }
        return noise(measurement, settings, origin);
    }

    private static Origin noise(CgmMeasurement measurement, CgmSettings settings, Origin origin) {
        double percent = measurement
                .quality()
                .flatMap(MedicalFloat::number)
                .map(BigDecimal::doubleValue)
                .orElse(100.0);
        if (percent < settings.noisyBelowPercent()) {
            return origin.withDoubt(
                    new Doubt(Doubt.Flag.NOISY, "The sensor states a low quality", Map.of("qualityPercent", percent)));
        }
        boolean ailing = measurement.says(Annunciation.SENSOR_MALFUNCTION)
                || measurement.says(Annunciation.GENERAL_FAULT)
                || measurement.says(Annunciation.SENSOR_TYPE_INCORRECT)
                || measurement.says(Annunciation.TEMPERATURE_TOO_HIGH)
                || measurement.says(Annunciation.TEMPERATURE_TOO_LOW);
        return ailing ? origin.withDoubt(Doubt.Flag.NOISY, "The sensor reports a fault of its own") : origin;
    }
}
