package org.hearthgate.adapter.coap.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.core.coap.Token;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.eclipse.californium.core.network.RandomTokenGenerator;
import org.eclipse.californium.core.network.TokenGenerator;
import org.eclipse.californium.elements.util.DaemonThreadFactory;
import org.eclipse.californium.scandium.DTLSConnector;
import org.hearthgate.api.hub.HubClock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub as a client: one plain and one encrypted socket for all sensors it observes and for the search, opened when first needed. A
 * hub without sensors opens none.
 */
@Component(
        name = "org.hearthgate.adapter.coap.clients",
        configurationPid = "org.hearthgate.adapter.coap.clients",
        service = CoapClients.class)
public final class CoapClients {
    private static final Logger LOG = LoggerFactory.getLogger(CoapClients.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final HubClock clock;
    /** One thread: two would let one notification overtake another inside the hub, and the overtaken one would be dropped. */
    private final ScheduledThreadPoolExecutor stage = pool(1, "coap-client#");

    /** What may wait for a name to be looked up must not keep what comes in waiting. */
    private final ScheduledThreadPoolExecutor errands = pool(2, "coap-errand#");

    private final SensorKeys keys = new SensorKeys();
    private final TokenGenerator tokens = new RandomTokenGenerator(CoapSettings.configuration());
    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private final List<Consumer<Duration>> ticked = new CopyOnWriteArrayList<>();
    private Optional<CoapEndpoint> plain = Optional.empty();
    private Optional<CoapEndpoint> secure = Optional.empty();
    private Optional<HubClock.Repetition> ticking = Optional.empty();
    private boolean closed;

    /** Who wants to hear the notifications of one token. */
    interface Ear {
        void notified(Token token, Response response);
    }

    @Activate
    public CoapClients(@Reference HubClock clock) {
        this.clock = clock;
    }

    private static ScheduledThreadPoolExecutor pool(int threads, String name) {
        var pool = new ScheduledThreadPoolExecutor(threads, new DaemonThreadFactory(name));
        pool.setRemoveOnCancelPolicy(true);
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }

    HubClock clock() {
        return clock;
    }

    SensorKeys keys() {
        return keys;
    }

    /**
     * {@return a token for one observation} Californium reads in a token how long it is meant to live, and cannot cancel what goes under one
     * that is not made for observations.
     */
    Token observationToken() {
        return tokens.createToken(TokenGenerator.Scope.LONG_TERM);
    }

    /** Runs it on a thread of this room; a name may have to be looked up, which takes as long as it takes. */
    void execute(Runnable task) {
        try {
            errands.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("The hub stops, no sensor is asked any more", e);
        }
    }

    void after(Duration delay, Runnable task) {
        try {
            errands.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The hub stops, no sensor is asked any more", e);
        }
    }

    /** {@return the socket for a scheme, opened if it was not} */
    synchronized CoapEndpoint endpoint(boolean encrypted) throws IOException {
        if (closed) {
            throw new IOException("the hub stops");
        }
        Optional<CoapEndpoint> open = encrypted ? secure : plain;
        if (open.isPresent()) {
            return open.get();
        }
        CoapEndpoint made = encrypted
                ? CoapSettings.secure(CoapSettings.clientConnector(keys, stage))
                : CoapSettings.plain(new InetSocketAddress(0), stage);
        made.setExecutors(stage, stage);
        made.addNotificationListener(this::notified);
        made.start();
        if (encrypted) {
            secure = Optional.of(made);
        } else {
            plain = Optional.of(made);
        }
        return made;
    }

    private void notified(Request request, Response response) {
        ears.forEach(ear -> ear.notified(request.getToken(), response));
    }

    /** Ends the encrypted session with a sensor, so that the next word begins with a handshake: it may have forgotten the old one. */
    synchronized void hangUp(InetSocketAddress sensor) {
        secure.map(CoapEndpoint::getConnector)
                .map(DTLSConnector.class::cast)
                .ifPresent(connector -> connector.close(sensor));
    }

    /** From now on it is told the elapsed time each second, and every notification. */
    synchronized void join(Ear ear, Consumer<Duration> tick) {
        ears.add(ear);
        ticked.add(tick);
        if (ticking.isEmpty()) {
            ticking = Optional.of(
                    clock.every(TICK, "coap-observe", () -> ticked.forEach(each -> each.accept(clock.elapsed()))));
        }
    }

    void leave(Ear ear, Consumer<Duration> tick) {
        ears.remove(ear);
        ticked.remove(tick);
    }

    @Deactivate
    void close() {
        Optional<HubClock.Repetition> last;
        synchronized (this) {
            last = ticking;
        }
        last.ifPresent(HubClock.Repetition::close); // outside the lock: a tick under way may want it
        try {
            errands.shutdown(); // what sensors are told in farewell stands in its queue, and goes out by the stage
            if (!errands.awaitTermination(1, TimeUnit.SECONDS)) {
                errands.shutdownNow();
            }
            stage.submit(() -> {}).get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Some sensors were not told that nobody listens any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            closed = true;
        }
        errands.shutdownNow();
        stage.shutdown();
        try {
            if (!stage.awaitTermination(2, TimeUnit.SECONDS)) {
                stage.shutdownNow();
            }
        } catch (InterruptedException e) {
            stage.shutdownNow();
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            plain.ifPresent(CoapEndpoint::destroy);
            secure.ifPresent(CoapEndpoint::destroy);
        }
    }
}
