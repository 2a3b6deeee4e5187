package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.api.signal.GapFill;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.StoredObservation;

/**
 * A person's one series with the reasons against it, for charts. Columns rather than objects: three days of a child are 864 readings,
 * and a phone fetches them at 3 a.m. What was filled in stands apart, so that nobody takes it for a reading.
 */
record GlucoseColumns(List<GlucoseReading> readings, List<SensorArtefact> artefacts) {
    /** Three days of two sensors at one a minute, with their average. */
    private static final int MOST_ROWS = 16_000;

    private static final int FEWEST_FOR_AN_INTERVAL = 4;
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(10);

    static GlucoseColumns of(ObservationStore store, PersonId person, Instant from, Instant until) {
        var query = ObservationQuery.of(person, from, until, ObservationKind.GLUCOSE, ObservationKind.SENSOR_ARTEFACT)
                .newest(MOST_ROWS);
        var readings = new ArrayList<GlucoseReading>();
        var artefacts = new ArrayList<SensorArtefact>();
        for (StoredObservation stored : store.window(query)) {
            if (stored.observation() instanceof GlucoseReading reading && RecentGlucose.isShown(reading, until)) {
                readings.add(reading);
            } else if (stored.observation() instanceof SensorArtefact artefact) {
                artefacts.add(artefact);
            }
        }
        readings.sort(Comparator.comparing(Observation::measuredAt));
        artefacts.sort(Comparator.comparing(SensorArtefact::startedAt));
        return new GlucoseColumns(readings, artefacts);
    }

    void writeTo(ObjectNode json) {
        ArrayNode measuredAt = json.putArray("measuredAt");
        ArrayNode mgPerDl = json.putArray("mgPerDl");
        ObjectNode bounds = json.putObject("bounds");
        ObjectNode doubts = json.putObject("doubts");
        ObjectNode measures = json.putObject("measures");
        for (int row = 0; row < readings.size(); row++) {
            GlucoseReading reading = readings.get(row);
            measuredAt.add(reading.measuredAt().toEpochMilli());
            mgPerDl.add(reading.mgPerDl());
            String number = Integer.toString(row);
            if (reading.bound() != Bound.EXACT) {
                bounds.put(number, Json.bound(reading.bound()));
            }
            if (!reading.quality().doubts().isEmpty()) {
                doubts.set(number, Json.flags(reading.quality()));
                ObjectNode counted = Json.measures(reading.quality());
                if (!counted.isEmpty()) {
                    measures.set(number, counted);
                }
            }
        }
        ObjectNode filled = json.putObject("filled");
        ArrayNode filledAt = filled.putArray("measuredAt");
        ArrayNode filledMgPerDl = filled.putArray("mgPerDl");
        for (GlucoseReading made : filled()) {
            filledAt.add(made.measuredAt().toEpochMilli());
            filledMgPerDl.add(made.mgPerDl());
        }
        ArrayNode stretches = json.putArray("artefacts");
        artefacts.forEach(artefact -> stretches.add(Json.artefact(artefact).put("inSeries", inSeries(artefact))));
    }

    /** {@return whether the series rests on that sensor in that stretch} */
    private boolean inSeries(SensorArtefact artefact) {
        return readings.stream()
                .anyMatch(reading -> reading.device().equals(artefact.device())
                        && !reading.measuredAt().isBefore(artefact.startedAt())
                        && !reading.measuredAt().isAfter(artefact.measuredAt()));
    }

    private List<GlucoseReading> filled() {
        return interval()
                .map(interval -> GapFill.fill(readings, interval).stream()
                        .filter(reading -> reading.quality().has(Doubt.Flag.GAP_FILLED))
                        .toList())
                .orElse(List.of());
    }

    /** {@return what usually lies between two readings; nobody else here knows the sensor's sampling} */
    private Optional<Duration> interval() {
        long[] steps = IntStream.range(1, readings.size())
                .mapToLong(i -> Duration.between(
                                readings.get(i - 1).measuredAt(),
                                readings.get(i).measuredAt())
                        .toMillis())
                .sorted()
                .toArray();
        return steps.length < FEWEST_FOR_AN_INTERVAL
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(steps[steps.length / 2]))
                        .filter(interval -> interval.compareTo(SHORTEST_INTERVAL) >= 0);
    }
}
