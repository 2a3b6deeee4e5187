package org.hearthgate.adapter.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private static final SinkBusyException BUSY = new SinkBusyException("full", Duration.ofSeconds(1), null);

    private final ManualClock clock = new ManualClock(Given.NOON);
    private final RecordingSink sink = new RecordingSink();
    private final Handover handover = new Handover(sink, clock, "test-record");

    private static List<Observation> reading(int number) {
        return List.of(Given.reading(100)
                .minutesBefore(Given.NOON, number)
                .raw("{\"number\":" + number + "}")
                .build());
    }

    @Test
    void what_a_busy_record_refused_is_offered_again_by_itself() {
        sink.failingWith(BUSY);
        handover.take(reading(1));
        assertThat(handover.size()).isEqualTo(1);

        sink.failingWith(null);
        clock.advance(Duration.ofSeconds(10));
        assertThat(sink.taken()).isEqualTo(reading(1));
        assertThat(handover.size()).isZero();

        clock.advance(Duration.ofMinutes(1));
        assertThat(sink.taken()).hasSize(1);
    }

    @Test
    void what_finds_no_room_is_in_quarantine_with_its_octets() {
        sink.neverAnswering();
        for (int number = 0; number < 300; number++) {
            handover.take(reading(number));
        }

        assertThat(handover.size()).isEqualTo(256);
        assertThat(sink.quarantined()).hasSize(300 - 256).allSatisfy(lost -> {
            assertThat(lost.source()).isEqualTo(Given.SENSOR.value());
            assertThat(new String(lost.raw().octets(), UTF_8)).startsWith("{\"number\":2");
        });
    }

    @Test
    void what_still_waits_when_the_hub_stops_is_tried_once_more_and_then_in_quarantine() {
        sink.failingWith(BUSY);
        handover.take(reading(1));
        handover.close();

        assertThat(sink.quarantined()).hasSize(1);
        sink.failingWith(null);
        clock.advance(Duration.ofMinutes(1));
        assertThat(sink.taken()).isEmpty();
    }

    @Test
    void what_the_hub_refuses_for_good_is_said_without_its_value_and_not_offered_again() {
        sink.answering(new Receipt.Refused(Receipt.Reason.IMPLAUSIBLE_VALUE, "100 mg/dL is too much"));
        handover.take(reading(1));

        assertThat(handover.refused())
                .hasValueSatisfying(
                        said -> assertThat(said).contains("no body has").doesNotContain("100"));
        assertThat(handover.size()).isZero();
    }
}
