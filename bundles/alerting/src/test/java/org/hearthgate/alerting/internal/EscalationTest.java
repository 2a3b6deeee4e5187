package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Duty;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of calling: what is refused, with what to write instead; and what health says. */
class EscalationTest {
    @Test
    void the_defaults_of_the_settings_are_the_defaults_without_settings() {
        assertThat(with(Map.of()).plan()).isEqualTo(Plan.DEFAULT);
    }

    @Test
    void steps_must_begin_at_once_and_rise() {
        refused(Map.of("stepMinutes", new int[] {}), "stepMinutes");
        refused(Map.of("stepMinutes", new int[] {1, 2}), "the first must be 0");
        refused(Map.of("stepMinutes", new int[] {0, 5, 5}), "each step must be later");
        refused(Map.of("stepMinutes", new int[] {0, 121}), "within 120 minutes");
    }

    @Test
    void high_priority_cannot_be_left_out_and_information_cannot_climb() {
        refused(Map.of("priorities", new String[] {"medium"}), "must contain high");
        refused(Map.of("priorities", new String[] {"high", "information"}), "cannot contain information");
        refused(Map.of("priorities", new String[] {"high", "urgent"}), "'urgent' is none; write high, medium or low");
    }

    @Test
    void quiet_hours_need_both_ends() {
        refused(Map.of("quietFrom", "21:00"), "must both be HH:mm");
        refused(Map.of("quietFrom", "21:00", "quietTo", "7"), "must both be HH:mm");
        refused(Map.of("quietFrom", "21:00", "quietTo", "21:00"), "must differ");
    }

    @Test
    void patience_has_its_bounds() {
        refused(Map.of("nobodyReceivedAfterSeconds", 14), "must be 15 to 600, was 14");
        refused(Map.of("nobodyAnsweredAfterMinutes", 121), "must be 5 to 120, was 121");
    }

    @Test
    void health_warns_until_there_is_a_way_to_call_somebody() {
        Escalation escalation = with(Map.of());
        assertThat(escalation.check().status()).isEqualTo(Health.Status.WARN);
        escalation.addListener(null);
        assertThat(escalation.check().message()).startsWith("Nobody can be called");
        escalation.addChannel(null);
        assertThat(escalation.check()).isEqualTo(Health.ok("Ways to call somebody: 1"));
        escalation.removeChannel(null);
        assertThat(escalation.check().status()).isEqualTo(Health.Status.WARN);
    }

    private static final Carer MUM = carer("mum", false);
    private static final Carer GRANDMA = carer("grandma", false);
    private static final Carer NEIGHBOUR = carer("neighbour", true);

    private static Carer carer(String id, boolean emergency) {
        return new Carer(id, id, Set.of(Given.ANNA), List.of("mail"), emergency);
    }

    private static final Duty TIMETABLE = new Duty() {
        @Override
        public List<Carer> carers() {
            return List.of(GRANDMA, MUM, NEIGHBOUR);
        }

        @Override
        public Now at(PersonId person, Instant instant) {
            return new Now(List.of(MUM), List.of(GRANDMA), Optional.empty(), "Night");
        }
    };

    private static Alert low(Priority priority) {
        return new Alert(
                "a1",
                Given.ANNA,
                "low",
                1,
                priority,
                AlertState.RAISED,
                Given.NOON,
                Given.NOON,
                Optional.of(Given.NOON),
                OptionalDouble.of(62),
                "Anna: 62",
                Optional.empty(),
                Optional.empty(),
                0,
                "");
    }

    @ParameterizedTest
    @CsvSource({"0,120,grandma", "1,180,grandma+mum", "2,300,neighbour", "3,300,grandma+mum+neighbour"})
    void who_is_called_next_is_who_was_not_called_yet_or_everybody_again(int step, int afterSeconds, String who) {
        Escalation escalation = with(Map.of());
        escalation.addListener(null);
        Alert alert = step == 0 ? low(Priority.HIGH) : low(Priority.HIGH).escalated(step, Given.NOON);
        Duty.Next next = escalation.next(alert, TIMETABLE).orElseThrow();
        assertThat(next.at()).isEqualTo(Given.NOON.plusSeconds(afterSeconds));
        assertThat(next.carers().stream().map(Carer::id).collect(Collectors.joining("+")))
                .isEqualTo(who);
    }

    @Test
    void nobody_is_called_next_where_it_does_not_climb_is_answered_or_nobody_delivers() {
        Escalation escalation = with(Map.of());
        assertThat(escalation.next(low(Priority.HIGH), TIMETABLE)).isEmpty();
        escalation.addListener(null);
        assertThat(escalation.next(low(Priority.LOW), TIMETABLE)).isEmpty();
        assertThat(escalation.next(
                        low(Priority.HIGH)
                                .to(AlertState.ACKNOWLEDGED, Given.NOON, Optional.of("mum"), Optional.empty()),
                        TIMETABLE))
                .isEmpty();
    }

    private static Escalation with(Map<String, ?> settings) {
        return new Escalation(Configured.by(Escalation.Config.class, settings));
    }

    private static void refused(Map<String, ?> settings, String why) {
        assertThatThrownBy(() -> with(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("org.hearthgate.alerting.escalation: ")
                .hasMessageContaining(why);
    }
}
