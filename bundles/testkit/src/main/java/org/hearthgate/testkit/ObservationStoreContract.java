package org.hearthgate.testkit;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.store.ObservationCursor;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.Retiming;
import org.hearthgate.api.store.StoredObservation;
import org.junit.jupiter.api.Test;

/** What every record must do. Extend it for each provider; the fake and the real one run the same sentences. */
public abstract class ObservationStoreContract {

    /** {@return the store under test, empty at the beginning of each test} */
    protected abstract ObservationStore store();

    /** Stops the store cleanly and starts it again on the same data; {@link #store()} is then the new one. */
    protected abstract void restart();

    /** Does now what the store does bit by bit in the background. */
    protected void upkeep() {}

    private List<Receipt> append(Observation... batch) {
        return store().append(List.of(batch));
    }

    private static ObservationQuery everything() {
        return ObservationQuery.of(ANNA, Instant.MIN, Instant.MAX);
    }

    private static List<Observation> observations(List<StoredObservation> stored) {
        return stored.stream().map(StoredObservation::observation).toList();
    }

    private static List<Long> positions(List<StoredObservation> stored) {
        return stored.stream().map(StoredObservation::position).toList();
    }

    @Test
    void an_empty_record_ends_at_position_zero() {
        assertThat(store().lastPosition()).isZero();
        assertThat(store().window(everything())).isEmpty();
        assertThat(store().latest(ANNA, ObservationKind.GLUCOSE)).isEmpty();
        assertThat(store().append(List.of())).isEmpty();
    }

    @Test
    void positions_ascend_in_order_of_commit() {
        assertThat(append(
                        reading(100).minutesBefore(NOON, 5).build(),
                        reading(101).at(NOON).build()))
                .containsExactly(new Receipt.Stored(1), new Receipt.Stored(2));
        assertThat(append(reading(99).minutesBefore(NOON, 10).build())).containsExactly(new Receipt.Stored(3));
        assertThat(store().lastPosition()).isEqualTo(3);
    }

    @Test
    void two_equal_identities_in_one_batch_give_one_of_each() {
        Observation once = reading(100).build();
        assertThat(append(once, once)).containsExactly(new Receipt.Stored(1), new Receipt.Duplicate(1));
        assertThat(store().window(everything())).hasSize(1);
    }

    @Test
    void what_was_stored_first_stays_when_the_same_identity_comes_with_another_value() {
        Observation first = reading(100).build();
        append(first);
        assertThat(append(
                        reading(55).build(),
                        reading(120).at(NOON.plusSeconds(1)).build()))
                .containsExactly(new Receipt.Duplicate(1), new Receipt.Stored(2));
        assertThat(observations(store().window(everything()))).first().isEqualTo(first);
    }

    @Test
    void a_device_number_and_not_the_time_is_the_identity_where_there_is_one() {
        append(reading(100).number(7).build());
        assertThat(append(reading(100).number(7).at(NOON.plusSeconds(3)).build()))
                .containsExactly(new Receipt.Duplicate(1));
        assertThat(append(reading(100).number(8).build())).containsExactly(new Receipt.Stored(2));
    }

    @Test
    void an_unnumbered_observation_is_no_duplicate_of_a_numbered_one() {
        append(reading(100).number(NOON.toEpochMilli()).build());
        assertThat(append(reading(100).build())).containsExactly(new Receipt.Stored(2));
    }

    @Test
    void extreme_device_numbers_are_kept() {
        assertThat(append(
                        reading(100).number(Long.MIN_VALUE).build(),
                        reading(100).number(-1).build(),
                        reading(100).number(Long.MAX_VALUE).build(),
                        reading(100).number(Long.MIN_VALUE).build()))
                .containsExactly(
                        new Receipt.Stored(1), new Receipt.Stored(2), new Receipt.Stored(3), new Receipt.Duplicate(1));
    }

    @Test
    void two_sensors_two_people_and_two_kinds_at_one_instant_are_different_observations() {
        Observation glucose = reading(100).build();
        assertThat(append(
                        glucose,
                        reading(100).from("sensor-2").build(),
                        reading(100).of(BEN).build(),
                        new Ketone(glucose.origin(), 0.3)))
                .allMatch(Receipt.Stored.class::isInstance);
        assertThat(store().window(everything())).hasSize(3);
    }

    @Test
    void the_same_instant_a_millisecond_later_is_another_observation() {
        append(reading(100).build());
        assertThat(append(reading(100).at(NOON.plusMillis(1)).build())).containsExactly(new Receipt.Stored(2));
    }

    @Test
    void a_window_includes_its_beginning_and_excludes_its_end() {
        append(
                reading(100).at(NOON.minusMillis(1)).build(),
                reading(101).at(NOON).build(),
                reading(102).at(NOON.plusSeconds(60)).build());
        assertThat(positions(store().window(ObservationQuery.of(ANNA, NOON, NOON.plusSeconds(60)))))
                .containsExactly(2L);
        assertThat(positions(store().window(ObservationQuery.of(ANNA, NOON.minusNanos(1), NOON.plusNanos(1)))))
                .containsExactly(2L);
    }

