package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.hearthgate.api.hub.Health;
import org.hearthgate.testkit.Configured;
import org.junit.jupiter.api.Test;

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
