package org.hearthgate.demo.broker.internal;

import io.moquette.BrokerConstants;
import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moquette with everything switched off that a demo does not need: files, web sockets, and reports to its makers. */
final class MemoryBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryBroker.class);
    private static final long LISTENS_WITHIN_SECONDS = 5;
    private static final long LOOK_EVERY_MILLIS = 10;

    private final Server server = new Server();
    private final URI uri;

    /**
     * Starts, and listens when this returns.
     *
     * @param port 0 takes any free one
     * @throws IllegalStateException if it cannot listen there
     */
    MemoryBroker(String host, int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
        }
        try {
            var address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress()) {
                LOG.warn("The demo broker is open to everybody who reaches {}: use it for demos alone", host);
            }
            int free = free(address, port);
            server.startServer(new MemoryConfig(settings(host, free)));
            waitUntilItListens(new InetSocketAddress(address, free));
            uri = new URI("tcp", null, host, free, null, null, null);
        } catch (IOException | URISyntaxException | RuntimeException e) {
            close();
            throw new IllegalStateException(
                    "The demo broker cannot listen on " + host + ':' + port
                            + ": free that port, or set another in org.hearthgate.demo.broker",
                    e);
        }
    }

    /** Moquette binds in the background and tells nobody when it fails, so whether the port is free is tried before. */
    private static int free(InetAddress address, int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, address)) {
            return socket.getLocalPort();
        }
    }

    private static void waitUntilItListens(InetSocketAddress address) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LISTENS_WITHIN_SECONDS);
        while (!listens(address)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("it does not listen after " + LISTENS_WITHIN_SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
    }

    private static boolean listens(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Properties settings(String host, int port) {
        var settings = new Properties();
        settings.setProperty(IConfig.HOST_PROPERTY_NAME, host);
        settings.setProperty(IConfig.PORT_PROPERTY_NAME, Integer.toString(port));
        settings.setProperty(IConfig.WEB_SOCKET_PORT_PROPERTY_NAME, BrokerConstants.DISABLED_PORT_BIND);
        settings.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, "true");
        settings.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, "false");
        settings.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false"); // by default it reports to its makers
        settings.setProperty(IConfig.BUFFER_FLUSH_MS_PROPERTY_NAME, "0"); // at once
        return settings;
    }

    /** {@return where it really listens} */
    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        server.stopServer();
    }
}