    @Test
    void a_window_is_ordered_by_the_time_of_measurement_over_all_kinds_and_sensors() {
        Observation late = reading(100).minutesBefore(NOON, 1).number(4).build();
        Observation early = reading(90).minutesBefore(NOON, 9).build();
        Observation between = new Ketone(
                reading(90).from("meter").minutesBefore(NOON, 5).build().origin(), 0.5);
        append(late, early, between);
        assertThat(observations(store().window(everything()))).containsExactly(early, between, late);
        assertThat(observations(store().window(everything().newest(2)))).containsExactly(late, between);
    }

    @Test
    void a_window_can_be_narrowed_to_kinds() {
        Observation glucose = reading(100).build();
        append(glucose, new Ketone(glucose.origin(), 0.5));
        assertThat(positions(
                        store().window(ObservationQuery.of(ANNA, NOON, NOON.plusSeconds(1), ObservationKind.KETONE))))
                .containsExactly(2L);
    }

    @Test
    void a_limit_keeps_the_oldest_or_the_newest() {
        for (int minute = 0; minute < 10; minute++) {
            append(reading(100 + minute).at(NOON.plus(minute, MINUTES)).build());
        }
        var oldest = new ObservationQuery(ANNA, Set.of(), NOON, NOON.plus(Duration.ofHours(1)), 3, false, false);
        assertThat(positions(store().window(oldest))).containsExactly(1L, 2L, 3L);
        assertThat(positions(store().window(oldest.newest(2)))).containsExactly(10L, 9L);
    }

    @Test
    void nobody_sees_the_record_of_another() {
        append(reading(100).of(BEN).build());
        assertThat(store().window(everything())).isEmpty();
        assertThat(store().latest(ANNA, ObservationKind.GLUCOSE)).isEmpty();
    }

    @Test
    void a_raw_form_is_read_only_when_asked_for() {
        Observation observation = reading(100).raw("{\"sgv\":100}").build();
        append(observation);
        assertThat(store().window(everything())).singleElement().satisfies(stored -> assertThat(
                        stored.observation().origin().provenance().raw())
                .isEmpty());
        assertThat(observations(store().window(everything().withRawForms()))).containsExactly(observation);
        assertThat(store().latest(ANNA, ObservationKind.GLUCOSE).orElseThrow().observation())
                .isNotEqualTo(observation);
    }

    @Test
    void the_latest_is_the_one_measured_last_and_not_the_one_committed_last() {
        append(
                reading(120).at(NOON).build(),
                reading(80).minutesBefore(NOON, 5).number(3).build());
        assertThat(store().latest(ANNA, ObservationKind.GLUCOSE))
                .map(StoredObservation::position)
                .contains(1L);
    }

    @Test
    void a_cursor_reads_in_order_of_commit_and_again_until_it_is_advanced() {
        append(reading(100).at(NOON).build(), reading(99).minutesBefore(NOON, 5).build());
        try (ObservationCursor cursor = store().cursor("alerting")) {
            assertThat(cursor.position()).isZero();
            assertThat(positions(cursor.next(1))).containsExactly(1L);
            assertThat(positions(cursor.next(10))).containsExactly(1L, 2L);
            cursor.advance(1);
            assertThat(positions(cursor.next(10))).containsExactly(2L);
            cursor.advance(2);
            assertThat(cursor.next(10)).isEmpty();
            append(reading(98).minutesBefore(NOON, 10).build());
            assertThat(positions(cursor.next(10))).containsExactly(3L);
        }
    }

