package org.hearthgate.web.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hearthgate.api.ingest.SinkBusyException;

/** Waits for the record to keep what a family said, for so long and no longer, and says in words when it did not. */
record Commit(CompletableFuture<Void> kept, Duration within) {
    /**
     * @param answer when it is kept; made beforehand, for this may complete on the pipeline's thread
     * @param otherwise when what was said does not fit
     */
    CompletableFuture<Answer> orElse(Answer answer, Refused otherwise) {
        return kept.copy().orTimeout(within.toMillis(), TimeUnit.MILLISECONDS).handle((nothing, thrown) -> {
            if (thrown == null) {
                return answer;
            }
            throw explained(
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown,
                    otherwise);
        });
    }

    private static RuntimeException explained(Throwable cause, Refused otherwise) {
        if (cause instanceof IllegalArgumentException) {
            return otherwise;
        }
        if (cause instanceof SinkBusyException
                || cause instanceof RejectedExecutionException
                || cause instanceof TimeoutException) {
            return new Refused(503, "record-busy", "The hub could not save it just now. Try again in a moment.");
        }
        if (cause instanceof IllegalStateException) {
            return new Refused(
                    409,
                    "not-kept",
                    "The hub did not accept it. What it refused is in its quarantine, with the reason.");
        }
        return new CompletionException(cause);
    }
}
