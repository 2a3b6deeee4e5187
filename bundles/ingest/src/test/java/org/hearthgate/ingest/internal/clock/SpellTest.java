package org.hearthgate.ingest.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Retiming;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.ForwardingObservationStore;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class SpellTest {
    private static final FixedHousehold HOME = FixedHousehold.of("Anna");

    private final InMemoryObservationStore record = new InMemoryObservationStore();

    private ClockStage stage(ManualClock clock) {
        return new ClockStage(record, clock, HOME, Configured.by(ClockStage.Config.class));
    }

    private void arrives(ClockStage stage, ManualClock clock) {
        Observation reading =
                reading(100).at(clock.now()).receivedAt(clock.now()).build();
        commit(
                stage,
                clock,
                clock.trusted() ? reading : reading.withOrigin(reading.origin().withDoubt(Spells.UNKNOWN)));
    }

    private void commit(ClockStage stage, ManualClock clock, Observation observation) {
        var passed = stage.pass(List.of(observation), clock.now());
        var batch = new ArrayList<>(passed.observations());
        batch.addAll(passed.derived());
        record.append(batch);
    }

    private List<Observation> readings() {
        return record.window(ObservationQuery.of(ANNA, Instant.EPOCH, Instant.MAX, ObservationKind.GLUCOSE)).stream()
                .sorted(java.util.Comparator.comparingLong(StoredObservation::position))
                .map(StoredObservation::observation)
                .toList();
    }

    private static void believedForTwoMinutes(ManualClock clock) {
        clock.advance(Duration.ofMinutes(2));
    }

    @Test
    void a_spell_is_the_same_when_it_is_read_back() {
        var spell = new Spell("boot-1", 17, NOON.toEpochMilli(), -1234);
        assertThat(Spell.parse(spell.detail())).hasValue(spell);
        assertThat(Spell.parse("hubClockUnknown run=x after=1 from=yesterday offsetMillis=1;"))
                .isEmpty();
        assertThat(Spell.parse("correctionSeconds=1.000 fromDeviceTime=" + NOON + "; x"))
                .isEmpty();
    }

    /** Rows come, devices teach, the hub's software ends at any moment; then the time is known. */
    @Property(tries = 200)
    void whatever_the_clock_did_every_row_is_at_its_right_time_in_its_right_order(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 9) Integer> events,
            @ForAll @IntRange(min = -100_000, max = 100_000) int wrongSeconds) {
        var own = new SpellTest();
        var clock = new ManualClock(NOON.plusSeconds(wrongSeconds)).untrusted();
        Duration start = clock.elapsed();
        ClockStage stage = own.stage(clock);
        var truth = new ArrayList<Instant>();
        for (int event : events) {
            clock.advance(Duration.ofSeconds(61));
            if (event == 0) {
                stage = own.stage(clock);
            } else if (event <= 2) {
                truth.add(NOON.plus(clock.elapsed().minus(start)));
                own.arrives(stage, clock); // in the very millisecond in which the clock is moved
                clock.jumpTo(clock.now().plusSeconds(event * 700L)); // taught
            }
            truth.add(NOON.plus(clock.elapsed().minus(start)));
            own.arrives(stage, clock);
        }
        clock.synchronise(NOON.plus(clock.elapsed().minus(start)));
        for (int run = 0; run < 2; run++) { // the second one finds nothing left to do
            var correction = new HubCorrection(own.record, clock, HOME);
            believedForTwoMinutes(clock);
            correction.close();
        }
        assertThat(own.readings()).extracting(Observation::measuredAt).containsExactlyElementsOf(truth);
        assertThat(own.readings())
                .allMatch(row -> row.receivedAt().equals(row.measuredAt())
                        && row.quality().doubts().size() == 1
                        && row.quality().has(Doubt.Flag.CLOCK_CORRECTED));
    }

    @Test
    void what_another_boot_stamped_is_left_alone() {
        var clock = new ManualClock(NOON).untrusted();
        arrives(stage(clock), clock);
        clock.switchedOffAndOn();
        clock.advance(Duration.ofMinutes(5));
        arrives(stage(clock), clock);
        clock.synchronise(NOON.plus(Duration.ofHours(9)));
        var correction = new HubCorrection(record, clock, HOME);
        believedForTwoMinutes(clock);
        correction.close();
        assertThat(readings())
                .extracting(row -> row.quality().has(Doubt.Flag.HUB_CLOCK))
                .containsExactly(true, false);
    }

    @Test
    void a_spell_that_could_not_be_saved_is_noted_with_the_next_batch() {
        var clock = new ManualClock(NOON).untrusted();
        ClockStage stage = stage(clock);
        var failed = stage.pass(List.of(reading(100).at(NOON).build()), NOON);
        clock.advance(Duration.ofMinutes(1));
        var again = stage.pass(List.of(reading(100).at(NOON).build()), clock.now());
        assertThat(again.derived()).isEqualTo(failed.derived()).hasSize(1);
        record.append(again.derived());
        clock.advance(Duration.ofMinutes(1));
        assertThat(stage.pass(List.of(reading(100).at(NOON).build()), clock.now())
                        .derived())
                .isEmpty();
    }

    @Test
    void a_store_that_fails_is_asked_again_and_what_comes_after_is_not_touched() {
        var clock = new ManualClock(NOON).untrusted();
        arrives(stage(clock), clock);
        clock.synchronise(NOON.plus(Duration.ofHours(2)));
        var orders = new ArrayList<List<Retiming>>();
        var store = new ForwardingObservationStore(record) {
            @Override
            public void retime(List<Retiming> parts) {
                orders.add(parts);
                if (orders.size() == 1) {
                    throw new IllegalStateException("disk full");
                }
            }
        };
        var correction = new HubCorrection(store, clock, HOME);
        clock.advance(Duration.ofMinutes(10));
        correction.close();
        assertThat(orders).hasSize(2);
        assertThat(orders.get(1)).singleElement().satisfies(part -> {
            assertThat(part.by()).isEqualTo(Duration.ofHours(2));
            assertThat(part.until()).isEqualTo(record.lastPosition());
        });
    }
}