    @Test
    void a_cursor_refuses_to_go_back_and_to_skip_what_is_not_there_yet() {
        append(reading(100).build());
        try (ObservationCursor cursor = store().cursor("alerting")) {
            cursor.advance(1);
            assertThatThrownBy(() -> cursor.advance(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> cursor.advance(2)).isInstanceOf(IllegalArgumentException.class);
            cursor.advance(1);
            assertThat(cursor.position()).isEqualTo(1);
        }
    }

    @Test
    void each_consumer_has_its_own_place_and_finds_it_again_after_a_restart() {
        append(reading(100).build(), reading(101).at(NOON.plusSeconds(60)).build());
        try (ObservationCursor alerting = store().cursor("alerting");
                ObservationCursor cloud = store().cursor("cloud.mqtt-1")) {
            alerting.advance(2);
            cloud.advance(1);
        }
        restart();
        try (ObservationCursor alerting = store().cursor("alerting");
                ObservationCursor cloud = store().cursor("cloud.mqtt-1");
                ObservationCursor other = store().cursor("other")) {
            assertThat(alerting.position()).isEqualTo(2);
            assertThat(positions(cloud.next(10))).containsExactly(2L);
            assertThat(other.position()).isZero();
        }
    }

    @Test
    void a_consumer_needs_a_proper_name() {
        assertThatThrownBy(() -> store().cursor("Alerting; DROP TABLE")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().cursor("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_record_survives_a_restart_with_its_positions_and_identities() {
        Observation observation = reading(100).raw("{}").trend(-1.25).build();
        append(observation);
        restart();
        assertThat(store().lastPosition()).isEqualTo(1);
        assertThat(observations(store().window(everything().withRawForms()))).containsExactly(observation);
        assertThat(append(observation, reading(90).number(1).build()))
                .containsExactly(new Receipt.Duplicate(1), new Receipt.Stored(2));
    }

    @Test
    void the_quarantine_keeps_the_newest_thousand() {
        var refused = new ArrayList<Quarantined>();
        for (int i = 0; i < 1005; i++) {
            refused.add(new Quarantined(
                    NOON.plusSeconds(i),
                    "coap",
                    "device " + i,
                    i % 2 == 0 ? Optional.of(ANNA) : Optional.empty(),
                    "no such unit",
                    RawForm.ofText("application/senml+json", "[" + i + "]")));
        }
        store().quarantine(refused.subList(0, 600));
        store().quarantine(refused.subList(600, 1005));
        assertThat(store().quarantined(2)).containsExactly(refused.get(1004), refused.get(1003));
        assertThat(store().quarantined(5000)).hasSize(1000).last().isEqualTo(refused.get(5));
    }

    private static Observation stampedByTheHub(double mgPerDl, Instant at) {
        return reading(mgPerDl)
                .at(at)
                .receivedAt(at)
                .raw("{}")
                .doubted(Doubt.Flag.HUB_CLOCK)
                .build();
    }

    private void retime(Retiming... parts) {
        store().retime(List.of(parts));
        upkeep();
    }

    private static Retiming twoHoursBehind(long after, long until) {
        return new Retiming(after, until, Instant.EPOCH, NOON.plus(Duration.ofDays(1)), Duration.ofHours(2));
    }

    @Test
    void what_the_hub_stamped_wrongly_is_found_at_its_right_time_and_says_so() {
        Observation before = stampedByTheHub(90, NOON.minusSeconds(600));
        Observation byHub = stampedByTheHub(100, NOON);
        Observation ownTime = reading(101)
                .at(NOON.plus(Duration.ofHours(2)).minusSeconds(20))
                .receivedAt(NOON.plusSeconds(5))
                .doubted(Doubt.Flag.HUB_CLOCK)
                .doubted(Doubt.Flag.FUTURE)
                .build();
        Observation sure = reading(102).at(NOON.plusSeconds(300)).build();
        append(before, byHub, ownTime, sure);
        retime(twoHoursBehind(1, 4));
        assertThat(positions(store().window(everything()))).containsExactly(1L, 4L, 3L, 2L);
        List<Observation> kept = observations(store().window(everything().withRawForms()));
        assertThat(kept.get(0)).isEqualTo(before);
        assertThat(kept.get(1)).isEqualTo(sure);
        assertThat(kept.get(2).measuredAt()).isEqualTo(ownTime.measuredAt());
        assertThat(kept.get(2).receivedAt()).isEqualTo(ownTime.receivedAt().plus(Duration.ofHours(2)));
        assertThat(kept.get(2).quality().doubts()).extracting(Doubt::flag).containsExactly(Doubt.Flag.CLOCK_CORRECTED);
        assertThat(kept.get(3).measuredAt()).isEqualTo(NOON.plus(Duration.ofHours(2)));
        assertThat(kept.get(3).origin().provenance()).isEqualTo(byHub.origin().provenance());
        assertThat(kept.get(3).quality().doubts())
                .singleElement()
                .extracting(doubt -> doubt.measures().get(Retiming.HUB_CORRECTION_SECONDS))
                .isEqualTo(7200.0);
    }

    @Test
    void a_part_is_put_right_once_and_no_cursor_sees_it_again() {
        append(stampedByTheHub(100, NOON), stampedByTheHub(101, NOON.plusSeconds(300)));
        try (ObservationCursor cursor = store().cursor("alerting")) {
            cursor.advance(2);
            retime(twoHoursBehind(0, 2));
            retime(twoHoursBehind(0, 2));
            assertThat(cursor.next(10)).isEmpty();
        }
        restart();
        upkeep();
        assertThat(store().lastPosition()).isEqualTo(2);
        assertThat(store().window(everything()))
                .extracting(stored -> stored.observation().measuredAt())
                .containsExactly(
                        NOON.plus(Duration.ofHours(2)),
                        NOON.plus(Duration.ofHours(2)).plusSeconds(300));
    }

    @Test
    void what_was_put_right_is_still_known_when_it_is_sent_again() {
        Observation numbered = reading(100)
                .number(7)
                .at(NOON)
                .receivedAt(NOON)
                .doubted(Doubt.Flag.HUB_CLOCK)
                .build();
        Observation ownTime = reading(101)
                .at(NOON.minusSeconds(20))
                .receivedAt(NOON)
                .doubted(Doubt.Flag.HUB_CLOCK)
                .build();
        append(numbered, ownTime);
        retime(twoHoursBehind(0, 2));
        assertThat(append(numbered, ownTime)).containsExactly(new Receipt.Duplicate(1), new Receipt.Duplicate(2));
    }
}
