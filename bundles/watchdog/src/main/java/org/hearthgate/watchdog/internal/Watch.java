package org.hearthgate.watchdog.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two threads that watch: one asks the other rooms and may get stuck in them, one looks at what that one has found, or that it finds
 * nothing any more, and touches nobody else's code. So a hub that hangs is noticed as well as one that fails.
 */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final Duration ASLEEP = Duration.ofSeconds(5);
    private static final Duration STILL_WATCHING = Duration.ofSeconds(10);
    private static final long STOP_WITHIN_MILLIS = 2_000;

    private final Road road;
    private final Siren siren;
    private final Standstill standstill;
    private final Supplier<Duration> steady;
    private final Duration patience;
    private final Duration period;
    private final Thread asker = new Thread(this::ask, "hearthgate-watchdog-ask");
    private final Thread watcher = new Thread(this::watch, "hearthgate-watchdog");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Sight sight;
    private volatile Duration lookedAt;
    private volatile List<Cause> overdue = List.of();

    /** What the asker saw, and when it began its latest look. */
    private record Sight(List<Cause> causes, Duration begunAt) {}

    /**
     * @param steady any steady clock
     * @param period between two looks
     */
    Watch(Road road, Siren siren, Patience patience, Duration period, Supplier<Duration> steady) {
        this.road = road;
        this.siren = siren;
        this.steady = steady;
        this.period = period;
        this.patience = patience.answer();
        Duration now = steady.get();
        standstill = new Standstill(patience, now);
        sight = new Sight(List.of(), now);
        lookedAt = now;
        asker.setDaemon(true);
        watcher.setDaemon(true);
        watcher.setPriority(Thread.MAX_PRIORITY);
    }

    void start() {
        asker.start();
        watcher.start();
    }

    /** {@return what has stood still for too long; empty while the path moves} */
    List<Cause> overdue() {
        return overdue;
    }

    /** {@return whether its own thread still looks} */
    boolean isWatching() {
        return watcher.isAlive() && steady.get().minus(lookedAt).compareTo(STILL_WATCHING) < 0;
    }

    private void ask() {
        do {
            Duration now = steady.get();
            sight = new Sight(sight.causes, now);
            try {
                sight = new Sight(road.look(now), now);
            } catch (RuntimeException | LinkageError e) { // a part that is just going
                LOG.debug("A look at the road ended early", e);
                sight = new Sight(
                        List.of(new Cause(
                                Cause.Kind.FAILING, "look", "a part of the hub fails when it is asked: " + e)),
                        now);
            }
        } while (pause());
    }

    private void watch() {
        do {
            try {
                look(steady.get());
            } catch (RuntimeException | LinkageError e) { // nothing may end this thread
                LOG.error("The watchdog met an error and goes on", e);
            }
        } while (pause());
    }

    private void look(Duration now) {
        if (now.minus(lookedAt).compareTo(ASLEEP) > 0) {
            LOG.info(
                    "The whole hub stood still for {} s; the watchdog begins anew",
                    now.minus(lookedAt).toSeconds());
            road.again();
            standstill.again(now);
            sight = new Sight(List.of(), now);
        }
        lookedAt = now;
        var causes = new ArrayList<>(sight.causes);
        stuck(now).ifPresent(causes::add);
        List<Cause> late = standstill.overdue(causes, now);
        tell(late);
        overdue = late;
        if (late.isEmpty()) {
            siren.calm();
        } else {
            siren.sound();
        }
    }

    private Optional<Cause> stuck(Duration now) {
        String asking = road.asking();
        return asking.isEmpty() || now.minus(sight.begunAt).compareTo(patience) < 0
                ? Optional.empty()
                : Optional.of(new Cause(
                        Cause.Kind.NO_ANSWER,
                        "asking",
                        asking + " has not answered for "
                                + now.minus(sight.begunAt).toSeconds() + " s: use another alarm and restart the hub"));
    }

    private void tell(List<Cause> late) {
        if (!late.isEmpty() && !keys(late).equals(keys(overdue))) {
            LOG.error("The road to an alarm stands still, and the watchdog sounds: {}", words(late));
        } else if (late.isEmpty() && !overdue.isEmpty()) {
            LOG.warn("The road to an alarm moves again");
        }
    }

    private static String keys(List<Cause> causes) {
        return causes.stream().map(Cause::key).sorted().collect(Collectors.joining("\n"));
    }

    static String words(List<Cause> causes) {
        return causes.stream().map(Cause::message).distinct().collect(Collectors.joining("; "));
    }

    /** {@return whether to look again} Waits for the next look, or until it is over. */
    private boolean pause() {
        try {
            return !stopping.await(period.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return stopping.getCount() > 0; // one that somebody left behind who was asked must not end the watch
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        asker.interrupt(); // it may hang in somebody else's code
        try {
            watcher.join(STOP_WITHIN_MILLIS);
            asker.join(STOP_WITHIN_MILLIS); // where it hangs all the same it is left there
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
