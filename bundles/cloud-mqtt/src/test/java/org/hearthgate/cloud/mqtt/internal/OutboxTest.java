package org.hearthgate.cloud.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.broker.line.BrokerAwayException;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final String BOOKMARK = "cloud.cloud";

    private final MemoryRecord record = new MemoryRecord();
    private final ManualClock clock = new ManualClock(NOON);
    private final ConsentBook consents = new ConsentBook("cloud");
    private final RecordingPost post = new RecordingPost();
    private Outbox outbox = outbox();

    private Outbox outbox() {
        return new Outbox(record, clock, consents, CloudSettings.of(Wanted.uplink()), Duration.ZERO);
    }

    private static List<GlucoseReading> every5Min(Instant from, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        reading(100 + i % 50).at(from.plusSeconds(300L * i)).build())
                .toList();
    }

    @Test
    void waits_until_a_quarter_hour_is_over_and_late_data_had_their_time() throws Exception {
        consents.add(Wanted.consent(ANNA, "blue-7"));
        record.holding(every5Min(NOON, 3));

        clock.advanceTo(NOON.plus(Duration.ofMinutes(20)).minusMillis(1));
        assertThat(outbox.pass(post)).isLessThanOrEqualTo(Duration.ofSeconds(30));
        assertThat(post.keys()).isEmpty();
        assertThat(outbox.pass(post)).isEqualTo(Duration.ofMillis(1));

        clock.advance(Duration.ofMillis(1));
        outbox.pass(post);
        assertThat(post.keys()).containsExactly("blue-7/2026-03-02T12:00:00Z/3");
        assertThat(record.bookmark(BOOKMARK)).isEqualTo(3);
    }

    @Test
    void passes_over_everything_of_a_person_who_did_not_consent() throws Exception {
        consents.add(Wanted.consent(BEN, "red-1"));
        record.holding(every5Min(NOON, 600));
        clock.advance(Duration.ofDays(30));

        outbox.pass(post);

        assertThat(post.payloads).isEmpty();
        assertThat(record.bookmark(BOOKMARK)).isEqualTo(600);
    }

    @Test
    void carries_weeks_in_order_and_page_by_page() throws Exception {
        consents.add(Wanted.consent(ANNA, "blue-7"));
        int threeWeeks = 21 * 24 * 12;
        record.holding(every5Min(NOON, threeWeeks));
        clock.advance(Duration.ofDays(22));

        outbox.pass(post);

        assertThat(post.quarters()).isSorted();
        assertThat(Set.copyOf(post.quarters())).hasSize(threeWeeks / 3);
        assertThat(record.largestPage()).isEqualTo(500);
        assertThat(post.payloads)
                .as("twice only where a page ends within a quarter hour")
                .hasSizeLessThan(threeWeeks / 3 + 13);
        assertThat(record.bookmark(BOOKMARK)).isEqualTo(threeWeeks);
    }

    @Test
    void late_data_send_their_quarter_hour_again_with_a_higher_revision() throws Exception {
        consents.add(Wanted.consent(ANNA, "blue-7"));
        record.holding(every5Min(NOON, 2));
        clock.advance(Duration.ofMinutes(20));
        outbox.pass(post);

        record.holding(List.of(reading(300).at(NOON.plusSeconds(600)).build()));
        outbox.pass(post);

        assertThat(post.keys()).containsExactly("blue-7/2026-03-02T12:00:00Z/2", "blue-7/2026-03-02T12:00:00Z/3");
    }

    @Test
    void what_was_not_acknowledged_is_sent_again_octet_for_octet_after_a_crash() throws Exception {
        consents.add(Wanted.consent(ANNA, "blue-7"));
        record.holding(every5Min(NOON, 6));
        clock.advance(Duration.ofHours(1));
        post.failing = true;
        assertThatExceptionOfType(BrokerAwayException.class).isThrownBy(() -> outbox.pass(post));
        assertThat(record.bookmark(BOOKMARK)).isZero();
        var before = List.copyOf(post.payloads);

        post.failing = false;
        post.payloads.clear();
        outbox = outbox();
        outbox.pass(post);

        assertThat(post.payloads).hasSize(2).isEqualTo(before);
        assertThat(record.bookmark(BOOKMARK)).isEqualTo(6);
    }

    @Test
    void a_revocation_stops_the_rest_of_a_backlog_that_is_being_sent() throws Exception {
        var consent = Wanted.consent(ANNA, "blue-7");
        consents.add(consent);
        record.holding(every5Min(NOON, 300));
        clock.advance(Duration.ofDays(2));
        post.onThird = () -> consents.remove(consent);

        outbox.pass(post);
        outbox.pass(post);

        assertThat(post.payloads).hasSize(3);
        assertThat(record.bookmark(BOOKMARK)).isEqualTo(300);
    }

    @Test
    void an_edited_consent_costs_nothing_of_the_backlog() throws Exception {
        var consent = Wanted.consent(ANNA, "blue-7");
        consents.add(consent);
        record.holding(every5Min(NOON, 30));
        clock.advance(Duration.ofDays(2));
        post.onThird = () -> consents.remove(consent);
        outbox.pass(post);
        assertThat(record.bookmark(BOOKMARK)).isZero();

        consents.add(Wanted.consent(ANNA, "blue-8"));
        outbox.pass(post);

        assertThat(post.keys().stream().filter(key -> key.startsWith("blue-8/")))
                .hasSize(10);
    }

    @Test
    void while_consents_are_not_settled_nothing_is_sent_and_nothing_passed_over() throws Exception {
        record.holding(every5Min(NOON, 3));
        clock.advance(Duration.ofDays(2));
        outbox = new Outbox(record, clock, consents, CloudSettings.of(Wanted.uplink()), Duration.ofHours(1));

        assertThat(outbox.pass(post)).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(record.bookmark(BOOKMARK)).isZero();
    }

    @Test
    void a_reading_from_a_time_that_never_was_does_not_stop_the_outbox() throws Exception {
        consents.add(Wanted.consent(ANNA, "blue-7"));
        record.holding(List.of(reading(100).at(NOON.plus(Duration.ofDays(4000))).build()));
        record.holding(every5Min(NOON.minusSeconds(3600), 3));

        outbox.pass(post);

        assertThat(post.keys()).containsExactly("blue-7/2026-03-02T11:00:00Z/3");
    }

    @Test
    void a_clock_set_back_does_not_leave_it_waiting_for_the_old_time() throws Exception {
        consents.add(Wanted.consent(ANNA, "blue-7"));
        record.holding(every5Min(NOON, 1));
        outbox.pass(post);

        clock.jumpTo(NOON.minus(Duration.ofDays(300)));
        record.holding(every5Min(NOON.minus(Duration.ofDays(300)).minusSeconds(3600), 3));
        outbox.pass(post);

        assertThat(post.quarters()).containsExactly("2025-05-06T11:00:00Z");
    }

    @Test
    void a_record_that_cannot_be_read_is_tried_again() throws Exception {
        consents.add(Wanted.consent(ANNA, "blue-7"));
        record.holding(every5Min(NOON, 3));
        clock.advance(Duration.ofHours(1));
        record.failing(true);
        outbox.pass(post);
        assertThat(outbox.storeFails()).isTrue();

        record.failing(false);
        outbox.pass(post);
        assertThat(outbox.storeFails()).isFalse();
        assertThat(post.payloads).hasSize(1);
    }

    /** A connection in memory. */
    private static final class RecordingPost implements Post {
        private final List<String> payloads = new ArrayList<>();
        private boolean failing;
        private Runnable onThird = () -> {};

        @Override
        public void send(String topic, byte[] payload, boolean retained) {
            assertThat(topic).isEqualTo("home/hub-7/hearthgate/glucose/summary");
            payloads.add(new String(payload, StandardCharsets.UTF_8));
            if (payloads.size() == 3) {
                onThird.run();
            }
        }

        @Override
        public void settle() throws BrokerAwayException {
            if (failing) {
                throw new BrokerAwayException("said the test");
            }
        }

        private List<String> keys() {
            return payloads.stream()
                    .map(json -> json.replaceAll(".*\"key\":\"([^\"]*)\".*", "$1"))
                    .toList();
        }

        private List<String> quarters() {
            return payloads.stream()
                    .map(json -> json.replaceAll(".*\"from\":\"([^\"]*)\".*", "$1"))
                    .toList();
        }
    }
}
