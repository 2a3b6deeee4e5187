package org.hearthgate.store.sqlite.internal.years;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.reading;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.Note;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.store.sqlite.internal.OpenedStore;
import org.hearthgate.testkit.Configured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration KEPT = Duration.ofDays(60);
    /** More than one step, so that one has to go on where the one before ended. */
    private static final int OLD_ONES = 1_000;

    @TempDir
    Path folder;

    private static void look(OpenedStore open) {
        var retention = new Retention(Configured.by(YearsConfig.class, Map.of("glucoseDays", 60, "graceDays", 30)));
        for (Sweep sweep : Pass.sweeps(open.record(), retention, NOW)) {
            while (sweep.step() != Sweep.Step.DONE) {
                // the next step
            }
        }
    }

    private static Observation glucose(PersonId person, String device, Instant at) {
        return reading(120).of(person).from(device).at(at).build();
    }

    private static List<Observation> all(OpenedStore open, PersonId person) {
        return open.store().window(ObservationQuery.of(person, Instant.MIN, Instant.MAX)).stream()
                .map(StoredObservation::observation)
                .toList();
    }

    @Test
    void what_is_older_than_the_home_wants_goes_and_nothing_else() {
        try (var open = new OpenedStore(folder)) {
            var batch = new ArrayList<Observation>();
            for (int i = 0; i < OLD_ONES; i++) {
                Instant at = NOW.minus(KEPT).minusSeconds(60L * (i + 1));
                batch.add(glucose(ANNA, "left arm", at));
                batch.add(glucose(i % 2 == 0 ? ANNA : BEN, "right arm", at));
            }
            Observation edge = glucose(ANNA, "left arm", NOW.minus(KEPT).plusSeconds(1));
            Observation note = new Note(
                    reading(100).at(NOW.minus(KEPT.multipliedBy(2))).build().origin(), "began to swim");
            batch.add(edge);
            batch.add(note);
            open.store().append(batch);
            look(open);
            look(open); // readings of one instant may lie across two steps
            assertThat(all(open, ANNA)).containsExactlyInAnyOrder(edge, note);
            assertThat(all(open, BEN)).isEmpty();
        }
    }

    @Test
    void receipts_go_after_their_days_and_not_before() {
        try (var open = new OpenedStore(folder)) {
            Instant edge = NOW.minus(Duration.ofDays(400));
            var receipts = new ArrayList<Receipt>();
            for (int i = 1; i <= OLD_ONES; i++) {
                receipts.add(receipt(edge.minusMillis(i)));
            }
            Receipt kept = receipt(edge);
            receipts.add(kept);
            open.receipts().append(receipts);
            look(open);
            assertThat(open.receipts().since(Instant.MIN, 10)).containsExactly(kept);
        }
    }

    private static Receipt receipt(Instant at) {
        return new Receipt("c", "a", ANNA, 0, "sounder", Optional.empty(), Receipt.Outcome.SENT, at, "");
    }

    @Test
    void what_a_consumer_has_not_read_stays_until_it_is_long_overdue() {
        try (var open = new OpenedStore(folder);
                ObservationCursor cloud = open.store().cursor("cloud")) {
            Observation due = glucose(ANNA, "arm", NOW.minus(KEPT).minus(Duration.ofDays(1)));
            Observation unread = glucose(ANNA, "arm", NOW.minus(KEPT).minus(Duration.ofDays(2)));
            open.store().append(List.of(due));
            cloud.advance(open.store().lastPosition());
            open.store().append(List.of(unread));
            look(open);
            assertThat(all(open, ANNA)).containsExactly(unread);
            cloud.advance(open.store().lastPosition());
            look(open);
            assertThat(all(open, ANNA)).isEmpty();
        }
    }
}
