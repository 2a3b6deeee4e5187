package org.hearthgate.ingest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.ingest.internal.clock.ClockStage;
import org.hearthgate.ingest.internal.fusion.Fusion;
import org.hearthgate.ingest.internal.signal.SignalStage;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One sensor by two routes through all that stands between the door and the record, in its real order. */
class RoutesThroughThePipelineTest {
    private static final Duration GRID = Duration.ofMinutes(5);
    private static final int SAMPLES = 288;
    private static final int UNDISTURBED = 6;
    private static final double LOSS = 0.2;
    private static final Duration READER_AHEAD = Duration.ofMinutes(3);
    private static final double MMOL = 18.0182;
    private static final double URGENT = 55;
    private static final Instant BEFORE = NOON.minus(Duration.ofHours(1));
    private static final Instant AFTER = NOON.plus(Duration.ofHours(25));

    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final ManualClock clock = new ManualClock(NOON);
    private final FixedHousehold home = FixedHousehold.of("Anna");
    private final IngestPipeline pipeline =
            new IngestPipeline(store, clock, home, Configured.by(IngestPipeline.Config.class));

    private record Arrival(Instant when, int sample, GlucoseReading reading) {}

    @BeforeEach
    void stages_as_the_hub_has_them() {
        pipeline.addStage(new Fusion(store, clock, Configured.by(Fusion.Config.class))); // their order is their own
        pipeline.addStage(new SignalStage(store, home, Configured.by(SignalStage.Config.class)));
        pipeline.addStage(new ClockStage(store, clock, home, Configured.by(ClockStage.Config.class)));
    }

    @AfterEach
    void stop() throws InterruptedException {
        pipeline.close();
    }

    @Test
    void a_phone_and_a_reader_whose_clock_is_ahead_give_the_sensors_series_and_one_urgent_low() {
        double[] truth = aDayWithOneLow();
        var heard = new TreeSet<Integer>();
        int lows = 0;
        boolean low = false;
        for (Arrival arrival : arrivals(truth)) {
            clock.advanceTo(arrival.when);
            assertThat(pipeline.submit(List.of(arrival.reading)).join())
                    .singleElement()
                    .isInstanceOf(Receipt.Stored.class);
            heard.add(arrival.sample);
            boolean nowLow = lowestFresh().filter(value -> value < URGENT).isPresent();
            lows += nowLow && !low ? 1 : 0;
            low = nowLow;
        }
        assertThat(lows).as("times that an urgent low begins").isEqualTo(1);

        var series = new TreeMap<Integer, List<Double>>();
        for (GlucoseReading reading : series()) {
            long minutes = Duration.between(NOON, reading.measuredAt()).toSeconds();
            series.computeIfAbsent(Math.round(minutes / (float) GRID.toSeconds()), any -> new ArrayList<>())
                    .add(reading.mgPerDl());
        }
        assertThat(series.keySet()).isEqualTo(heard);
        series.forEach((sample, values) -> assertThat(values)
                .as("sample %d", sample)
                .singleElement()
                .satisfies(value -> assertThat(Math.abs(value - truth[sample])).isLessThanOrEqualTo(0.91)));
        assertThat(rows()).as("raw rows stay").hasSizeGreaterThan(heard.size() + SAMPLES / 2);
    }

    private Optional<Double> lowestFresh() {
        Instant now = clock.now();
        var snapshot = new Snapshot(
                new Person(ANNA, "Anna"), now, BEFORE, rows(), Optional.empty(), List.of(), Optional.empty());
        return snapshot.lowestFresh().map(GlucoseReading::mgPerDl);
    }

    private List<GlucoseReading> series() {
        return rows().stream()
                .filter(reading -> !reading.quality().has(Doubt.Flag.ASIDE))
                .toList();
    }

    private List<GlucoseReading> rows() {
        return store.window(ObservationQuery.of(ANNA, BEFORE, AFTER, ObservationKind.GLUCOSE)).stream()
                .map(stored -> (GlucoseReading) stored.observation())
                .toList();
    }

    /** Each route loses a fifth; the reader rounds to 0.1 mmol/L; the phone is up to four minutes late, so that order is lost too. */
    private static List<Arrival> arrivals(double[] truth) {
        var random = new Random(3);
        var arrivals = new ArrayList<Arrival>();
        for (int k = 0; k < truth.length; k++) {
            Instant at = NOON.plus(GRID.multipliedBy(k));
            if (k < UNDISTURBED || random.nextDouble() >= LOSS) {
                Instant when = at.plusSeconds(k < UNDISTURBED ? 2 : random.nextInt(240));
                arrivals.add(new Arrival(
                        when,
                        k,
                        Given.reading(truth[k])
                                .from("phone")
                                .at(at)
                                .receivedAt(when)
                                .build()));
            }
            if (k < UNDISTURBED || random.nextDouble() >= LOSS) {
                Instant when = at.plusSeconds(5 + random.nextInt(20));
                arrivals.add(new Arrival(
                        when,
                        k,
                        Given.reading(Math.round(truth[k] / MMOL * 10) / 10.0 * MMOL)
                                .from("reader")
                                .at(at.plus(READER_AHEAD))
                                .receivedAt(when)
                                .build()));
            }
        }
        arrivals.sort(Comparator.comparing(Arrival::when));
        return arrivals;
    }

    /** Whole mg/dL that move as a body does, with three quarters of an hour below 55 in the evening. */
    private static double[] aDayWithOneLow() {
        var random = new Random(4);
        var truth = new double[SAMPLES];
        double value = 130;
        double slope = 0;
        for (int k = 0; k < SAMPLES; k++) {
            slope = Math.max(-5, Math.min(5, slope + random.nextGaussian() * 1.5 + (130 - value) / 60));
            value = Math.max(85, Math.min(300, value + slope));
            double dip = k < 90 || k > 150 ? 0 : Math.sin(Math.PI * (k - 90) / 60);
            truth[k] = Math.round(value * (1 - dip) + 48 * dip);
        }
        return truth;
    }
}
