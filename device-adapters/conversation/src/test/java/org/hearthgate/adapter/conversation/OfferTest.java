package org.hearthgate.adapter.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;

class OfferTest {
    private static final List<Observation> BATCH = List.of(Given.reading(100).build());

    private final ManualClock clock = new ManualClock(Given.NOON);

    private Optional<Offer.Outcome> offeredTo(ObservationSink sink) {
        return Offer.of(BATCH, sink, clock).outcome(clock.elapsed());
    }

    @Test
    void an_answer_is_told_with_its_receipts_refused_or_not() {
        var no = new Receipt.Refused(Receipt.Reason.UNKNOWN_PERSON, "nobody");

        assertThat(offeredTo(new RecordingSink())).contains(new Offer.Outcome.Answered(List.of(new Receipt.Stored(1))));
        assertThat(offeredTo(new RecordingSink().answering(no))).contains(new Offer.Outcome.Answered(List.of(no)));
    }

    @Test
    void a_busy_sink_says_itself_when_to_come_again() {
        var busy = new SinkBusyException("full", Duration.ofSeconds(7), null);

        assertThat(offeredTo(new RecordingSink().failingWith(busy)))
                .contains(new Offer.Outcome.Again(Duration.ofSeconds(7)));
    }

    @Test
    void a_sink_that_fails_or_goes_away_in_this_moment_is_asked_again() {
        var again = new Offer.Outcome.Again(Duration.ofSeconds(30));

        assertThat(offeredTo(new RecordingSink().failingWith(new IllegalStateException("dead disk"))))
                .contains(again);
        assertThat(offeredTo(new Gone())).contains(again);
    }

    @Test
    void a_sink_that_hangs_is_waited_for_a_minute_and_then_asked_again() {
        Offer offer = Offer.of(BATCH, new RecordingSink().neverAnswering(), clock);

        clock.advance(Duration.ofSeconds(60));
        assertThat(offer.outcome(clock.elapsed())).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(offer.outcome(clock.elapsed())).contains(new Offer.Outcome.Again(Duration.ofSeconds(30)));
    }

    /** The service went while it was called. */
    private static final class Gone implements ObservationSink {
        @Override
        public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
            throw new IllegalStateException("service gone");
        }

        @Override
        public void quarantine(Quarantined refused) {}
    }
}
