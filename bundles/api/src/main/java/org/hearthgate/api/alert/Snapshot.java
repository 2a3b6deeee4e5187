package org.hearthgate.api.alert;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;

/**
 * Everything a rule may look at: one person's last hours, as they stand at one instant of the hub's clock.
 *
 * @param person who
 * @param asOf the hub's now
 * @param watchedSince since when the hub has been running and able to hear; silence before it is nobody's fault
 * @param glucose of the last hours, ascending by {@code measuredAt}; doubtful ones and those that stand aside
 *     included, with their doubts
 * @param lastHeardAt when the newest glucose reading arrived, hub clock; empty when none ever did
 * @param deviceEvents of the last day, and the newest start of each sensor of the last 30 days, ascending
 * @param forecast where there is a forecaster and it has something to say
 * @param circumstances what else is known: doses, meals, vital signs, devices, the hub
 */
public record Snapshot(
        Person person,
        Instant asOf,
        Instant watchedSince,
        List<GlucoseReading> glucose,
        Optional<Instant> lastHeardAt,
        List<DeviceEvent> deviceEvents,
        Optional<GlucoseForecast> forecast,
        Circumstances circumstances) {
    /** A reading older than this raises no glucose alarm. */
    public static final Duration FRESH_FOR = Duration.ofMinutes(11);
    /** A reading further ahead of the hub's clock than this raises no glucose alarm. */
    public static final Duration FUTURE_TOLERANCE = Duration.ofSeconds(60);

    /** Two readings of a five-minute sensor by two routes are never further apart than this. */
    private static final Duration REPLACED_AFTER = Duration.ofMinutes(6);

    public Snapshot {
        requireNonNull(person, "person");
        requireNonNull(asOf, "asOf");
        requireNonNull(watchedSince, "watchedSince");
        glucose = List.copyOf(glucose);
        requireNonNull(lastHeardAt, "lastHeardAt");
        deviceEvents = List.copyOf(deviceEvents);
        requireNonNull(forecast, "forecast");
        requireNonNull(circumstances, "circumstances");
    }

    /** One that knows of nothing but glucose and its devices. */
    public Snapshot(
            Person person,
            Instant asOf,
            Instant watchedSince,
            List<GlucoseReading> glucose,
            Optional<Instant> lastHeardAt,
            List<DeviceEvent> deviceEvents,
            Optional<GlucoseForecast> forecast) {
        this(person, asOf, watchedSince, glucose, lastHeardAt, deviceEvents, forecast, Circumstances.UNKNOWN);
    }

    /** {@return the same moment with a look ahead} */
    public Snapshot with(Optional<GlucoseForecast> other) {
        return new Snapshot(person, asOf, watchedSince, glucose, lastHeardAt, deviceEvents, other, circumstances);
    }

    /** {@return the same moment with what else is known} */
    public Snapshot with(Circumstances other) {
        return new Snapshot(person, asOf, watchedSince, glucose, lastHeardAt, deviceEvents, forecast, other);
    }

    /** {@return the wall's time of this moment where the person lives} */
    public ZonedDateTime localTime() {
        return asOf.atZone(circumstances.zone());
    }

    /**
     * {@return the newest reading of the person's one series that an alarm may rest on, however old; while the series has nothing, the
     * newest that stands aside}
     */
    public Optional<GlucoseReading> latestTrusted() {
        Optional<GlucoseReading> speaking = latestTrusted(false);
        return speaking.isPresent() ? speaking : latestTrusted(true);
    }

    /**
     * {@return the newest trusted reading if it is fresh: at most 11 min old, at most 60 s ahead}. While the sensor that spoke for the
     * person is silent and no other has taken its place yet, the newest that stands aside.
     */
    public Optional<GlucoseReading> freshGlucose() {
        return latestTrusted(false).filter(this::isFresh).or(() -> latestTrusted(true)
                .filter(this::isFresh));
    }

    /**
     * {@return the lowest of what the person's sensors say now: of every device the newest reading that is fresh and trusted, whether it
     * speaks in the series or stands aside, so that neither an average nor a better sensor hides a low}
     *
     * <p>Left out are a sensor worn on the skin while one under it is fresh ({@link Doubt#NON_INVASIVE}), and what the series itself has
     * replaced: its own reading, or a copy of one, more than six minutes older than its newest.
     */
    public Optional<GlucoseReading> lowestFresh() {
        Optional<GlucoseReading> speaking = latestTrusted(false).filter(this::isFresh);
        var heard = new HashSet<DeviceId>();
        GlucoseReading lowest = null;
        GlucoseReading lowestOnSkin = null;
        for (int i = glucose.size() - 1; i >= 0; i--) {
            GlucoseReading reading = glucose.get(i);
            if (reading.measuredAt().isBefore(asOf.minus(FRESH_FOR))) {
                break;
            }
            if (!isTrusted(reading) || !heard.add(reading.device()) || isReplaced(reading, speaking)) {
                continue;
            }
            if (isOnSkin(reading)) {
                lowestOnSkin = lower(lowestOnSkin, reading);
            } else {
                lowest = lower(lowest, reading);
            }
        }
        return Optional.ofNullable(lowest == null ? lowestOnSkin : lowest);
    }

    private Optional<GlucoseReading> latestTrusted(boolean aside) {
        for (int i = glucose.size() - 1; i >= 0; i--) {
            GlucoseReading reading = glucose.get(i);
            if (isTrusted(reading) && reading.quality().has(Doubt.Flag.ASIDE) == aside) {
                return Optional.of(reading);
            }
        }
        return Optional.empty();
    }

    private boolean isTrusted(GlucoseReading reading) {
        return !reading.measuredAt().isAfter(asOf.plus(FUTURE_TOLERANCE))
                && reading.quality().mayAlarm();
    }

    private boolean isFresh(GlucoseReading reading) {
        return !reading.measuredAt().isBefore(asOf.minus(FRESH_FOR));
    }

    private static boolean isReplaced(GlucoseReading reading, Optional<GlucoseReading> speaking) {
        Optional<Doubt> aside = reading.quality().doubt(Doubt.Flag.ASIDE);
        boolean ofTheSeries = aside.isEmpty() || aside.get().measures().containsKey(Doubt.SKEW_SECONDS);
        return ofTheSeries
                && speaking.isPresent()
                && reading.measuredAt().isBefore(speaking.get().measuredAt().minus(REPLACED_AFTER));
    }

    private static boolean isOnSkin(GlucoseReading reading) {
        return reading.quality()
                .doubt(Doubt.Flag.ASIDE)
                .filter(doubt -> doubt.measures().containsKey(Doubt.NON_INVASIVE))
                .isPresent();
    }

    /** A sensor's LOW is lower than any number. */
    private static GlucoseReading lower(GlucoseReading lowest, GlucoseReading other) {
        if (lowest == null) {
            return other;
        }
        boolean isLow = lowest.bound() == Bound.BELOW_RANGE;
        boolean otherIsLow = other.bound() == Bound.BELOW_RANGE;
        if (isLow != otherIsLow) {
            return isLow ? lowest : other;
        }
        return other.mgPerDl() < lowest.mgPerDl() ? other : lowest;
    }

    /** {@return the trend at the newest reading, where enough readings justify one} */
    public Optional<GlucoseTrend> trend() {
        return GlucoseTrend.of(glucose, asOf.plus(FUTURE_TOLERANCE));
    }
}
