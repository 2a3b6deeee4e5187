package org.hearthgate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.Example;

/** A home's limits, tried on a file that is nobody's. */
class ReplayLimitsTest {
    private final Settings settings = new Settings()
            .put("org.hearthgate.limits~anna", Map.of("person", "anna", "lowBelowMgPerDl", 80))
            .put("org.hearthgate.limits~anna-night", Map.of("person", "anna", "from", "22:00"))
            .put("org.hearthgate.rule.low", Map.of("belowMgPerDl", 72));

    @Example
    void the_limits_of_one_person_become_those_of_the_file() {
        Settings mapped = ReplayRun.limitsOf("replay", settings);
        assertThat(mapped.of("org.hearthgate.limits~anna"))
                .containsEntry("person", "replay")
                .containsEntry("lowBelowMgPerDl", 80);
        assertThat(mapped.of("org.hearthgate.limits~anna-night")).containsEntry("person", "replay");
        assertThat(mapped.of("org.hearthgate.rule.low")).isEqualTo(Map.of("belowMgPerDl", 72));
        assertThat(settings.of("org.hearthgate.limits~anna")).containsEntry("person", "anna");
    }

    @Example
    void the_limits_of_several_are_refused_by_name() {
        settings.put("org.hearthgate.limits~ben", Map.of("person", "ben"));
        assertThatThrownBy(() -> ReplayRun.limitsOf("replay", settings)).hasMessageContaining("[anna, ben]");
    }

    @Example
    void a_home_that_forecasts_otherwise_is_replayed_so_and_its_models_stay_untouched() {
        settings.put("org.hearthgate.forecast", Map.of("enabled", false, "directory", "data/forecast"))
                .put("org.hearthgate.web", Map.of("port", 1));
        Settings rules = ReplayRun.rulesOf(settings);
        assertThat(rules.of("org.hearthgate.forecast")).isEqualTo(Map.of("enabled", false));
        assertThat(rules.all())
                .containsKeys("org.hearthgate.limits~anna", "org.hearthgate.rule.low")
                .doesNotContainKey("org.hearthgate.web");
    }
}
