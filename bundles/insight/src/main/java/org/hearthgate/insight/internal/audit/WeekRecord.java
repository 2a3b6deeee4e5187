package org.hearthgate.insight.internal.audit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.insight.internal.AlertLife;

/**
 * What an audit looks at: a week, and as much on both sides of it as is needed to judge its edges.
 *
 * @param from first instant of the week
 * @param until first instant after it, or now
 * @param over whether the week is over
 * @param lives the alerts that were open in it, whole
 * @param observations of the person, ascending by {@code measuredAt}, from {@link #BEFORE} the week to {@link #AFTER} it
 */
public record WeekRecord(
        PersonId person,
        CalendarWeek week,
        ZoneId zone,
        Instant from,
        Instant until,
        boolean over,
        List<AlertLife> lives,
        List<Observation> observations) {
    /** How much is read before the week. */
    public static final Duration BEFORE = Duration.ofHours(2);
    /** How much is read after it: the last night's morning, and what came of the last alarm. */
    public static final Duration AFTER = Duration.ofHours(9);

    public WeekRecord {
        requireNonNull(person, "person");
        requireNonNull(week, "week");
        requireNonNull(zone, "zone");
        requireNonNull(from, "from");
        requireNonNull(until, "until");
        lives = List.copyOf(lives);
        observations = List.copyOf(observations);
    }

    boolean within(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }

    /** {@return the alerts that were raised in this week} */
    List<AlertLife> raised() {
        return lives.stream().filter(life -> within(life.raisedAt())).toList();
    }

    <T extends Observation> List<T> all(Class<T> kind) {
        return observations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** {@return what a body's glucose was, as far as anybody knows by now: trusted, in the one series or beside it, also what came late} */
    List<GlucoseReading> believed() {
        return all(GlucoseReading.class).stream()
                .filter(reading -> reading.quality().doubts().stream()
                        .noneMatch(doubt -> doubt.flag().forbidsAlarm() && doubt.flag() != Doubt.Flag.LATE))
                .filter(reading -> !onSkin(reading))
                .toList();
    }

    /**
     * {@return what an alarm could have rested on when it arrived: fresh, trusted, and newer than all that this sensor had said before}
     *
     * <p>Of readings that arrive together the newest is judged, as the rules do.
     */
    List<GlucoseReading> live() {
        List<GlucoseReading> arrived = new ArrayList<>(all(GlucoseReading.class));
        arrived.removeIf(reading -> !isLive(reading) || onSkin(reading));
        arrived.sort(Comparator.comparing(GlucoseReading::receivedAt)
                .thenComparing(Comparator.comparing(GlucoseReading::measuredAt).reversed()));
        Map<DeviceId, Instant> newest = new HashMap<>();
        arrived.removeIf(reading -> {
            Instant before = newest.get(reading.device());
            if (before != null && !reading.measuredAt().isAfter(before)) {
                return true;
            }
            newest.put(reading.device(), reading.measuredAt());
            return false;
        });
        arrived.sort(Comparator.comparing(GlucoseReading::measuredAt));
        return arrived;
    }

    /** {@return those of them that speak for the person} */
    List<GlucoseReading> liveSeries() {
        return live().stream()
                .filter(reading -> !reading.quality().has(Doubt.Flag.ASIDE))
                .toList();
    }

    static boolean isLive(GlucoseReading reading) {
        Duration age = Duration.between(reading.measuredAt(), reading.receivedAt());
        return reading.quality().mayAlarm()
                && age.compareTo(Snapshot.FRESH_FOR) <= 0
                && age.negated().compareTo(Snapshot.FUTURE_TOLERANCE) <= 0;
    }

    private static boolean onSkin(GlucoseReading reading) {
        return reading.quality()
                .doubt(Doubt.Flag.ASIDE)
                .filter(doubt -> doubt.measures().containsKey(Doubt.NON_INVASIVE))
                .isPresent();
    }
}
