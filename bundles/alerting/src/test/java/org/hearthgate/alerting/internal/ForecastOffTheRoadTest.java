package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.rules.glucose.LowRule;
import org.hearthgate.rules.glucose.UrgentLowRule;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryAlertJournal;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A forecaster that hangs, throws or goes away costs the rules that look ahead their look, and nobody an alarm. */
class ForecastOffTheRoadTest {
    /** What a test waits for something that must happen; far more than it takes. */
    private static final int PATIENCE_SECONDS = 20;

    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final ManualClock clock = new ManualClock(NOON);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch hung = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private AlertEngine engine;

    @BeforeEach
    void start() {
        start(5);
    }

    /** @param waitMillis above the test's own patience, a wait is one that the test can see */
    private void start(int waitMillis) {
        engine = new AlertEngine(
                store,
                new InMemoryAlertJournal(),
                clock,
                FixedHousehold.of("Anna", "Ben"),
                Configured.by(
                        AlertEngine.Config.class,
                        Map.of("requiredRules", new String[] {"urgent-low", "low"}, "forecastWaitMillis", waitMillis)));
        engine.addCallListener(new CallListener() {
            @Override
            public void call(Call call) {
                heard.add(call.alert().person() + " " + call.alert().rule());
            }

            @Override
            public void quiet(Alert alert) {}
        });
        engine.addRule(new UrgentLowRule(Configured.by(UrgentLowRule.Config.class)));
        engine.addRule(new LowRule(Configured.by(LowRule.Config.class)));
        engine.addRule(new LooksAhead());
        settle();
    }

    @AfterEach
    void stop() throws InterruptedException {
        hung.countDown();
        engine.close();
    }

