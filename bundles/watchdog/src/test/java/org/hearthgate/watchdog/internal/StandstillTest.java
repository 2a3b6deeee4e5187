package org.hearthgate.watchdog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

/** The road and the patience with it, second by second, without threads. */
class StandstillTest {
    private static final Patience PATIENCE = new Patience(
            Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(60));

    private final HouseOfParts house = new HouseOfParts();
    private final Road road = new Road(house, PATIENCE);
    private final Standstill standstill = new Standstill(PATIENCE, Duration.ZERO);
    private int second;

    /** Lets seconds pass; {@return what the last look sounds for} */
    private List<String> after(int seconds) {
        List<Cause> overdue = List.of();
        for (int i = 0; i < seconds; i++) {
            second++;
            overdue = standstill.overdue(road.look(Duration.ofSeconds(second)), Duration.ofSeconds(second));
        }
        return overdue.stream().map(Cause::what).toList();
    }

    private void started() {
        assertThat(after(100)).isEmpty();
    }

    @Test
    void a_hub_that_is_well_is_quiet_for_an_hour() {
        assertThat(after(3600)).isEmpty();
    }

    @Test
    void a_hub_that_is_starting_is_given_a_minute() {
        house.hasBoard = false;
        house.rules.clear();
        assertThat(after(59)).isEmpty();
        assertThat(after(2)).containsExactly("alerting", "urgent-low");
    }

    @Test
    void a_reading_that_nobody_judges_sounds_after_twenty_seconds() {
        started();
        house.judged = 7;
        road.committed(List.of(HouseOfParts.low(8, 120)));
        assertThat(after(20)).isEmpty();
        assertThat(after(1)).hasSize(1);
        house.judged = 8;
    }

    @Test
    void what_was_committed_unheard_is_found_in_the_record() {
        house.judged = 0;
        started();
        house.store.orElseThrow().append(List.of(Given.reading(120).build()));
        assertThat(after(31 + 20)).hasSize(1);
    }

    @Test
    void alerting_that_does_not_answer_sounds_though_nothing_arrives() {
        started();
        house.deaf = true;
        assertThat(after(20)).isEmpty();
        assertThat(after(30)).containsExactly("alerting");
    }

    @Test
    void a_full_mailbox_is_no_answer() {
        var asked = new Asked("alerting", Duration.ofSeconds(20), Duration.ofSeconds(30));
        for (int at = 0; at <= 20; at++) {
            asked.ask(
                    () -> CompletableFuture.failedFuture(new RejectedExecutionException("too many")),
                    Duration.ofSeconds(at));
        }
        assertThat(asked.overdue(Duration.ofSeconds(20))).isPresent();
        asked.ask(() -> CompletableFuture.completedFuture(""), Duration.ofSeconds(21));
        assertThat(asked.overdue(Duration.ofSeconds(21))).isEmpty();
    }

    @Test
    void a_planned_swap_of_less_than_a_minute_is_given_patience() {
        started();
        house.hasBoard = false;
        house.callListeners.clear();
        assertThat(after(59)).isEmpty();
        house.hasBoard = true;
        house.callListeners.add(null);
        assertThat(after(300)).isEmpty();
    }

    @Test
    void a_part_that_stays_away_sounds_and_is_quiet_when_it_is_back() {
        started();
        house.store = Optional.empty();
        assertThat(after(61)).containsExactly("store");
        house.store = new HouseOfParts().store;
        assertThat(after(1)).isEmpty();
    }

    @Test
    void nobody_to_call_is_a_standstill() {
        started();
        house.callListeners.clear();
        assertThat(after(61)).containsExactly("notify");
    }

    @Test
    void a_failing_probe_on_the_path_sounds_and_one_beside_it_does_not() {
        started();
        house.probes.add(HouseOfParts.probe("ingest", true, Health.failed("the disk is full")));
        house.probes.add(HouseOfParts.probe("cloud", false, Health.failed("no broker")));
        assertThat(after(59)).isEmpty();
        assertThat(after(2)).containsExactly("ingest");
    }

