package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

class RuleLifeTest {
    private final RuleLife life = new RuleLife(ANNA);
    private Duration confirmFor = Duration.ZERO;
    private Instant now = NOON;

    @Test
    void raises_once_and_says_nothing_while_it_lasts() {
        assertThat(holds()).hasValue(AlertState.RAISED);
        assertThat(in(5).holds()).isEmpty();
        assertThat(in(5).lingers()).isEmpty();
        assertThat(in(5).holds()).isEmpty();
    }

    @Test
    void the_band_of_hysteresis_raises_nothing() {
        assertThat(lingers()).isEmpty();
        assertThat(life.open()).isEmpty();
    }

    @Test
    void resolves_when_false_and_is_armed_again() {
        holds();
        assertThat(in(5).clear()).hasValue(AlertState.RESOLVED);
        assertThat(in(5).clear()).isEmpty();
        assertThat(in(5).holds()).hasValue(AlertState.RAISED);
    }

    @Test
    void the_id_stays_from_raised_to_resolved_and_is_new_the_next_time() {
        holds();
        String first = life.open().orElseThrow().id();
        acknowledge("mum");
        assertThat(life.open().orElseThrow().id()).isEqualTo(first);
        in(5).clear();
        in(5).holds();
        assertThat(life.open().orElseThrow().id()).isNotEqualTo(first);
    }

    @Test
    void confirming_needs_the_whole_time_without_a_break() {
        confirmFor = Duration.ofMinutes(30);
        assertThat(holds()).isEmpty();
        assertThat(in(29).holds()).isEmpty();
        assertThat(in(1).holds()).hasValue(AlertState.RAISED);
    }

    @Test
    void a_break_starts_the_confirmation_anew() {
        confirmFor = Duration.ofMinutes(30);
        holds();
        in(20).clear();
        in(5).holds();
        assertThat(in(29).holds()).isEmpty();
        assertThat(in(1).holds()).hasValue(AlertState.RAISED);
    }

    @Test
    void missing_data_starts_the_confirmation_anew_too() {
        confirmFor = Duration.ofMinutes(30);
        holds();
        in(20).unknown();
        assertThat(in(15).holds()).isEmpty();
    }

    @Test
    void acknowledged_is_silent_until_it_is_time_to_call_again() {
        holds();
        in(2);
        acknowledge("mum");
        assertThat(in(29).holds()).isEmpty();
        assertThat(in(1).holds()).hasValue(AlertState.RAISED);
    }

    @Test
    void snoozed_calls_again_at_the_end_if_it_still_lasts() {
        holds();
        life.snooze(now, Duration.ofMinutes(15), "dad");
        assertThat(in(14).holds()).isEmpty();
        assertThat(in(1).holds()).hasValue(AlertState.RAISED);
    }

    @Test
    void a_snooze_is_of_the_class_so_a_new_episode_within_it_is_silent_from_the_start() {
        holds();
        life.snooze(now, Duration.ofMinutes(15), "dad");
        in(3).clear();
        assertThat(in(3).holds()).hasValue(AlertState.SNOOZED);
        assertThat(in(9).holds()).hasValue(AlertState.RAISED);
    }

    @Test
    void a_worse_priority_breaks_through_an_answer_and_a_snooze() {
        holds(Priority.LOW);
        acknowledge("mum");
        assertThat(in(1).holds(Priority.MEDIUM)).hasValue(AlertState.RAISED);
        life.snooze(now, Duration.ofMinutes(15), "dad");
        assertThat(in(1).holds(Priority.HIGH)).hasValue(AlertState.RAISED);
    }

    @Test
    void a_worse_priority_is_told_even_while_it_calls() {
        holds(Priority.LOW);
        assertThat(in(1).holds(Priority.MEDIUM)).hasValue(AlertState.RAISED);
        assertThat(in(1).holds(Priority.MEDIUM)).isEmpty();
        assertThat(in(1).holds(Priority.LOW)).isEmpty();
    }

    @Test
    void stale_data_holds_nothing() {
        holds();
        assertThat(in(12).unknown()).hasValue(AlertState.RESOLVED);
        assertThat(in(12).unknown()).isEmpty();
    }

    @Test
    void data_that_comes_back_finds_the_answer_that_was_given_before_the_gap() {
        holds();
        in(2);
        acknowledge("mum");
        in(12).unknown();
        assertThat(in(3).holds()).hasValue(AlertState.ACKNOWLEDGED);
        assertThat(life.open().orElseThrow().by()).hasValue("mum");
        // and calls again half an hour after the answer, not after the gap
        assertThat(in(14).holds()).isEmpty();
        assertThat(in(1).holds()).hasValue(AlertState.RAISED);
    }

    @Test
    void an_unanswered_alert_calls_again_after_the_gap() {
        holds();
        in(12).unknown();
        assertThat(in(3).holds()).hasValue(AlertState.RAISED);
    }

