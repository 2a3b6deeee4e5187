package org.hearthgate.adapter.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch at the sink's door, for whoever keeps a copy until the answer is certain. A sink that fails, hangs or goes away in this moment
 * is one case and not three: the batch is to be offered again. Immutable; any thread.
 */
public final class Offer {
    private static final Logger LOG = LoggerFactory.getLogger(Offer.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private final List<Observation> batch;
    private final CompletableFuture<List<Receipt>> answer;
    private final Duration at;

    private Offer(List<Observation> batch, CompletableFuture<List<Receipt>> answer, Duration at) {
        this.batch = batch;
        this.answer = answer;
        this.at = at;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /**
         * It was looked at for good: each observation is stored, known or refused.
         *
         * @param receipts one for each, in their order
         */
        record Answered(List<Receipt> receipts) implements Outcome {}

        /**
         * Nothing is certain; offer it again. What was kept all the same is known then.
         *
         * @param later not before this has passed
         */
        record Again(Duration later) implements Outcome {}
    }

    /** Offers a batch; returns at once and never throws. */
    public static Offer of(List<Observation> batch, ObservationSink sink, HubClock clock) {
        return new Offer(List.copyOf(batch), submit(batch, sink), clock.elapsed());
    }

    /** {@return the sink's answer, failed where the sink goes away while it is called} */
    static CompletableFuture<List<Receipt>> submit(List<Observation> batch, ObservationSink sink) {
        try {
            return sink.submit(batch);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    public List<Observation> batch() {
        return batch;
    }

    /**
     * {@return what became of it; empty while it is waited for, 60 s at most}
     *
     * @param now {@link HubClock#elapsed()}
     */
    public Optional<Outcome> outcome(Duration now) {
        if (!answer.isDone()) {
            boolean forgotten = now.minus(at).compareTo(LONGEST_ANSWER) > 0;
            return forgotten ? Optional.of(new Outcome.Again(AFTER_A_FAILURE)) : Optional.empty();
        }
        try {
            return Optional.of(new Outcome.Answered(answer.join()));
        } catch (CompletionException | CancellationException e) {
            LOG.debug("The record takes nothing now", e);
            return Optional.of(new Outcome.Again(
                    e.getCause() instanceof SinkBusyException busy ? busy.retryAfter() : AFTER_A_FAILURE));
        }
    }
}
