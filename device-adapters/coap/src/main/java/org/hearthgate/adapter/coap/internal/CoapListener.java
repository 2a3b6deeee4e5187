package org.hearthgate.adapter.coap.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.hearthgate.api.hub.HubEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One address the hub listens at. A port that is taken ends nothing: it is tried again, ever more slowly, and said once when it fails and
 * once when it works.
 */
final class CoapListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoapListener.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofMinutes(1);

    private final String scheme;
    private final InetSocketAddress address;
    private final Supplier<CoapEndpoint> maker;
    private final ScheduledExecutorService timer;
    private final Function<HubEndpoint, Runnable> announce;

    private Duration retryAfter = FIRST_RETRY;
    private boolean closed;
    private Optional<CoapEndpoint> open = Optional.empty();
    private Optional<URI> uri = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Runnable withdraw = () -> {};

    /** An address, told to the rest of the hub. */
    private record Announced(String name, URI uri) implements HubEndpoint {}

    /**
     * @param scheme {@code coap} or {@code coaps}; also the endpoint's name
     * @param maker makes an endpoint, ready to start, for each attempt
     * @param announce tells the hub the address once it is bound; returns what withdraws it
     */
    CoapListener(
            String scheme,
            InetSocketAddress address,
            Supplier<CoapEndpoint> maker,
            ScheduledExecutorService timer,
            Function<HubEndpoint, Runnable> announce) {
        this.scheme = scheme;
        this.address = address;
        this.maker = maker;
        this.timer = timer;
        this.announce = announce;
    }

    /** Binds, now or later; never throws for a port that is taken. */
    synchronized void open() {
        if (closed) {
            return;
        }
        CoapEndpoint endpoint = maker.get();
        try {
            endpoint.start();
        } catch (IOException e) {
            endpoint.destroy();
            failed(e);
            return;
        }
        open = Optional.of(endpoint);
        URI bound = address(endpoint.getAddress().getPort());
        uri = Optional.of(bound);
        if (trouble.isPresent()) {
            LOG.info("Listening at {} again", bound);
            trouble = Optional.empty();
        } else {
            LOG.info("Listening at {}", bound);
        }
        withdraw = announce.apply(new Announced(scheme, bound));
    }

    private void failed(IOException cause) {
        if (trouble.isEmpty()) {
            LOG.error(
                    "Cannot listen at {} ({}); end the program that holds the port, or set another one in the configuration. "
                            + "Trying again until it works",
                    address(address.getPort()),
                    cause.getMessage());
        }
        trouble = Optional.of(address(address.getPort()) + " cannot be bound; end the program that holds the port");
        try {
            timer.schedule(this::open, retryAfter.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return; // closing down
        }
        retryAfter = retryAfter.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? retryAfter.multipliedBy(2) : LAST_RETRY;
    }

    private URI address(int port) {
        String host = address.getHostString();
        return URI.create(scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port);
    }

    /** {@return the address really bound; empty while it is not} */
    synchronized Optional<URI> uri() {
        return uri;
    }

    /** {@return what keeps it from listening, if anything does} */
    synchronized Optional<String> trouble() {
        return trouble;
    }

    /** {@return the endpoint while it is bound} */
    synchronized Optional<CoapEndpoint> endpoint() {
        return open;
    }

    @Override
    public synchronized void close() {
        closed = true;
        withdraw.run();
        open.ifPresent(CoapEndpoint::destroy);
        open = Optional.empty();
        uri = Optional.empty();
    }
}
