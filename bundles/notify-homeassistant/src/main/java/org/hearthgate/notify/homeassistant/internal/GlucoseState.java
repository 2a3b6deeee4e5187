package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;

/**
 * The newest reading as a house may show it. A number stands there only while it may be believed: an old one, a doubtful one and the
 * edge of a sensor's range are no number, and the attributes say why.
 *
 * @param json what is said
 * @param until when it stops being true, by age alone; empty when it holds until something new comes
 */
record GlucoseState(ObjectNode json, Optional<Instant> until) {
    private static final int MOST = 60;

    static GlucoseState of(
            ObservationStore store, PersonId person, GlucoseUnit unit, Duration expireAfter, Instant now) {
        List<GlucoseReading> readings =
                shown(store, person, now.minus(expireAfter).minus(GlucoseTrend.WINDOW), now);
        return readings.isEmpty()
                ? new GlucoseState(empty("none"), Optional.empty())
                : of(readings.get(readings.size() - 1), readings, unit, expireAfter, now);
    }

    private static GlucoseState of(
            GlucoseReading latest, List<GlucoseReading> readings, GlucoseUnit unit, Duration expireAfter, Instant now) {
        Instant until = latest.measuredAt().plus(expireAfter);
        if (!now.isBefore(until)) {
            return new GlucoseState(
                    empty("stale").put("measured_at", AlarmEvent.seconds(latest.measuredAt())), Optional.empty());
        }
        boolean believed = latest.quality().mayAlarm();
        boolean number = believed && latest.bound() == Bound.EXACT;
        ObjectNode json = empty(believed ? latest.quality().doubts().isEmpty() ? "good" : "noted" : "doubtful");
        if (number) {
            json.put("value", unit.of(latest.mgPerDl()));
            trend(latest, readings, now)
                    .ifPresent(trend -> json.put("direction", trend.arrow().nightscoutName())
                            .put("slope_mg_dl_per_min", trend.mgPerDlPerMin()));
        }
        if (latest.bound() != Bound.EXACT) {
            json.put("bound", latest.bound() == Bound.BELOW_RANGE ? "LOW" : "HIGH");
            json.put("limit", unit.of(latest.mgPerDl()));
        }
        json.put("measured_at", AlarmEvent.seconds(latest.measuredAt()));
        var doubts = json.putArray("doubts");
        latest.quality()
                .doubts()
                .forEach(doubt -> doubts.add(doubt.flag().name().toLowerCase(Locale.ROOT)));
        return new GlucoseState(json.put("unit", unit.word()), Optional.of(until));
    }

    private static ObjectNode empty(String quality) {
        return Json.object().putNull("value").putNull("direction").put("quality", quality);
    }

    private static Optional<GlucoseTrend> trend(GlucoseReading latest, List<GlucoseReading> readings, Instant now) {
        return GlucoseTrend.of(readings, now.plus(Snapshot.FUTURE_TOLERANCE))
                .or(() -> latest.trendMgPerDlPerMin().isPresent()
                        ? Optional.of(new GlucoseTrend(
                                latest.trendMgPerDlPerMin().getAsDouble(),
                                GlucoseTrend.Arrow.of(
                                        latest.trendMgPerDlPerMin().getAsDouble())))
                        : Optional.empty());
    }

    /** A test of the alarm path is never shown, nor what another reading stands for, nor what was only filled in. */
    private static List<GlucoseReading> shown(ObservationStore store, PersonId person, Instant from, Instant now) {
        Instant until = now.plus(Snapshot.FUTURE_TOLERANCE);
        return store
                .window(ObservationQuery.of(person, from, until, ObservationKind.GLUCOSE)
                        .newest(MOST))
                .stream()
                .map(StoredObservation::observation)
                .map(GlucoseReading.class::cast)
                .filter(reading -> !reading.quality().has(Doubt.Flag.TEST)
                        && !reading.quality().has(Doubt.Flag.ASIDE)
                        && !reading.quality().has(Doubt.Flag.GAP_FILLED)
                        && !reading.measuredAt().isAfter(until))
                .sorted(Comparator.comparing(GlucoseReading::measuredAt))
                .toList();
    }
}
