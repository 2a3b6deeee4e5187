package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.notify.Call;
import org.hearthgate.api.notify.CallListener;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.rules.glucose.UrgentLowRule;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryAlertJournal;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A marked reading becomes a call that says it is a test, or nothing at all. */
class DrillTest {
    private final AlertJournal journal = new InMemoryAlertJournal();
    private final Drill drill = new Drill(journal);
    private final List<Call> calls = new ArrayList<>();
    private final List<Alert> told = new ArrayList<>();
    private final List<AlertRule> rules = List.of(new UrgentLowRule(Configured.by(UrgentLowRule.Config.class)));

    @BeforeEach
    void somebody_listens() {
        drill.addListener(told::add);
        drill.addCallListener(new CallListener() {
            @Override
            public void call(Call call) {
                throw new IllegalStateException("a channel that was just unloaded");
            }

            @Override
            public void quiet(Alert alert) {}
        });
        drill.addCallListener(new CallListener() {
            @Override
            public void call(Call call) {
                calls.add(call);
            }

            @Override
            public void quiet(Alert alert) {}
        });
    }

    private static StoredObservation marked(Map<String, Double> measures) {
        var origin = Origin.of(Given.ANNA, SelfTest.DEVICE, Given.NOON, Given.NOON, Provenance.of("self-test"))
                .withDoubt(new Doubt(Doubt.Flag.TEST, "a test", measures));
        return new StoredObservation(7, GlucoseReading.exact(origin, 40));
    }

    @Test
    void the_call_goes_to_everybody_says_it_is_a_test_and_leaves_nothing_open() {
        drill.with(marked(Map.of()), rules, Given.NOON.plusSeconds(1));
        assertThat(calls).singleElement().satisfies(call -> {
            assertThat(call.test()).isTrue();
            assertThat(call.silent()).isFalse();
            assertThat(call.everybodyNear()).isTrue();
            assertThat(call.alert().id()).isEqualTo(SelfTest.alertId(7));
            assertThat(call.alert().person()).isEqualTo(Alert.HUB);
            assertThat(call.alert().priority()).isEqualTo(Priority.INFORMATION);
            assertThat(call.alert().message()).startsWith("TEST");
        });
        assertThat(told).extracting(Alert::state).containsExactly(AlertState.RAISED, AlertState.RESOLVED);
        assertThat(journal.ofAlert(SelfTest.alertId(7))).hasSize(2);
        assertThat(journal.unresolved()).isEmpty();
    }

    @Test
    void a_silent_one_asks_the_channels_to_be_silent() {
        drill.with(marked(Map.of(SelfTest.SILENT, 1.0)), rules, Given.NOON);
        assertThat(calls).singleElement().satisfies(call -> assertThat(call.silent())
                .isTrue());
    }

    @Test
    void without_a_rule_that_recognises_it_nothing_is_called() {
        drill.with(marked(Map.of()), List.of(), Given.NOON);
        assertThat(calls).isEmpty();
        assertThat(journal.ofAlert(SelfTest.alertId(7))).isEmpty();
    }

    @Test
    void one_that_was_interrupted_does_not_ring_hours_later() {
        Instant later = Given.NOON.plus(Duration.ofMinutes(3));
        drill.with(marked(Map.of()), rules, later);
        assertThat(calls).isEmpty();
    }

    @Test
    void what_only_calls_itself_a_self_test_is_an_ordinary_reading() {
        assertThat(SelfTest.isDrill(marked(Map.of()).observation())).isTrue();
        assertThat(SelfTest.isDrill(Given.reading(40).from("self-test").build()))
                .isFalse();
        assertThat(SelfTest.isDrill(Given.reading(40)
                        .from("self-test")
                        .doubted(Doubt.Flag.TEST)
                        .build()))
                .isFalse();
    }

    @Test
    void a_drill_before_a_restart_is_neither_a_reading_nor_a_sign_of_life_of_a_sensor() {
        var store = new InMemoryObservationStore();
        Instant heard = Given.NOON.minus(Duration.ofMinutes(40));
        store.append(
                List.of(Given.reading(120).at(heard).build(), marked(Map.of()).observation()));
        var time = new SteadyTime(new ManualClock(Given.NOON)).look();
        var watches = new Watches();
        watches.restore(store, journal, FixedHousehold.of("Anna"), time);
        Snapshot anna = watches.of(Given.ANNA)
                .snapshot(
                        new Person(Given.ANNA, "Anna"),
                        time,
                        Given.NOON,
                        Surroundings.View.nothing(java.time.ZoneOffset.UTC));
        assertThat(anna.lastHeardAt()).hasValue(heard);
        assertThat(anna.glucose()).hasSize(1);
    }
}
