package org.hearthgate.ingest.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.ingest.internal.stage.Stage;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

class StagesTest {
    private static final Observation READING = Given.reading(100).at(NOON).build();
    private static final Observation OTHER =
            Given.reading(90).at(NOON.plusSeconds(60)).build();

    private final AtomicLong nanos = new AtomicLong();
    private final Stages stages = new Stages(nanos::get);

    @Test
    void without_a_stage_everything_goes_on_as_it_came() {
        assertThat(pass().observations()).containsExactly(READING, OTHER);
    }

    @Test
    void the_lower_order_goes_first_whoever_came_first() {
        var asked = new ArrayList<String>();
        stages.add(stage("fusion", 300, batch -> note(asked, "fusion", batch)));
        stages.add(stage("clocks", 100, batch -> note(asked, "clocks", batch)));
        stages.add(stage("signals", 200, batch -> note(asked, "signals", batch)));
        pass();
        assertThat(asked).containsExactly("clocks", "signals", "fusion");
    }

    @Test
    void what_one_stage_says_the_next_one_reads() {
        stages.add(stage(
                "signals", 200, batch -> batch.stream().map(StagesTest::noisy).toList()));
        stages.add(stage("fusion", 300, batch -> {
            assertThat(batch.get(0).origin().quality().has(Doubt.Flag.NOISY)).isTrue();
            return batch;
        }));
        assertThat(pass().observations())
                .allMatch(seen -> seen.origin().quality().has(Doubt.Flag.NOISY));
        assertThat(stages.complaint()).isEmpty();
    }

    @Test
    void a_stage_that_fails_is_passed_by_and_named_until_it_works_again() {
        var broken = new ArrayList<>(List.of("broken"));
        stages.add(stage("signals", 200, batch -> {
            if (!broken.isEmpty()) {
                throw new NoClassDefFoundError("half an update");
            }
            return batch;
        }));
        assertThat(pass().observations()).containsExactly(READING, OTHER);
        assertThat(stages.complaint())
                .hasValueSatisfying(text -> assertThat(text).contains("signals"));
        broken.clear();
        pass();
        assertThat(stages.complaint()).isEmpty();
    }

    @Test
    void a_stage_that_drops_or_swaps_readings_is_passed_by_and_named() {
        Observation foreign =
                Given.reading(50).from("cgm-of-somebody-else").at(NOON).build();
        for (List<Observation> wrong : List.of(List.of(READING), List.of(READING, foreign))) {
            Stage swaps = stage("fusion", 300, batch -> wrong);
            stages.add(swaps);
            assertThat(pass().observations()).containsExactly(READING, OTHER);
            assertThat(stages.complaint())
                    .hasValueSatisfying(text -> assertThat(text).contains("fusion"));
            stages.remove(swaps);
            assertThat(stages.complaint()).isEmpty();
        }
    }

    @Test
    void a_slow_stage_is_named() {
        stages.add(stage("signals", 200, batch -> {
            nanos.addAndGet(51_000_000);
            return batch;
        }));
        pass();
        assertThat(stages.complaint())
                .hasValueSatisfying(text -> assertThat(text).contains("signals", "slow"));
    }

    private Stage.Passed pass() {
        return stages.pass(List.of(READING, OTHER), NOON);
    }

    private static List<Observation> note(List<String> asked, String who, List<Observation> batch) {
        asked.add(who);
        return batch;
    }

    private static Observation noisy(Observation observation) {
        return observation.withOrigin(observation.origin().withDoubt(Doubt.Flag.NOISY, "wanders"));
    }

    static Stage stage(String name, int order, UnaryOperator<List<Observation>> judge) {
        return new Stage() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int order() {
                return order;
            }

            @Override
            public Passed pass(List<Observation> observations, Instant now) {
                return new Passed(judge.apply(observations), List.of());
            }
        };
    }
}