    @Test
    void a_failing_probe_is_the_paths_own_business_while_somebody_has_been_reached_about_the_hub() {
        started();
        house.probes.add(HouseOfParts.probe("ingest", true, Health.failed("the disk is full")));
        house.open.add(HouseOfParts.alert("a1", Alert.HUB, "hub-failing", Priority.HIGH, AlertState.RAISED));
        road.noted(HouseOfParts.receipt("a1", Receipt.Outcome.SENT));
        assertThat(after(120)).isEmpty();
    }

    @Test
    void an_alert_about_the_hub_that_reached_nobody_hides_nothing() {
        started();
        house.probes.add(HouseOfParts.probe("ingest", true, Health.failed("the disk is full")));
        house.open.add(HouseOfParts.alert("a1", Alert.HUB, "hub-failing", Priority.HIGH, AlertState.RAISED));
        road.noted(HouseOfParts.receipt("a1", Receipt.Outcome.FAILED));
        assertThat(after(61)).containsExactlyInAnyOrder("ingest", "a1");
    }

    @Test
    void a_low_without_an_alert_sounds_after_a_minute() {
        started();
        road.committed(List.of(HouseOfParts.low(1, 54)));
        assertThat(after(60)).isEmpty();
        assertThat(after(1)).containsExactly("low of anna");
    }

    @Test
    void a_low_that_the_disk_refused_sounds_too() {
        started();
        road.uncommitted(List.of(Given.reading(40).build()));
        assertThat(after(61)).containsExactly("low of anna");
    }

    @Test
    void what_a_family_may_allow_the_rule_to_pass_over_wakes_nobody() {
        started();
        road.committed(List.of(HouseOfParts.low(1, 54.01)));
        assertThat(after(300)).isEmpty();
    }

    @Test
    void a_sensor_that_says_low_is_low_and_doubtful_or_old_readings_are_not() {
        started();
        road.committed(List.of(new org.hearthgate.api.store.StoredObservation(
                1, Given.reading(40).doubted(Doubt.Flag.TEST).build())));
        road.committed(List.of(new org.hearthgate.api.store.StoredObservation(
                2, Given.reading(40).minutesBefore(Given.NOON, 12).build())));
        assertThat(after(100)).isEmpty();
        road.committed(List.of(new org.hearthgate.api.store.StoredObservation(
                3, Given.reading(60).of(Given.BEN).bound(Bound.BELOW_RANGE).build())));
        assertThat(after(61)).containsExactly("low of ben");
    }

    @Test
    void a_low_that_somebody_has_is_left_to_them() {
        started();
        road.committed(List.of(HouseOfParts.low(1, 50)));
        house.open.add(HouseOfParts.alert("a1", Given.ANNA, "urgent-low", Priority.HIGH, AlertState.ACKNOWLEDGED));
        assertThat(after(600)).isEmpty();
    }

    @Test
    void an_urgent_alert_that_reached_a_machine_is_left_to_the_path_and_one_that_reached_nobody_is_not() {
        started();
        house.open.add(HouseOfParts.alert("a1", Given.ANNA, "urgent-low", Priority.HIGH, AlertState.RAISED));
        house.open.add(HouseOfParts.alert("a2", Given.BEN, "urgent-low", Priority.HIGH, AlertState.ESCALATED));
        house.open.add(HouseOfParts.alert("a3", Given.BEN, "high", Priority.LOW, AlertState.RAISED));
        road.noted(HouseOfParts.receipt("a1", Receipt.Outcome.RECEIVED));
        road.noted(HouseOfParts.receipt("a2", Receipt.Outcome.GIVEN_UP));
        assertThat(after(60)).isEmpty();
        assertThat(after(1)).containsExactly("a2");
    }

    @Test
    void a_machine_that_stood_still_begins_anew() {
        started();
        house.deaf = true;
        after(40);
        second += 3600;
        road.again();
        standstill.again(Duration.ofSeconds(second));
        house.deaf = false;
        assertThat(after(60)).isEmpty();
    }

    @Test
    void only_what_a_restart_may_mend_asks_for_one() {
        assertThat(Cause.Kind.NO_ANSWER.mendedByRestart()).isTrue();
        assertThat(Cause.Kind.MISSING.mendedByRestart()).isTrue();
        assertThat(Cause.Kind.FAILING.mendedByRestart()).isFalse();
        assertThat(Cause.Kind.UNHEARD.mendedByRestart()).isFalse();
    }
}
