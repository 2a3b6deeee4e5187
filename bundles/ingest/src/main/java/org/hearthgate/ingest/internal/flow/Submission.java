package org.hearthgate.ingest.internal.flow;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;

/**
 * One call of submit: all or nothing, which is why it waits, is committed and is answered as one.
 *
 * @param source where it waits: its first observation's; whoever sends for several devices at once stands in one line for all of them
 * @param answer what the adapter waits for; completed by {@link Answers} alone
 */
public record Submission(Source source, List<Observation> observations, CompletableFuture<List<Receipt>> answer) {
    /** {@return a submission of these, at least one} */
    public static Submission of(List<Observation> observations) {
        return new Submission(Source.of(observations.get(0)), List.copyOf(observations), new CompletableFuture<>());
    }

    int size() {
        return observations.size();
    }
}