    @Test
    void what_is_forecast_reaches_the_rules_that_look_ahead() throws Exception {
        patient();
        engine.forecaster = (person, readings, asOf) -> Optional.of(forecast(person, asOf));
        commit(ANNA, 100);
        assertThat(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("anna looks-ahead");
    }

    @Test
    void an_urgent_low_of_anybody_calls_before_anything_waits() throws Exception {
        patient();
        engine.forecaster = this::hangs;
        store.append(List.of(
                Given.reading(100).of(ANNA).at(clock.now()).build(),
                Given.reading(48).of(BEN).at(clock.now()).build()));
        engine.committed(List.of());
        assertThat(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("ben urgent-low");
        assertThat(hung.getCount()).as("the forecaster still hangs").isOne();
        hung.countDown();
        settle();
    }

    @Test
    void rules_that_could_wait_go_without_one_that_hangs_and_wait_once_only() throws Exception {
        engine.forecaster = this::hangs;
        commit(ANNA, 100);
        assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 200; i++) {
            commit(BEN, 65); // each would wait for 5 ms and fail after a second, were it asked again
            commit(BEN, 100);
        }
        assertThat(heard).contains("ben low").doesNotContain("anna looks-ahead");
    }

    @Test
    void one_that_was_slow_once_is_heard_again() throws Exception {
        engine.forecaster = (person, readings, asOf) -> {
            hangs(person, readings, asOf);
            return Optional.of(forecast(person, asOf));
        };
        commit(ANNA, 100);
        assertThat(heard).isEmpty();
        hung.countDown();
        String first = null;
        for (int i = 0; i < 2_000 && first == null; i++) { // at least one of so many comes within 5 ms
            commit(ANNA, 100);
            first = heard.poll();
        }
        assertThat(first).isEqualTo("anna looks-ahead");
    }

    @Test
    void one_that_leaves_its_thread_interrupted_is_asked_again() throws Exception {
        patient();
        engine.forecaster = (person, readings, asOf) -> {
            Thread.currentThread().interrupt();
            return Optional.empty();
        };
        commit(ANNA, 100);
        engine.forecaster = (person, readings, asOf) -> Optional.of(forecast(person, asOf));
        commit(BEN, 100);
        assertThat(heard).containsExactly("ben looks-ahead");
    }

    @Test
    void one_that_throws_or_gives_nothing_at_all_costs_no_alarm() throws Exception {
        patient();
        engine.forecaster = (person, readings, asOf) -> {
            throw new NoClassDefFoundError("its bundle has just gone");
        };
        commit(ANNA, 65);
        engine.forecaster = (person, readings, asOf) -> null;
        commit(BEN, 65);
        assertThat(heard).containsExactly("anna low", "ben low");
        engine.forecaster = (person, readings, asOf) -> Optional.of(forecast(person, asOf));
        commit(ANNA, 100);
        assertThat(heard).contains("anna looks-ahead");
    }

    @Test
    void one_that_is_replaced_while_it_hangs_is_not_waited_for_any_more() throws Exception {
        engine.forecaster = this::hangs;
        commit(ANNA, 100);
        assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        engine.forecaster = null;
        commit(ANNA, 65);
        assertThat(heard).containsExactly("anna low");
        engine.forecaster = (person, readings, asOf) -> Optional.of(forecast(person, asOf));
        String next = null;
        heard.clear();
        for (int i = 0; i < 2_000 && next == null; i++) {
            commit(BEN, 100);
            next = heard.poll();
        }
        assertThat(next).isEqualTo("ben looks-ahead");
        assertThat(hung.getCount()).as("the old one still hangs").isOne();
    }

    @Test
    void a_replay_waits_as_long_as_it_takes_so_that_it_gives_the_same_answer_twice() throws Exception {
        patient();
        var slow = new CountDownLatch(1);
        engine.forecaster = (person, readings, asOf) -> {
            asked.countDown();
            await(slow);
            return Optional.of(forecast(person, asOf));
        };
        GlucoseReading reading = Given.reading(100).at(clock.now()).build();
        store.append(List.of(reading));
        engine.committed(List.of(new StoredObservation(store.lastPosition(), reading)));
        assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(engine.judged(store.lastPosition())).isNotDone();
        slow.countDown();
        settle();
        assertThat(heard).containsExactly("anna looks-ahead");
    }

    /** As a replay. */
    private void patient() throws InterruptedException {
        engine.close();
        start(60_000);
    }

    private Optional<GlucoseForecast> hangs(PersonId person, List<GlucoseReading> readings, Instant asOf) {
        asked.countDown();
        await(hung);
        return Optional.empty();
    }

    /** Deaf to interruption, as a bad room is. */
    private static void await(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException e) {
                done = false;
            }
        }
    }

    private static GlucoseForecast forecast(PersonId person, Instant asOf) {
        return new GlucoseForecast(
                person,
                asOf,
                asOf,
                List.of(new GlucoseForecast.Point(Duration.ofMinutes(30), 60, 50, 70)),
                0.9,
                0.95,
                "test",
                List.of(),
                List.of());
    }

    private void commit(PersonId person, double mgPerDl) {
        clock.advance(Duration.ofSeconds(1));
        GlucoseReading reading =
                Given.reading(mgPerDl).of(person).at(clock.now()).build();
        store.append(List.of(reading));
        engine.committed(List.of(new StoredObservation(store.lastPosition(), reading)));
        settle();
    }

    private void settle() {
        engine.judged(store.lastPosition())
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        engine.acknowledge("nobody.nothing.0", "settle")
                .handle((alert, missing) -> alert)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /** Holds wherever there is a forecast. */
    private static final class LooksAhead implements AlertRule {
        @Override
        public String id() {
            return "looks-ahead";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Map<String, String> thresholds() {
            return Map.of();
        }

        @Override
        public Verdict evaluate(Snapshot snapshot) {
            return snapshot.forecast()
                    .<Verdict>map(ahead -> new Verdict.Holds(new Finding(
                            Priority.MEDIUM,
                            "something lies ahead",
                            java.util.OptionalDouble.empty(),
                            Optional.empty())))
                    .orElse(Verdict.clear());
        }
    }
}
