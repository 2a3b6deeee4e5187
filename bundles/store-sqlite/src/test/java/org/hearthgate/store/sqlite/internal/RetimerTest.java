package org.hearthgate.store.sqlite.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Retiming;
import org.hearthgate.api.store.StoredObservation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetimerTest {
    private static final Instant FAR = NOON.plus(Duration.ofDays(400));

    @TempDir
    Path folder;

    private OpenStore open;

    @BeforeEach
    void open() {
        open = new OpenStore(folder);
    }

    @AfterEach
    void close() {
        open.close();
    }

    private static Observation stamped(Instant at, double mgPerDl) {
        return reading(mgPerDl)
                .at(at)
                .receivedAt(at)
                .raw("{}")
                .doubted(Doubt.Flag.HUB_CLOCK)
                .build();
    }

    private static List<Observation> every5Min(int count) {
        var batch = new ArrayList<Observation>();
        for (int i = 0; i < count; i++) {
            batch.add(stamped(NOON.plusSeconds(300L * i), 100));
        }
        return batch;
    }

    private static Retiming part(long after, long until, Instant from, Duration by) {
        return new Retiming(after, until, from, FAR, by);
    }

    private static List<StoredObservation> all(OpenStore store) {
        return store.observations()
                .window(ObservationQuery.of(ANNA, Instant.MIN, Instant.MAX).withRawForms());
    }

    private static void finish(OpenStore store) {
        while (store.record().retimer().step()) {
            // the next one
        }
    }

    /** By exactly the cadence of the sensor: every row has to come by the place of another one. */
    @Test
    void a_correction_by_the_sensors_own_cadence_moves_nothing_aside() {
        for (int minutes : new int[] {5, -5, 1440, -1440}) {
            long last = open.observations().lastPosition();
            Instant from = last == 0
                    ? NOON
                    : all(open)
                            .get(all(open).size() - 1)
                            .observation()
                            .measuredAt()
                            .plus(Duration.ofDays(9));
            var batch = new ArrayList<Observation>();
            for (int i = 0; i < 200; i++) {
                batch.add(stamped(from.plusSeconds(300L * i), 100));
            }
            open.observations().append(batch);
            Duration by = Duration.ofMinutes(minutes);
            open.observations().retime(List.of(part(last, last + 200, from, by)));
            finish(open);
            assertThat(all(open).subList((int) last, (int) last + 200))
                    .extracting(stored -> stored.observation().measuredAt())
                    .containsExactlyElementsOf(
                            batch.stream().map(row -> row.measuredAt().plus(by)).toList());
        }
    }

    @Test
    void a_place_that_is_taken_costs_a_millisecond_and_no_row() {
        Observation there = reading(90).at(NOON.plus(Duration.ofHours(2))).build();
        open.observations().append(List.of(stamped(NOON, 100), there));
        open.observations().retime(List.of(part(0, 2, NOON, Duration.ofHours(2))));
        finish(open);
        assertThat(all(open))
                .extracting(stored -> stored.observation().measuredAt())
                .containsExactly(there.measuredAt(), there.measuredAt().plusMillis(1));
    }

    @Test
    void a_step_is_small_and_one_that_was_not_finished_is_gone_on_with_after_a_restart() {
        open.observations().append(every5Min(3 * Retimer.ROWS_A_STEP));
        open.observations().retime(List.of(part(0, 1_000, NOON, Duration.ofHours(2))));
        assertThat(open.record().retimer().step()).isTrue();
        long moved = all(open).stream()
                .filter(stored -> !stored.observation().quality().has(Doubt.Flag.HUB_CLOCK))
                .count();
        assertThat(moved).isEqualTo(Retimer.ROWS_A_STEP);
        assertThat(open.record().timesAreWrong()).isTrue();
        open.restart();
        finish(open);
        assertThat(open.record().timesAreWrong()).isFalse();
        assertThat(all(open))
                .allMatch(stored -> stored.observation().quality().has(Doubt.Flag.CLOCK_CORRECTED))
                .first()
                .extracting(stored -> stored.observation().measuredAt())
                .isEqualTo(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void the_store_does_it_by_itself() throws InterruptedException {
        open.observations().append(every5Min(10));
        open.observations().retime(List.of(part(0, 10, NOON, Duration.ofHours(2))));
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (open.record().timesAreWrong() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(open.record().timesAreWrong()).isFalse();
    }

    /** Taught twice and then put right: whatever the steps, the order of arrival is the order in time, and every row moves once. */
    @Property(tries = 40)
    void the_order_is_kept_and_each_row_moves_once_wherever_it_is_cut_off(
            @ForAll @Size(min = 2, max = 160) List<@IntRange(min = 1, max = 900) Integer> gaps,
            @ForAll @IntRange(min = 0, max = 86_400) int taught,
            @ForAll @IntRange(min = -90_000, max = 90_000) int wrong,
            @ForAll @IntRange(max = 8) int stepsBefore)
            throws IOException {
        Path place = Files.createTempDirectory("retimer");
        try (var store = new OpenStore(place)) {
            var rows = new ArrayList<Observation>();
            var truth = new ArrayList<Instant>();
            Instant real = NOON;
            Instant boundary = NOON;
            for (int i = 0; i < gaps.size(); i++) {
                real = real.plusSeconds(gaps.get(i));
                boolean before = i < gaps.size() / 2;
                boundary = before ? real.plusMillis(1) : boundary;
                Instant shown = before ? real : real.plusSeconds(taught);
                rows.add(stamped(shown, 100));
                truth.add(real.plusSeconds(wrong));
            }
            store.observations().append(rows);
            int last = rows.size();
            var parts = List.of(
                    new Retiming(0, last, Instant.EPOCH, boundary, Duration.ofSeconds(wrong)),
                    new Retiming(0, last, boundary, FAR, Duration.ofSeconds(wrong - (long) taught)));
            store.observations().retime(parts);
            for (int i = 0; i < stepsBefore; i++) {
                store.record().retimer().step();
            }
            store.restart();
            store.observations().retime(parts);
            finish(store);
            List<StoredObservation> kept = all(store);
            assertThat(kept).extracting(StoredObservation::position).isSorted().hasSize(last);
            for (int i = 0; i < last; i++) {
                Observation row = kept.get(i).observation();
                long off = Duration.between(truth.get(i), row.measuredAt()).toMillis();
                assertThat(off).isBetween(0L, 5L); // a millisecond aside where it had to come by another row
                assertThat(row.measuredAt()).isEqualTo(row.receivedAt());
                Quality quality = row.quality();
                assertThat(quality.has(Doubt.Flag.HUB_CLOCK)).isFalse();
                assertThat(quality.doubts()).hasSize(1);
            }
        }
    }
}
