package org.hearthgate.home.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.hub.Health;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomeRuleTest {
    private static HomeRule rule(Object... settings) {
        Map<String, Object> keys = new HashMap<>(Map.of(
                "id", "before-sport",
                "when", "glucose < mgdl(120)",
                "message", "eat something before sport"));
        for (int i = 0; i < settings.length; i += 2) {
            keys.put((String) settings[i], settings[i + 1]);
        }
        return new HomeRule(Configured.by(HomeRule.Config.class, keys));
    }

    @Test
    void calls_with_the_persons_name_its_message_and_the_value() {
        var verdict = rule("priority", "medium")
                .evaluate(Given.snapshot().glucose(119).build());
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Holds.class, holds -> {
            assertThat(holds.finding().message()).isEqualTo("Anna: eat something before sport (119 mg/dL)");
            assertThat(holds.finding().priority()).isEqualTo(Priority.MEDIUM);
            assertThat(holds.finding().why()).isEqualTo("A rule of this home says: glucose < mgdl(120)");
        });
    }

    @Test
    void is_over_when_it_no_longer_holds() {
        assertThat(rule().evaluate(Given.snapshot().glucose(120).build())).isInstanceOf(Verdict.Clear.class);
    }

    @Test
    void lingers_until_its_own_end_where_one_is_written() {
        HomeRule rule = rule("over", "glucose > mgdl(130)");
        assertThat(rule.evaluate(Given.snapshot().glucose(125).build())).isInstanceOf(Verdict.Lingers.class);
        assertThat(rule.evaluate(Given.snapshot().glucose(131).build())).isInstanceOf(Verdict.Clear.class);
    }

    @Test
    void says_nothing_of_people_it_is_not_for() {
        assertThat(rule("persons", new String[] {"ben"})
                        .evaluate(Given.snapshot().glucose(60).build()))
                .isInstanceOf(Verdict.Clear.class);
    }

    @Test
    void neither_raises_nor_holds_on_a_stale_reading() {
        var stale = Given.snapshot()
                .with(Given.reading(60).minutesBefore(Given.NOON, 12).build())
                .build();
        assertThat(rule().evaluate(stale)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void covers_no_other_class_and_has_one_of_its_own() {
        assertThat(rule().covers()).isEmpty();
        assertThat(rule().id()).isEqualTo("home.before-sport");
        assertThat(rule().aboutHub()).isFalse();
    }

    @Test
    void is_well_while_it_can_be_judged() {
        HomeRule rule = rule();
        rule.evaluate(Given.snapshot().glucose(100).build());
        assertThat(rule.check().status()).isEqualTo(Health.Status.OK);
    }

    @ParameterizedTest(name = "{0} = {1} → {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "when | glucose < 120 | org.hearthgate.rule.home~before-sport: when: line 1, column 9: the number needs its unit",
                "over | glukose > mgdl(3) | org.hearthgate.rule.home~before-sport: over: line 1, column 1: 'glukose'",
                "id | Before Sport | id must be 1 to 32",
                "message | ' ' | message must have 1 to 200 characters",
                "priority | urgent | priority must be high, medium, low or information, was 'urgent'",
                "forMinutes | 1441 | forMinutes must be 0 to 1440, was 1441",
                "callAgainMinutes | -1 | callAgainMinutes must be 0 to 1440",
                "longestSnoozeMinutes | 721 | longestSnoozeMinutes must be 1 to 720",
                "version | 0 | version must be 1 to",
                "persons | Anna! | person id must be 1 to 64",
            })
    void is_refused_at_saving_with_what_and_where(String key, String value, String complaint) {
        Object typed = key.equals("persons")
                ? new String[] {value}
                : value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : value;
        assertThatThrownBy(() -> rule(key, typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }
}
