package org.hearthgate.api.alert;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;

/**
 * Everything a rule may look at: one person's last hours, as they stand at one instant of the hub's clock.
 *
 * @param person who
 * @param asOf the hub's now
 * @param watchedSince since when the hub has been running and able to hear; silence before it is nobody's fault
 * @param glucose of the last hours, ascending by {@code measuredAt}; doubtful ones included, with their doubts
 * @param lastHeardAt when the newest glucose reading arrived, hub clock; empty when none ever did
 * @param deviceEvents of the last day, ascending
 * @param forecast where there is a forecaster and it has something to say
 */
public record Snapshot(
        Person person,
        Instant asOf,
        Instant watchedSince,
        List<GlucoseReading> glucose,
        Optional<Instant> lastHeardAt,
        List<DeviceEvent> deviceEvents,
        Optional<GlucoseForecast> forecast) {
    /** A reading older than this raises no glucose alarm. */
    public static final Duration FRESH_FOR = Duration.ofMinutes(11);
    /** A reading further ahead of the hub's clock than this raises no glucose alarm. */
    public static final Duration FUTURE_TOLERANCE = Duration.ofSeconds(60);

    public Snapshot {
        requireNonNull(person, "person");
        requireNonNull(asOf, "asOf");
        requireNonNull(watchedSince, "watchedSince");
        glucose = List.copyOf(glucose);
        requireNonNull(lastHeardAt, "lastHeardAt");
        deviceEvents = List.copyOf(deviceEvents);
        requireNonNull(forecast, "forecast");
    }

    /** {@return the newest reading that an alarm may rest on, however old} */
    public Optional<GlucoseReading> latestTrusted() {
        Instant horizon = asOf.plus(FUTURE_TOLERANCE);
        for (int i = glucose.size() - 1; i >= 0; i--) {
            GlucoseReading reading = glucose.get(i);
            if (!reading.measuredAt().isAfter(horizon) && reading.quality().mayAlarm()) {
                return Optional.of(reading);
            }
        }
        return Optional.empty();
    }

    /** {@return the newest trusted reading if it is fresh: at most 11 min old, at most 60 s ahead} */
    public Optional<GlucoseReading> freshGlucose() {
        return latestTrusted().filter(reading -> !reading.measuredAt().isBefore(asOf.minus(FRESH_FOR)));
    }

    /** {@return the trend at the newest reading, where enough readings justify one} */
    public Optional<GlucoseTrend> trend() {
        return GlucoseTrend.of(glucose, asOf.plus(FUTURE_TOLERANCE));
    }
}
