package org.hearthgate.forecast.tribuo.internal.serve;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.forecast.NoForecast;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.Runs;

/**
 * Says why nothing may be forecast now, if so. Whoever may not say anything says the reason that people can do most about first.
 *
 * @param warmUp how long a new sensor is not believed where its device does not tell itself when it is ready
 */
public record Honesty(Duration warmUp) {
    /** Doubts that a level, and even more a slope, must not rest on. */
    private static final Set<Doubt.Flag> DOUBTFUL = EnumSet.of(
            Doubt.Flag.NOISY,
            Doubt.Flag.IMPLAUSIBLE,
            Doubt.Flag.COMPRESSION_SUSPECTED,
            Doubt.Flag.JUMP,
            Doubt.Flag.FLAT_LINE,
            Doubt.Flag.CALIBRATION_STEP,
            Doubt.Flag.METER_DISAGREES,
            Doubt.Flag.AMBIGUOUS_TIME,
            Doubt.Flag.GAP_FILLED);

    /** The slope of 15 min weighs most in every forecast. */
    private static final Duration WEIGHS_MOST = Duration.ofMinutes(15);

    private static final Duration NOBODY_MEASURES = Duration.ofDays(1);

    Optional<NoForecast> why(Lately lately, Channel glucose, boolean hasModel, Instant asOf, boolean clockTrusted) {
        Optional<GlucoseReading> known = lately.newest();
        if (known.isEmpty() || known.get().measuredAt().isBefore(asOf.minus(NOBODY_MEASURES))) {
            return Optional.of(NoForecast.NO_READINGS);
        }
        GlucoseReading newest = known.get();
        if (!clockTrusted || newest.quality().has(Doubt.Flag.HUB_CLOCK)) {
            return Optional.of(NoForecast.CLOCK);
        }
        if (newest.measuredAt().isBefore(asOf.minus(Snapshot.FRESH_FOR))
                || newest.measuredAt().isAfter(asOf.plus(Snapshot.FUTURE_TOLERANCE))) {
            return Optional.of(NoForecast.STALE);
        }
        if (isWarmingUp(lately.sensor(newest.device()), newest)) {
            return Optional.of(NoForecast.SENSOR_WARM_UP);
        }
        if (newest.bound() != Bound.EXACT) {
            return Optional.of(NoForecast.OUT_OF_SENSOR_RANGE);
        }
        if (isDoubtful(lately, newest)) {
            return Optional.of(NoForecast.DOUBTFUL);
        }
        int index = glucose.upTo(Minutes.of(newest.measuredAt())) - 1;
        if (index < 0
                || glucose.minute(index) != Minutes.of(newest.measuredAt())
                || Runs.minutes(glucose, index) < Runs.LEAST_RUN_MINUTES) {
            return Optional.of(NoForecast.AFTER_A_GAP);
        }
        return hasModel ? Optional.empty() : Optional.of(NoForecast.NO_MODEL);
    }

    private boolean isWarmingUp(Lately.Sensor sensor, GlucoseReading newest) {
        Instant at = newest.measuredAt();
        if (newest.quality().has(Doubt.Flag.WARM_UP)) {
            return true;
        }
        boolean saysReady = sensor.warmUpEnded != null && !isBefore(sensor.warmUpEnded, sensor.started);
        boolean saysNotReady = sensor.warmUpStarted != null
                && !at.isBefore(sensor.warmUpStarted)
                && at.isBefore(sensor.warmUpStarted.plus(warmUp))
                && (sensor.warmUpEnded == null || sensor.warmUpEnded.isBefore(sensor.warmUpStarted));
        boolean isNew =
                sensor.started != null && !at.isBefore(sensor.started) && at.isBefore(sensor.started.plus(warmUp));
        return saysNotReady || isNew && !(saysReady && !at.isBefore(sensor.warmUpEnded));
    }

    private static boolean isBefore(Instant one, Instant other) {
        return other != null && one.isBefore(other);
    }

    private static boolean isDoubtful(Lately lately, GlucoseReading newest) {
        Instant from = newest.measuredAt().minus(WEIGHS_MOST);
        Instant fault = lately.sensor(newest.device()).fault;
        return lately.ofLast(WEIGHS_MOST).stream().anyMatch(one -> one.quality().doubts().stream()
                        .anyMatch(doubt -> DOUBTFUL.contains(doubt.flag())))
                || fault != null && !fault.isBefore(from)
                || lately.artefact()
                        .filter(found -> !found.measuredAt().isBefore(from))
                        .isPresent();
    }
}
