package org.hearthgate.ingest.internal.signal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.ingest.internal.stage.Stage;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.InMemoryObservationStore;

/** What the stage said of a history that came one observation at a time. */
record Replayed(List<GlucoseReading> readings, List<SensorArtefact> artefacts) {
    static SignalStage stage() {
        return new SignalStage(
                new InMemoryObservationStore(),
                new FixedHousehold(List.of(), ZoneOffset.UTC),
                Configured.by(SignalStage.Config.class));
    }

    static Replayed of(List<? extends Observation> history) {
        return of(history, stage());
    }

    static Replayed of(List<? extends Observation> history, Stage stage) {
        var readings = new ArrayList<GlucoseReading>();
        var artefacts = new ArrayList<SensorArtefact>();
        for (Observation observation : history) {
            Stage.Passed passed = stage.pass(List.of(observation), observation.receivedAt());
            passed.derived().forEach(derived -> artefacts.add((SensorArtefact) derived));
            if (passed.observations().get(0) instanceof GlucoseReading reading) {
                readings.add(reading);
            }
        }
        return new Replayed(List.copyOf(readings), List.copyOf(artefacts));
    }

    List<SensorArtefact> artefacts(SensorArtefact.Artefact kind) {
        return artefacts.stream().filter(found -> found.artefact() == kind).toList();
    }

    long doubted(Doubt.Flag flag) {
        return readings.stream().filter(reading -> reading.quality().has(flag)).count();
    }

    /** {@return stretches of readings with that doubt, at most 20 min apart within one} */
    List<Stretch> stretches(Doubt.Flag flag) {
        var found = new ArrayList<Stretch>();
        for (GlucoseReading reading : readings) {
            if (reading.quality().has(flag)) {
                Instant at = reading.measuredAt();
                int last = found.size() - 1;
                if (last >= 0 && Duration.between(found.get(last).until, at).toMinutes() <= 20) {
                    found.set(last, new Stretch(found.get(last).from, at));
                } else {
                    found.add(new Stretch(at, at));
                }
            }
        }
        return found;
    }

    double days() {
        return readings.isEmpty()
                ? 0
                : readings.stream()
                        .map(reading -> reading.measuredAt().truncatedTo(java.time.temporal.ChronoUnit.DAYS))
                        .distinct()
                        .count();
    }

    /** A stretch of time. */
    record Stretch(Instant from, Instant until) {
        boolean near(Stretch other, Duration tolerance) {
            return !from.minus(tolerance).isAfter(other.until)
                    && !until.plus(tolerance).isBefore(other.from);
        }
    }
}
