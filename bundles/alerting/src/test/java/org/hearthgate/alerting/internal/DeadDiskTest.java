package org.hearthgate.alerting.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryAlertJournal;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a parent hears when the hub's disk has died. */
class DeadDiskTest {
    private static final StoreException FULL = new StoreException("the disk is full", null);

    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final InMemoryAlertJournal journal = new InMemoryAlertJournal();
    private final ManualClock clock = new ManualClock(NOON);
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Low rule = new Low();
    private AlertEngine engine;

    @AfterEach
    void stop() throws InterruptedException {
        engine.close();
    }

    @Test
    void an_urgent_low_is_heard_at_once_and_when_the_disk_is_back_nothing_is_told_twice_and_the_journal_is_complete()
            throws Exception {
        start();
        diskDies();
        GlucoseReading low = Given.reading(48).at(NOON.plusSeconds(1)).build();
        uncommitted(low);
        assertThat(nextHeard()).isEqualTo("urgent-low raised"); // the clock stands: no timer has helped
        assertThat(engine.open()).extracting(Alert::value).containsExactly(OptionalDouble.of(48));
        assertThat(journal.entries()).isEmpty();

        uncommitted(low); // its device tries again, in vain
        diskWorks();
        commit(low);
        clock.advance(Duration.ofSeconds(30));
        assertThat(heard).isEmpty();
        assertThat(journal.entries()).singleElement().satisfies(entry -> assertThat(entry.evidence())
                .hasSize(1));
        assertThat(rule.seen.glucose()).containsExactly(low);
    }

    @Test
    void a_low_that_ends_while_the_disk_is_dead_is_resolved_and_both_are_written_later() throws Exception {
        start();
        diskDies();
        GlucoseReading low = Given.reading(48).at(NOON.plusSeconds(1)).build();
        GlucoseReading better = Given.reading(90).at(NOON.plusSeconds(2)).build();
        uncommitted(low);
        assertThat(nextHeard()).isEqualTo("urgent-low raised");
        uncommitted(better);
        assertThat(nextHeard()).isEqualTo("urgent-low resolved");
        diskWorks();
        commit(low, better);
        assertThat(journal.entries())
                .as("with the first commit, before any timer")
                .hasSize(2);
        clock.advance(Duration.ofSeconds(30));
        assertThat(heard).isEmpty();
        assertThat(journal.entries()).hasSize(2);
    }

    @Test
    void a_hub_that_starts_with_a_dead_disk_raises_and_does_not_raise_again_when_it_can_read_its_record()
            throws Exception {
        diskDies();
        start();
        GlucoseReading low = Given.reading(48).at(NOON.plusSeconds(1)).build();
        uncommitted(low);
        assertThat(nextHeard()).isEqualTo("urgent-low raised");
        diskWorks();
        clock.advance(Duration.ofSeconds(30));
        commit(low);
        assertThat(heard).isEmpty();
        assertThat(engine.open()).hasSize(1);
        assertThat(journal.unresolved()).hasSize(1);
        assertThat(rule.seen.glucose()).containsExactly(low);
    }

    @Test
    void a_reading_that_was_committed_before_its_failure_was_told_is_not_seen_twice() {
        start();
        GlucoseReading reading = Given.reading(100).at(NOON.plusSeconds(1)).build();
        GlucoseReading next = Given.reading(101).at(NOON.plusSeconds(2)).build();
        commit(reading);
        uncommitted(reading);
        commit(next);
        assertThat(rule.seen.glucose()).containsExactly(reading, next);
    }

    @Test
    void a_back_fill_that_fails_pushes_no_live_reading_out() throws Exception {
        start();
        diskDies();
        var batch = new ArrayList<GlucoseReading>();
        batch.add(Given.reading(48).at(NOON.plusSeconds(1)).build());
        for (int i = 0; i < 10_000; i++) {
            batch.add(Given.reading(100)
                    .at(NOON.minusSeconds(3_600 + i))
                    .doubted(Doubt.Flag.LATE)
                    .build());
        }
        uncommitted(batch.toArray(GlucoseReading[]::new));
        assertThat(nextHeard()).isEqualTo("urgent-low raised");
    }

    private String nextHeard() throws InterruptedException {
        return heard.poll(10, TimeUnit.SECONDS);
    }

    private void start() {
        engine = new AlertEngine(
                store,
                journal,
                clock,
                FixedHousehold.of("Anna"),
                Configured.by(AlertEngine.Config.class, Map.of("requiredRules", new String[] {"urgent-low"})));
        engine.addListener(alert -> heard.add(alert.rule() + " " + alert.state().code()));
        engine.addRule(rule);
        engine.acknowledge("nobody.nothing.0", "settle")
                .handle((alert, missing) -> alert)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private void diskDies() {
        store.failingWith(FULL);
        journal.failingWith(FULL);
    }

    private void diskWorks() {
        store.working();
        journal.working();
    }

    private void uncommitted(GlucoseReading... readings) {
        moveTo(readings[0].measuredAt());
        engine.uncommitted(List.of(readings));
    }

    private void commit(GlucoseReading... readings) {
        moveTo(readings[readings.length - 1].measuredAt());
        store.append(List.of(readings));
        engine.committed(List.of(new StoredObservation(store.lastPosition(), readings[0])));
        engine.judged(store.lastPosition()).orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void moveTo(Instant when) {
        if (when.isAfter(clock.now())) {
            clock.jumpTo(when);
        }
    }

    private static final class Low implements AlertRule {
        private volatile Snapshot seen;

        @Override
        public String id() {
            return "urgent-low";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Map<String, String> thresholds() {
            return Map.of("belowMgPerDl", "55.0");
        }

        @Override
        public Verdict evaluate(Snapshot snapshot) {
            if (snapshot.person().id().equals(ANNA)) {
                seen = snapshot;
            }
            return snapshot.freshGlucose()
                    .<Verdict>map(reading -> reading.mgPerDl() < 55
                            ? new Verdict.Holds(new Finding(
                                    Priority.HIGH,
                                    "low",
                                    OptionalDouble.of(reading.mgPerDl()),
                                    Optional.of(reading.measuredAt())))
                            : Verdict.clear())
                    .orElse(Verdict.unknown());
        }
    }
}
