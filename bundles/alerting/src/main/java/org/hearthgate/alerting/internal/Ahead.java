package org.hearthgate.alerting.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.forecast.GlucoseForecaster;
import org.hearthgate.api.observation.PersonId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the forecaster on a thread of its own, for an optional room must not be able to hang the alarms. One question is under way at most;
 * while an earlier one hangs nobody waits at all. Asked by the alerting thread alone.
 */
final class Ahead implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ahead.class);

    private final Supplier<GlucoseForecaster> forecaster;
    private final Duration patience;
    private Asker asker;
    private Question underWay;
    private Question asked;
    private boolean works = true;

    /**
     * @param forecaster gives the forecaster, null while there is none
     * @param patience how long rules wait for an answer; above zero
     */
    Ahead(Supplier<GlucoseForecaster> forecaster, Duration patience) {
        this.forecaster = forecaster;
        this.patience = patience;
    }

    /** Asks about all of them in one question, and returns at once. */
    void ask(List<Snapshot> snapshots) {
        asked = null;
        GlucoseForecaster present = forecaster.get();
        List<Snapshot> about =
                snapshots.stream().filter(one -> !one.glucose().isEmpty()).toList();
        if (present == null || about.isEmpty() || hangs(present)) {
            return;
        }
        if (asker == null) {
            asker = new Asker();
            asker.start();
        }
        asked = new Question(present, about);
        underWay = asked;
        asker.questions.add(asked);
    }

    private boolean hangs(GlucoseForecaster present) {
        if (underWay == null || underWay.answer.isDone()) {
            return false;
        }
        if (underWay.forecaster != present) { // its room was replaced: the new one shall not suffer for the old one
            close();
            return false;
        }
        return true;
    }

    /** {@return the answers to what was asked just before; nothing of those that failed or do not come in time} */
    Map<PersonId, Optional<GlucoseForecast>> answers() {
        if (asked == null) {
            return Map.of();
        }
        try {
            Map<PersonId, Optional<GlucoseForecast>> answers =
                    asked.answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (!works) {
                LOG.info("The forecast answers again");
            }
            works = true;
            return answers;
        } catch (TimeoutException e) {
            fails("has not answered within " + patience.toMillis() + " ms", null);
        } catch (ExecutionException e) { // rules work without it
            fails("failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of();
    }

    private void fails(String how, Throwable why) {
        if (works) {
            LOG.warn("The forecast {}; alarms go on without it", how, why);
        }
        works = false;
    }

    /** Does not wait for a forecaster that hangs: its thread ends when it comes back. */
    @Override
    public void close() {
        if (asker != null) {
            asker.end();
            asker = null;
        }
    }

    private static final class Question {
        private final GlucoseForecaster forecaster;
        private final List<Snapshot> about;
        private final CompletableFuture<Map<PersonId, Optional<GlucoseForecast>>> answer = new CompletableFuture<>();

        Question(GlucoseForecaster forecaster, List<Snapshot> about) {
            this.forecaster = forecaster;
            this.about = about;
        }

        void put() {
            try {
                var forecasts = new HashMap<PersonId, Optional<GlucoseForecast>>();
                for (Snapshot one : about) {
                    PersonId person = one.person().id();
                    forecasts.put(
                            person,
                            requireNonNull(forecaster.forecast(person, one.glucose(), one.asOf()), "no answer at all"));
                }
                answer.complete(forecasts);
            } catch (RuntimeException | Error e) { // nothing an optional room does may end this thread
                answer.completeExceptionally(e);
            }
        }
    }

    /** One thread that puts one question after the other; the next is only asked when the last one is answered. */
    private static final class Asker extends Thread {
        private final BlockingQueue<Question> questions = new ArrayBlockingQueue<>(1);
        private volatile boolean ended;

        Asker() {
            super("hearthgate-alerting-ahead");
            setDaemon(true);
        }

        void end() {
            ended = true;
            interrupt();
        }

        @Override
        public void run() {
            while (!ended) { // a forecaster may have swallowed the interruption, or left one behind that nobody meant
                try {
                    questions.take().put();
                } catch (InterruptedException e) {
                    LOG.debug("Interrupted; {}", ended ? "nobody asks any more" : "goes on asking");
                }
            }
        }
    }
}
