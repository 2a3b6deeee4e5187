package org.hearthgate.notify.homeassistant.internal;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.broker.line.BrokerAwayException;

/** What has to be said now or never: calls, their ends, answers. Bounded, and emptied when the line breaks. Any thread. */
final class Outbox {
    private static final int MOST = 128;

    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST);

    private record Waiting(Message message, CompletableFuture<Object> taken) {}

    /** {@return completes when the broker has it; fails when the line breaks first; empty when too much waits} Cancel it to take it back. */
    Optional<CompletableFuture<Object>> offer(Message message) {
        var taken = new CompletableFuture<Object>();
        return waiting.offer(new Waiting(message, taken)) ? Optional.of(taken) : Optional.empty();
    }

    /** Says what waits, without waiting for the broker. */
    void sayAll(HouseLink link) throws BrokerAwayException {
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            if (!next.taken().isDone()) {
                CompletableFuture<Object> taken = next.taken();
                try {
                    link.say(next.message()).whenComplete((answer, failure) -> settle(taken, failure));
                } catch (BrokerAwayException e) {
                    taken.completeExceptionally(e);
                    throw e;
                }
            }
        }
    }

    private static void settle(CompletableFuture<Object> taken, Throwable failure) {
        if (failure == null) {
            taken.complete(true);
        } else {
            taken.completeExceptionally(failure);
        }
    }

    /** Fails what waits. */
    void empty(BrokerAwayException why) {
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            next.taken().completeExceptionally(why);
        }
    }
}
