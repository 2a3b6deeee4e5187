package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks strangers on a thread that may be lost to one of them: whoever does not answer in time keeps the thread it was asked on and is not
 * asked again before it has answered; the next is asked on a new one. So one that hangs costs one thread, and at most
 * {@value #MOST_LOST} are ever lost. Used by one thread.
 */
final class Questions implements AutoCloseable {
    private static final int MOST_LOST = 16;

    private final long patienceMillis;
    private final Map<Object, Future<?>> unanswered = new IdentityHashMap<>();
    private int started;
    private ExecutorService asker = asker();

    Questions(Duration patience) {
        patienceMillis = patience.toMillis();
    }

    private ExecutorService asker() {
        started++;
        String name = "hearthgate-surroundings-ask-" + started;
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Asks, and waits for no longer than the patience.
     *
     * @return what went wrong, to be put behind a name; empty when it was answered
     */
    Optional<String> ask(Object whom, Runnable question) throws InterruptedException {
        Future<?> before = unanswered.remove(whom);
        if (before != null) {
            return awaitAgain(whom, before);
        }
        unanswered.values().removeIf(Future::isDone);
        if (unanswered.size() >= MOST_LOST) {
            return Optional.of("was not asked, because too many others do not answer");
        }
        try {
            Future<?> answer = asker.submit(question);
            unanswered.put(whom, answer);
            answer.get(patienceMillis, TimeUnit.MILLISECONDS);
            unanswered.remove(whom);
            return Optional.empty();
        } catch (TimeoutException e) {
            asker.shutdown(); // its thread ends when the answer comes after all
            asker = asker();
            return Optional.of("does not answer");
        } catch (ExecutionException e) {
            unanswered.remove(whom);
            return failed(e);
        } catch (RejectedExecutionException e) {
            return Optional.of("was not asked, because the hub is ending");
        }
    }

    /** A replay's looks follow each other at once: a starved machine must not look like a part that hangs. */
    private Optional<String> awaitAgain(Object whom, Future<?> before) throws InterruptedException {
        try {
            before.get(patienceMillis / 10, TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            unanswered.put(whom, before);
            return Optional.of("does not answer");
        } catch (ExecutionException e) {
            return failed(e);
        }
    }

    private static Optional<String> failed(ExecutionException e) {
        return Optional.of("fails (" + e.getCause().getClass().getSimpleName() + ")");
    }

    @Override
    public void close() {
        asker.shutdownNow();
        unanswered.values().forEach(answer -> answer.cancel(true));
    }
}
