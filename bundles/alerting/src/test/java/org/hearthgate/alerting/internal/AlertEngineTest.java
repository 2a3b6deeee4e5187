package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertListener;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryAlertJournal;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertEngineTest {
    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final InMemoryAlertJournal journal = new InMemoryAlertJournal();
    private final ManualClock clock = new ManualClock(NOON);
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final AlertListener page = alert ->
            heard.add(alert.person() + " " + alert.rule() + " " + alert.state().code());
    private AlertEngine engine;

    @BeforeEach
    void start() {
        engine = newEngine();
        engine.addRule(below("urgent-low", 55));
        settle();
    }

    @AfterEach
    void stop() throws InterruptedException {
        engine.close();
    }

    @Test
    void a_committed_low_is_raised_journaled_and_told() {
        commit(ANNA, 50);
        assertThat(heard).containsExactly("anna urgent-low raised");
        assertThat(engine.open()).singleElement().satisfies(alert -> {
            assertThat(alert.priority()).isEqualTo(Priority.HIGH);
            assertThat(alert.value()).hasValue(50);
        });
        assertThat(journal.unresolved()).hasSize(1);
        assertThat(journal.since(ANNA, NOON.minusSeconds(1), 10))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.thresholds()).containsEntry("belowMgPerDl", "55.0");
                    assertThat(entry.evidence())
                            .containsExactly(NOON.plusSeconds(1).toEpochMilli() + ":50.0");
                });
    }

    @Test
    void two_people_are_never_mixed() {
        commit(ANNA, 50);
        commit(BEN, 120);
        assertThat(engine.open()).extracting(Alert::person).containsExactly(ANNA);
        commit(BEN, 45);
        assertThat(engine.open()).extracting(Alert::person).containsExactlyInAnyOrder(ANNA, BEN);
        commit(ANNA, 100);
        assertThat(engine.open()).extracting(Alert::person).containsExactly(BEN);
    }

    @Test
    void time_alone_ends_what_stale_data_would_hold() {
        commit(ANNA, 50);
        clock.advance(Duration.ofMinutes(12));
        assertThat(heard).containsExactly("anna urgent-low raised", "anna urgent-low resolved");
    }

    @Test
    void whoever_took_it_is_seen_by_all() throws Exception {
        commit(ANNA, 50);
        Alert taken =
                engine.acknowledge(engine.open().get(0).id(), "grandmother").get(5, TimeUnit.SECONDS);
        assertThat(taken.state()).isEqualTo(AlertState.ACKNOWLEDGED);
        assertThat(taken.by()).hasValue("grandmother");
        assertThat(heard).endsWith("anna urgent-low acknowledged");
        assertThat(engine.open().get(0).by()).hasValue("grandmother");
    }

    @Test
    void a_snooze_longer_than_the_rule_allows_is_refused_with_the_limit() {
        commit(ANNA, 50);
        String id = engine.open().get(0).id();
        assertThatThrownBy(
                        () -> engine.snooze(id, Duration.ofMinutes(16), "dad").get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 15 minutes");
        assertThatThrownBy(() -> engine.acknowledge("nobody.nothing.1", "dad").get(5, TimeUnit.SECONDS))
                .hasCauseInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_restart_continues_what_was_open_and_tells_nothing_twice() throws Exception {
        commit(ANNA, 50);
        engine.acknowledge(engine.open().get(0).id(), "mum").get(5, TimeUnit.SECONDS);
        engine.close();
        heard.clear();
        engine = newEngine();
        engine.addRule(below("urgent-low", 55));
        settle();
        assertThat(heard).isEmpty();
        assertThat(engine.open()).singleElement().extracting(Alert::state).isEqualTo(AlertState.ACKNOWLEDGED);
        clock.advance(Duration.ofMinutes(5));
        commit(ANNA, 100);
        assertThat(heard).containsExactly("anna urgent-low resolved");
    }

    @Test
    void a_low_committed_just_before_the_crash_is_raised_after_the_restart() throws Exception {
        engine.close();
        store.append(List.of(Given.reading(48).at(NOON).build())); // the process died between commit and rule
        clock.advance(Duration.ofMinutes(3));
        engine = newEngine();
        engine.addRule(below("urgent-low", 55));
        settle();
        assertThat(heard).containsExactly("anna urgent-low raised");
    }

    @Test
    void a_snooze_of_the_class_outlives_a_restart() throws Exception {
        commit(ANNA, 50);
        engine.snooze(engine.open().get(0).id(), Duration.ofMinutes(15), "dad").get(5, TimeUnit.SECONDS);
        clock.advance(Duration.ofMinutes(1));
        commit(ANNA, 100);
        engine.close();
        heard.clear();
        engine = newEngine();
        engine.addRule(below("urgent-low", 55));
        clock.advance(Duration.ofMinutes(1));
        commit(ANNA, 49);
        assertThat(heard).containsExactly("anna urgent-low snoozed");
    }

    @Test
    void a_missing_required_rule_is_an_alarm_of_its_own() {
        clock.advance(Duration.ofMinutes(1));
        assertThat(heard).isEmpty();
        engine.removeRule(engine.rules().get(0));
        assertThat(engine.check().status()).isEqualTo(Health.Status.FAILED);
        clock.advance(Duration.ofSeconds(120));
        assertThat(heard).containsExactly("hub alarm-rule-missing raised");
        assertThat(engine.open())
                .singleElement()
                .extracting(Alert::message)
                .asString()
                .startsWith("The hub: ");
        engine.addRule(below("urgent-low", 55));
        settle();
        assertThat(engine.open()).isEmpty();
        assertThat(engine.check().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void one_reading_that_concerns_three_classes_calls_once_for_the_most_urgent() {
        engine.addRule(below("falling-fast", 200));
        engine.addRule(below("low", 70, "falling-fast"));
        engine.removeRule(engine.rules().get(0));
        engine.addRule(below("urgent-low", 55, "low", "falling-fast"));
        settle();
        commit(ANNA, 50);
        assertThat(heard).containsExactly("anna urgent-low raised");
        commit(ANNA, 65);
        assertThat(heard).endsWith("anna urgent-low resolved", "anna low raised");
        commit(ANNA, 100);
        assertThat(heard).endsWith("anna low resolved", "anna falling-fast raised");
    }

    @Test
    void a_rule_that_throws_silences_no_other_and_counts_as_missing() {
        engine.addRule(new TestRule("low", Set.of(), snapshot -> {
            throw new IllegalStateException("broken on purpose");
        }));
        commit(ANNA, 50);
        assertThat(heard).containsExactly("anna urgent-low raised");
    }

    @Test
    void a_rule_whose_bundle_was_just_unloaded_silences_no_other() {
        engine.addRule(new TestRule("low", Set.of(), snapshot -> {
            throw new NoClassDefFoundError("of a bundle that is being replaced");
        }));
        commit(ANNA, 50);
        assertThat(heard).containsExactly("anna urgent-low raised");
        commit(ANNA, 120);
        assertThat(heard).endsWith("anna urgent-low resolved");
    }

    @Test
    void a_rule_that_calls_and_cannot_say_by_what_is_heard_and_written_down_and_silences_no_other() {
        engine.addRule(new RuleThatCannotSay());
        commit(ANNA, 50);
        assertThat(heard).containsExactlyInAnyOrder("anna cannot-say raised", "anna urgent-low raised");
        assertThat(journal.unresolved()).extracting(Alert::rule).containsExactlyInAnyOrder("cannot-say", "urgent-low");
    }

    @Test
    void a_rule_that_breaks_outside_its_verdict_silences_no_other() {
        engine.addRule(new RuleThatCannotSay() {
            @Override
            public Duration confirmFor(Snapshot snapshot) {
                throw new NoClassDefFoundError("of a bundle that is being replaced");
            }
        });
        commit(ANNA, 50);
        assertThat(heard).containsExactly("anna urgent-low raised");
    }

    @Test
    void an_urgent_low_rule_that_does_not_recognise_a_low_is_found_out() {
        engine.removeRule(engine.rules().get(0));
        engine.addRule(new TestRule("urgent-low", Set.of(), snapshot -> Verdict.clear()));
        settle();
        assertThat(engine.check().status()).isEqualTo(Health.Status.FAILED);
        assertThat(engine.check().message()).contains("does not recognise a low");
    }

    @Test
    void a_journal_that_cannot_be_written_delays_no_alarm() {
        journal.failingWith(new StoreException("the disk is full", null));
        commit(ANNA, 50);
        assertThat(heard).containsExactly("anna urgent-low raised");
        assertThat(engine.check().status()).isEqualTo(Health.Status.WARN);
        journal.working();
        clock.advance(Duration.ofSeconds(30));
        assertThat(journal.unresolved()).hasSize(1);
        assertThat(engine.check().status()).isEqualTo(Health.Status.OK);
    }

    private AlertEngine newEngine() {
        var started = new AlertEngine(
                store,
                journal,
                clock,
                FixedHousehold.of("Anna", "Ben"),
                Configured.by(AlertEngine.Config.class, Map.of("requiredRules", new String[] {"urgent-low"})));
        started.addListener(page);
        return started;
    }

    private void commit(PersonId person, double mgPerDl) {
        clock.advance(Duration.ofSeconds(1)); // two readings of one sensor are never of one instant
        GlucoseReading reading =
                Given.reading(mgPerDl).of(person).at(clock.now()).build();
        store.append(List.of(reading));
        engine.committed(List.of(new StoredObservation(store.lastPosition(), reading)));
        settle();
    }

    private void settle() {
        engine.judged(store.lastPosition()).orTimeout(10, TimeUnit.SECONDS).join();
        // whatever was in the mailbox before this request has been dealt with when it is answered
        engine.acknowledge("nobody.nothing.0", "settle")
                .handle((alert, missing) -> alert)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static AlertRule below(String id, double limit, String... covers) {
        return new TestRule(id, Set.of(covers), snapshot -> snapshot.freshGlucose()
                .<Verdict>map(reading -> reading.mgPerDl() < limit
                        ? new Verdict.Holds(new Finding(
                                Priority.HIGH,
                                snapshot.person().name() + ": low",
                                OptionalDouble.of(reading.mgPerDl()),
                                Optional.of(reading.measuredAt())))
                        : Verdict.clear())
                .orElse(Verdict.unknown()));
    }

    /** Asked before all others, because it covers most. */
    private static class RuleThatCannotSay implements AlertRule {
        @Override
        public String id() {
            return "cannot-say";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Set<String> covers() {
            return Set.of("a", "b", "c");
        }

        @Override
        public Map<String, String> thresholds() {
            throw new IllegalStateException("broken on purpose");
        }

        @Override
        public Verdict evaluate(Snapshot snapshot) {
            return below("cannot-say", 55).evaluate(snapshot);
        }
    }

    private record TestRule(String id, Set<String> covers, java.util.function.Function<Snapshot, Verdict> judge)
            implements AlertRule {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public Map<String, String> thresholds() {
            return Map.of("belowMgPerDl", "55.0");
        }

        @Override
        public Verdict evaluate(Snapshot snapshot) {
            return judge.apply(snapshot);
        }

        @Override
        public Duration longestSnooze() {
            return Duration.ofMinutes(15);
        }
    }
}
