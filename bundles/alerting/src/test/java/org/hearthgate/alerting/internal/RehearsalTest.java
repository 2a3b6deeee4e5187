package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.notify.Call;
import org.hearthgate.rules.glucose.UrgentLowRule;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.InMemoryAlertJournal;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private final InMemoryAlertJournal journal = new InMemoryAlertJournal();
    private final ManualClock clock = new ManualClock(AlarmHouse.START);
    private final Means means = new Means(
            new InMemoryObservationStore(),
            journal,
            clock,
            FixedHousehold.of("Anna"),
            new RequiredRules(List.of("urgent-low")),
            new Recovery(Set.of(), Set.of()),
            new Means.Optionals(() -> null, java.time.Duration.ofMillis(5), () -> null, () -> null, () -> null));

    @Test
    void a_made_up_fall_goes_as_far_as_its_calls_and_leaves_nothing_behind() {
        means.rules().add(new UrgentLowRule(Configured.by(UrgentLowRule.Config.class)));

        assertThat(Rehearsal.of(means, new SteadyTime(clock).look()))
                .map(Call::alert)
                .extracting(Alert::rule, Alert::priority, Alert::state)
                .containsExactly(
                        tuple("urgent-low", Priority.HIGH, AlertState.RAISED),
                        tuple("urgent-low", Priority.HIGH, AlertState.RESOLVED));
        assertThat(journal.unresolved()).isEmpty();
        assertThat(means.announcer().unwritten()).isZero();
    }

    @Test
    void a_rule_that_breaks_in_it_counts_as_missing_only_when_a_real_reading_breaks_it() {
        means.rules().add(new UrgentLowRule(Configured.by(UrgentLowRule.Config.class)));
        means.rules().add(new AlertRule() {
            @Override
            public String id() {
                return "broken";
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
                throw new IllegalStateException("broken on purpose");
            }
        });
        means.required().compare(means.rules());

        assertThat(Rehearsal.of(means, new SteadyTime(clock).look())).hasSize(2);
        assertThat(means.required().silent()).isEmpty();
    }
}
