package org.hearthgate.adapter.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Door door = new Door();
    private final Outbox outbox = new Outbox(door, "the strap", 3);

    private void tells(double... values) {
        for (double value : values) {
            outbox.put(List.of(Given.reading(value).build()));
        }
        outbox.send();
    }

    @Test
    void what_comes_while_the_record_writes_goes_with_the_next_batch_in_order() {
        tells(1);
        tells(2, 3);
        assertThat(door.offered).containsExactly(List.of(1.0));

        door.answers();
        assertThat(door.offered).containsExactly(List.of(1.0), List.of(2.0, 3.0));
        door.answers();
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void what_the_record_does_not_take_waits_for_the_next_call() {
        tells(1);
        door.fails();
        assertThat(outbox.waiting()).isEqualTo(1);
        assertThat(door.offered).hasSize(1);

        outbox.send();
        door.answers();
        assertThat(door.offered).containsExactly(List.of(1.0), List.of(1.0));
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void the_oldest_goes_where_there_is_no_room() {
        tells(1);
        tells(2, 3, 4, 5);
        door.fails();
        outbox.send();

        assertThat(door.offered).last().isEqualTo(List.of(3.0, 4.0, 5.0));
    }

    @Test
    void a_sink_that_goes_away_while_it_is_called_costs_nothing() {
        var dead = new Outbox(new RecordingSink().failingWith(new IllegalStateException("gone")), "the strap", 3);
        dead.put(List.of(Given.reading(100).build()));
        dead.send();
        dead.send();

        assertThat(dead.waiting()).isEqualTo(1);
    }

    /** Answers when it is told to. */
    private static final class Door implements ObservationSink {
        private final List<List<Double>> offered = new ArrayList<>();
        private CompletableFuture<List<Receipt>> open = new CompletableFuture<>();

        @Override
        public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
            offered.add(observations.stream()
                    .map(one -> ((GlucoseReading) one).mgPerDl())
                    .toList());
            open = new CompletableFuture<>();
            return open;
        }

        void answers() {
            open.complete(List.of());
        }

        void fails() {
            open.completeExceptionally(new IllegalStateException("dead disk"));
        }

        @Override
        public void quarantine(Quarantined refused) {}
    }
}
