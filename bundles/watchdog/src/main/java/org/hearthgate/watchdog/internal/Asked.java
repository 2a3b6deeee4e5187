package org.hearthgate.watchdog.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** One question that somebody's thread has to answer in time, asked again and again. Confined to one thread; never waits. */
final class Asked {
    private final String what;
    private final Duration patience;
    private final Duration period;
    private Optional<CompletableFuture<?>> pending = Optional.empty();
    private Optional<Duration> askedAt = Optional.empty();
    private Optional<Duration> unansweredSince = Optional.empty();

    /**
     * @param what is stuck if there is no answer
     * @param period from one question to the next
     */
    Asked(String what, Duration patience, Duration period) {
        this.what = what;
        this.patience = patience;
        this.period = period;
    }

    /** Asks, unless an answer is awaited or it is too early. */
    void ask(Supplier<? extends CompletableFuture<?>> question, Duration now) {
        settle();
        boolean due = unansweredSince.isPresent()
                || askedAt.isEmpty()
                || now.minus(askedAt.get()).compareTo(period) >= 0;
        if (pending.isEmpty() && due) {
            pending = Optional.of(question.get());
            askedAt = Optional.of(now);
            unansweredSince = unansweredSince.or(() -> Optional.of(now));
        }
    }

    /** {@return the cause, when the answer has been awaited for too long} */
    Optional<Cause> overdue(Duration now) {
        settle();
        return unansweredSince
                .map(now::minus)
                .filter(waited -> waited.compareTo(patience) >= 0)
                .map(waited -> new Cause(
                        Cause.Kind.NO_ANSWER,
                        what,
                        what + " has not answered for " + waited.toSeconds()
                                + " s: use another alarm and restart the hub"));
    }

    /** What was asked is gone, or the machine stood still. */
    void forget() {
        pending = Optional.empty();
        askedAt = Optional.empty();
        unansweredSince = Optional.empty();
    }

    /** Every answer is a sign of life, also that it cannot be done; only that nobody took the question is none. */
    private void settle() {
        if (pending.isPresent() && pending.get().isDone()) {
            if (!wasRefused(pending.get())) {
                unansweredSince = Optional.empty();
            }
            pending = Optional.empty();
        }
    }

    private static boolean wasRefused(CompletableFuture<?> done) {
        return done.handle((answer, failure) -> failure instanceof RejectedExecutionException
                        || (failure != null && failure.getCause() instanceof RejectedExecutionException))
                .join();
    }
}
