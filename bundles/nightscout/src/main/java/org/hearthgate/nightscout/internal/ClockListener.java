package org.hearthgate.nightscout.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hearthgate.api.hub.HubEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the clocks' port open on the thread {@code nightscout-clocks}: binds it, binds it again when it was taken or lost, and hands each
 * line to {@link OpenLines}. A port that cannot be had is said and tried again, and disturbs nothing else.
 */
final class ClockListener implements AutoCloseable {
    static final String NAME = "clocks";

    private static final Logger LOG = LoggerFactory.getLogger(ClockListener.class);
    private static final int BACKLOG = 16;
    private static final int LOOK_MILLIS = 500;
    private static final int CLOSE_MILLIS = 5_000;

    private final String host;
    private final int port;
    private final OpenLines lines;
    private final Duration retryAfter;
    private final Function<HubEndpoint, Runnable> announce;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "nightscout-clocks");

    private volatile Optional<ServerSocket> bound = Optional.empty();
    private volatile Optional<URI> uri = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    private record Announced(String name, URI uri) implements HubEndpoint {}

    /**
     * @param port 0 takes any free one
     * @param retryAfter how long it waits before it tries again to bind
     * @param announce tells the hub the address once it is bound; returns what withdraws it
     */
    ClockListener(
            String host, int port, OpenLines lines, Duration retryAfter, Function<HubEndpoint, Runnable> announce) {
        this.host = host;
        this.port = port;
        this.lines = lines;
        this.retryAfter = retryAfter;
        this.announce = announce;
        thread.setDaemon(true);
    }

    void open() {
        thread.start();
    }

    /** {@return the address really bound; empty while it is not} */
    Optional<URI> uri() {
        return uri;
    }

    /** {@return what keeps it from being open, and what to do; empty if nothing does} */
    Optional<String> trouble() {
        return trouble;
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                try (var server = new ServerSocket()) {
                    server.bind(new InetSocketAddress(address(), port), BACKLOG);
                    bound = Optional.of(server);
                    listen(server);
                } catch (IOException | RuntimeException e) { // the edge of a thread: tried again
                    if (closing.getCount() > 0) {
                        lost(e);
                    }
                }
                if (closing.await(retryAfter.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private InetAddress address() throws UnknownHostException {
        return InetAddress.getByName(host);
    }

    private void listen(ServerSocket server) throws IOException {
        URI address = at(server.getLocalPort());
        Runnable withdraw = announce.apply(new Announced(NAME, address));
        try {
            uri = Optional.of(address);
            LOG.info("Clocks can read the hub at {}{}", address, trouble.isPresent() ? " again" : "");
            trouble = Optional.empty();
            server.setSoTimeout(LOOK_MILLIS);
            while (closing.getCount() > 0) {
                try {
                    lines.take(server.accept());
                } catch (SocketTimeoutException e) {
                    LOG.trace("No clock asked");
                }
                lines.closeOverdue();
            }
        } finally {
            uri = Optional.empty();
            withdraw.run();
        }
    }

    private void lost(Exception cause) {
        String said = "no clock can read the hub at " + host + " port " + port + ": " + reason(cause)
                + "; it is tried again every " + Math.max(1, retryAfter.toSeconds()) + " s";
        if (trouble.isEmpty()) {
            LOG.warn("{}", said);
            LOG.debug("Why", cause);
        }
        trouble = Optional.of(said);
    }

    private String reason(Exception cause) {
        try {
            InetAddress address = address();
            if (!address.isAnyLocalAddress() && NetworkInterface.getByInetAddress(address) == null) {
                return "this machine does not have that address now; look at the network, or correct host in "
                        + ClocksPort.PID;
            }
        } catch (UnknownHostException e) {
            return "the name cannot be resolved; set an address of this machine as host in " + ClocksPort.PID;
        } catch (IOException e) {
            LOG.debug("This machine's addresses cannot be listed", e);
        }
        return "the port cannot be had (" + cause.getMessage()
                + "); end the program that has it, or set another port in " + ClocksPort.PID;
    }

    private URI at(int which) {
        return URI.create("http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + which);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (bound.isPresent()) {
                bound.get().close();
            }
        } catch (IOException e) {
            LOG.debug("The clocks' port was gone before it was closed", e);
        }
        lines.close();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
