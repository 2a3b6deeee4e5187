package org.hearthgate.cloud.mqtt.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.broker.line.Backoff;
import org.hearthgate.broker.line.BrokerAwayException;
import org.hearthgate.broker.line.LineThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one broker as this hub sees it: connect, serve, lose, wait, connect. Everything that touches the network or waits happens
 * on its one thread; {@link #wake}, {@link #health} and {@link #stop} may be called from any other and take no lock it holds.
 */
final class BrokerLoop implements LineThread.Line {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLoop.class);
    private static final Duration LONGEST_NAP = Duration.ofSeconds(30);

    /** Shorter connections do not count: two hubs with one client id would throw each other out every second. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final CloudSettings settings;
    private final Optional<SSLSocketFactory> tls;
    private final Outbox outbox;
    private final Supplier<HubCondition> condition;
    private final HubClock clock;
    private final Pace pace;
    private final Backoff backoff;
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Optional<BrokerLink> current = Optional.empty();
    private volatile Health health;
    private boolean away;

    BrokerLoop(
            CloudSettings settings,
            Optional<SSLSocketFactory> tls,
            Outbox outbox,
            Supplier<HubCondition> condition,
            HubClock clock,
            Pace pace,
            Backoff backoff) {
        this.settings = settings;
        this.tls = tls;
        this.outbox = outbox;
        this.condition = condition;
        this.clock = clock;
        this.pace = pace;
        this.backoff = backoff;
        this.health = Health.warn("Cloud '" + settings.recipient() + "' is being connected for the first time");
    }

    /** Something was committed or a consent changed. Returns at once. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    Health health() {
        return health;
    }

    @Override
    public void stop() {
        stopping.countDown();
        wake();
        current.ifPresent(BrokerLink::abandon);
    }

    @Override
    public void run() {
        try (outbox) {
            while (!stopped()) {
                live();
                if (stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, from its beginning to its end. */
    private void live() throws InterruptedException {
        long since = System.nanoTime();
        try (var link = new BrokerLink(settings, tls, this::wake)) {
            current = Optional.of(link);
            if (stopped()) {
                return; // stop() may have looked for a link before there was one
            }
            link.connect();
            link.send(settings.topics().hubStatus(), CloudMessage.hubStatus(true), true);
            link.settle();
            tellItIsThere();
            serve(link);
        } catch (BrokerAwayException e) {
            tellItIsAway(e.getMessage());
        } catch (RuntimeException e) { // Paho or a probe gone wrong must not end the forwarding until the next restart
            LOG.error("Unexpected failure on the way to the cloud '{}': trying again", settings.recipient(), e);
            tellItIsAway("an error of this hub, see its log");
        } finally {
            current = Optional.empty();
        }
        if (System.nanoTime() - since > STEADY.toNanos()) {
            backoff.reset();
        }
    }

    private void serve(BrokerLink link) throws BrokerAwayException, InterruptedException {
        long healthDue = System.nanoTime();
        while (!stopped()) {
            if (!link.up()) {
                throw new BrokerAwayException("the connection was lost");
            }
            if (System.nanoTime() - healthDue >= 0) {
                link.send(settings.topics().hubHealth(), CloudMessage.hubHealth(condition.get(), clock.now()), false);
                link.settle();
                healthDue = System.nanoTime() + settings.healthEvery().toNanos();
            }
            work.drainPermits(); // before the look into the record: a commit during it wakes again
            var nap = outbox.pass(link);
            if (link.up()) {
                health = wellBeing();
            }
            sleep(shortest(nap, Duration.ofNanos(healthDue - System.nanoTime()), LONGEST_NAP));
        }
    }

    private void sleep(Duration nap) throws InterruptedException {
        if (work.tryAcquire(Math.max(0, nap.toNanos()), TimeUnit.NANOSECONDS)) {
            stopping.await(pace.rest().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static Duration shortest(Duration... naps) {
        var shortest = naps[0];
        for (Duration nap : naps) {
            shortest = nap.compareTo(shortest) < 0 ? nap : shortest;
        }
        return shortest;
    }

    private Health wellBeing() {
        if (outbox.storeFails()) {
            return Health.warn(
                    "Cloud '" + settings.recipient() + "' is connected, but the record cannot be read: see the log");
        }
        return Health.ok("Cloud '" + settings.recipient() + "' is connected");
    }

    private void tellItIsThere() {
        LOG.info("Cloud '{}' at {} is connected", settings.recipient(), settings.address());
        away = false;
        health = Health.ok("Cloud '" + settings.recipient() + "' is connected");
    }

    private void tellItIsAway(String reason) {
        if (stopped()) {
            return;
        }
        if (!away) {
            LOG.warn(
                    "Cloud '{}' at {} is away: {}. Trying again; the record keeps what is not sent yet",
                    settings.recipient(),
                    settings.address(),
                    reason);
            away = true;
        }
        health = Health.warn("Cloud '" + settings.recipient() + "' is away: " + reason
                + ". The record keeps what is not sent yet; alarms do not need it");
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }
}
