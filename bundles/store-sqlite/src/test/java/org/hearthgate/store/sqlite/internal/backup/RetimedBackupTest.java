package org.hearthgate.store.sqlite.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.hub.HubCommand;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Retiming;
import org.hearthgate.api.store.StoredObservation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that were backed up at the wrong time and put right afterwards. */
class RetimedBackupTest {
    private static final Duration BEHIND = Duration.ofHours(2);

    @TempDir
    Path folder;

    private static List<Observation> stamped(int first, int count) {
        var batch = new ArrayList<Observation>();
        for (int i = first; i < first + count; i++) {
            batch.add(reading(100)
                    .at(NOON.plusSeconds(300L * i))
                    .receivedAt(NOON.plusSeconds(300L * i))
                    .raw("{}")
                    .doubted(Doubt.Flag.HUB_CLOCK)
                    .build());
        }
        return batch;
    }

    private static Retiming wrong(long until) {
        return new Retiming(0, until, NOON, NOON.plus(Duration.ofDays(1)), BEHIND);
    }

    private static List<StoredObservation> settled(Family family) {
        family.store().finishUpkeep();
        return family.everything();
    }

    @Test
    void a_restore_brings_them_back_at_their_right_time_wherever_the_backup_cut_in() {
        String code;
        List<StoredObservation> kept;
        try (var old = new Family(folder.resolve("old"))) {
            old.store().observations().append(stamped(0, 100));
            old.backUp();
            old.store().observations().append(stamped(100, 100));
            old.store().observations().retime(List.of(wrong(200)));
            old.store().upkeepStep();
            old.store()
                    .observations()
                    .append(List.of(
                            reading(120).at(NOON.plus(Duration.ofDays(2))).build()));
            old.backUp();
            kept = settled(old);
            assertThat(kept.get(0).observation().measuredAt()).isEqualTo(NOON.plus(BEHIND));
            assertThat(old.backups().verify(old.target()).problems()).isEmpty();
            code = old.key().code();
        }
        try (var fresh = new Family(folder.resolve("fresh"))) {
            Family.Heard heard = fresh.restore(folder.resolve("old/backup"), code);
            assertThat(heard.code()).as(heard.toString()).isEqualTo(HubCommand.OK);
            fresh.store().restart();
            assertThat(settled(fresh)).isEqualTo(kept);
            fresh.backUp();
            assertThat(fresh.backups().verify(fresh.target()).problems()).isEmpty();
        }
    }

    @Test
    void a_row_that_was_moved_without_anybody_ordering_it_is_still_found_by_the_comparison() {
        try (var family = new Family(folder)) {
            family.readings(0, 10);
            family.backUp();
            family.store().meddle("UPDATE observation SET received_at = received_at + 1 WHERE position = 5");
            assertThat(family.backups().verify(family.target()).problems()).anyMatch(it -> it.contains("differ"));
        }
    }

    @Test
    void rows_that_were_sealed_anew_after_the_backup_are_no_difference() {
        try (var family = new Family(folder)) {
            family.readings(0, 10);
            family.backUp();
            assertThat(family.store().rotateKeyOf("anna")).isZero();
            family.store().finishUpkeep();
            assertThat(family.backups().verify(family.target()).problems()).isEmpty();
        }
    }
}
