package org.hearthgate.ingest.internal.fusion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.signal.SensorSignal;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.ingest.internal.stage.Stage;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;

/** A record and fusion before it, as the pipeline has them: what passes is committed. */
final class Home {
    final InMemoryObservationStore store = new InMemoryObservationStore();
    final ManualClock clock = new ManualClock(Given.NOON);
    private final Map<String, ?> settings;
    private Fusion fusion;

    Home(Map<String, ?> settings) {
        this.settings = settings;
        restart();
    }

    Home() {
        this(Map.of());
    }

    void restart() {
        fusion = new Fusion(store, clock, Configured.by(Fusion.Config.class, settings));
    }

    Stage.Passed pass(Observation... observations) {
        return fusion.pass(List.of(observations), clock.now());
    }

    /** Passes and commits; arrives at the clock's time, late where it is. */
    void hears(Observation... observations) {
        var batch = new ArrayList<Observation>();
        for (Observation observation : observations) {
            batch.add(
                    observation.measuredAt().isBefore(clock.now().minusSeconds(15 * 60))
                            ? observation.withOrigin(
                                    observation.origin().withDoubt(Doubt.Flag.LATE, "arrived late, says the test"))
                            : observation);
        }
        Stage.Passed passed = fusion.pass(batch, clock.now());
        store.append(passed.observations());
        if (!passed.derived().isEmpty()) {
            store.append(passed.derived());
        }
    }

    /** A reading of a device, now. */
    void hears(String device, double mgPerDl) {
        hears(Given.reading(mgPerDl).from(device).at(clock.now()).build());
    }

    void at(Instant when) {
        clock.advanceTo(when);
    }

    void minutes(double minutes) {
        clock.advanceTo(clock.now().plusMillis(Math.round(minutes * 60_000)));
    }

    List<GlucoseReading> rows() {
        return store
                .window(ObservationQuery.of(
                        Given.ANNA, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), ObservationKind.GLUCOSE))
                .stream()
                .map(stored -> (GlucoseReading) stored.observation())
                .toList();
    }

    /** {@return the person's one series} */
    List<GlucoseReading> series() {
        return rows().stream()
                .filter(reading -> !reading.quality().has(Doubt.Flag.ASIDE))
                .toList();
    }

    GlucoseReading newestOf(String device) {
        return rows().stream()
                .filter(reading -> reading.device().value().equals(device))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    GlucoseReading newest() {
        List<GlucoseReading> series = series();
        return series.get(series.size() - 1);
    }

    List<SensorSignal> signals() {
        return fusion.all();
    }

    SensorSignal signal(String device) {
        return signals().stream()
                .filter(signal -> signal.device().value().equals(device))
                .findFirst()
                .orElseThrow();
    }
}