    @Test
    void an_answer_is_forgotten_once_the_condition_was_seen_false() {
        holds();
        acknowledge("mum");
        in(12).unknown();
        in(3).clear();
        assertThat(in(3).holds()).hasValue(AlertState.RAISED);
    }

    @Test
    void a_covered_class_is_silent_while_the_more_urgent_one_is_open() {
        Alert urgent = urgentAlert(AlertState.RAISED);
        assertThat(judge(
                        new Verdict.Holds(finding(Priority.MEDIUM)),
                        new RuleLife.Cover(Optional.of(urgent), Optional.empty())))
                .isEmpty();
        // it ended unanswered: the lesser class calls
        assertThat(judge(
                                new Verdict.Holds(finding(Priority.MEDIUM)),
                                new RuleLife.Cover(Optional.empty(), Optional.of(urgent)))
                        .map(Alert::state))
                .hasValue(AlertState.RAISED);
    }

    @Test
    void whoever_answered_the_urgent_one_has_the_lesser_one_too() {
        Alert urgent = urgentAlert(AlertState.ACKNOWLEDGED);
        assertThat(judge(
                                new Verdict.Holds(finding(Priority.MEDIUM)),
                                new RuleLife.Cover(Optional.empty(), Optional.of(urgent)))
                        .map(Alert::state))
                .hasValue(AlertState.ACKNOWLEDGED);
    }

    @Test
    void an_answer_to_a_lesser_alert_never_silences_a_worse_one() {
        Alert answered = urgentAlert(AlertState.ACKNOWLEDGED).saying(finding(Priority.LOW));
        assertThat(judge(
                                new Verdict.Holds(finding(Priority.HIGH)),
                                new RuleLife.Cover(Optional.empty(), Optional.of(answered)))
                        .map(Alert::state))
                .hasValue(AlertState.RAISED);
    }

    @Test
    void continues_after_a_restart_in_the_state_it_had() {
        holds();
        acknowledge("mum");
        var afterRestart = new RuleLife(ANNA);
        afterRestart.restore(life.open().orElseThrow(), now);
        assertThat(afterRestart.judge(
                        rule(),
                        new Verdict.Holds(finding(Priority.MEDIUM)),
                        at(NOON.plusSeconds(60)),
                        RuleLife.Cover.NONE))
                .isEmpty();
        assertThat(afterRestart.open().orElseThrow().state()).isEqualTo(AlertState.ACKNOWLEDGED);
    }

    @Test
    void the_open_alert_says_what_the_newest_reading_says() {
        holds();
        judge(
                new Verdict.Holds(new Finding(Priority.MEDIUM, "Anna: 58", OptionalDouble.of(58), Optional.of(NOON))),
                RuleLife.Cover.NONE);
        assertThat(life.open().orElseThrow().message()).isEqualTo("Anna: 58");
    }

    private RuleLifeTest in(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
        return this;
    }

    private Optional<AlertState> holds() {
        return holds(Priority.MEDIUM);
    }

    private Optional<AlertState> holds(Priority priority) {
        return judge(new Verdict.Holds(finding(priority)), RuleLife.Cover.NONE).map(Alert::state);
    }

    private Optional<AlertState> lingers() {
        return judge(new Verdict.Lingers(finding(Priority.MEDIUM)), RuleLife.Cover.NONE)
                .map(Alert::state);
    }

    private Optional<AlertState> clear() {
        return judge(Verdict.clear(), RuleLife.Cover.NONE).map(Alert::state);
    }

    private Optional<AlertState> unknown() {
        return judge(Verdict.unknown(), RuleLife.Cover.NONE).map(Alert::state);
    }

    private Optional<Alert> judge(Verdict verdict, RuleLife.Cover cover) {
        return life.judge(rule(), verdict, at(now), cover);
    }

    private static Snapshot at(Instant now) {
        return Given.snapshot().asOf(now).build();
    }

    private void acknowledge(String by) {
        life.acknowledge(now, by);
    }

    private Alert urgentAlert(AlertState state) {
        return new Alert(
                "u",
                ANNA,
                "urgent-low",
                1,
                Priority.HIGH,
                state,
                now,
                now,
                Optional.empty(),
                OptionalDouble.empty(),
                "Anna: urgent low",
                Optional.of("mum"),
                Optional.empty());
    }

    private static Finding finding(Priority priority) {
        return new Finding(priority, "Anna: low", OptionalDouble.of(65), Optional.of(NOON));
    }

    private AlertRule rule() {
        Duration confirm = confirmFor;
        return new AlertRule() {
            @Override
            public String id() {
                return "low";
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
                throw new UnsupportedOperationException("the test says the verdict");
            }

            @Override
            public Duration confirmFor() {
                return confirm;
            }

            @Override
            public Optional<Duration> callAgainAfter() {
                return Optional.of(Duration.ofMinutes(30));
            }
        };
    }
}
