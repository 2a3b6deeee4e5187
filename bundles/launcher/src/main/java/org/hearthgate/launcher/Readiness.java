package org.hearthgate.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.ServiceReference;

/**
 * Whether the hub can be relied on: every address is bound and {@code /health} answers 200, which it does only when the alarm path is
 * proven. Knows service names, not types, because the contracts live inside the framework.
 */
final class Readiness {
    private static final String HTTP_RUNTIME = "org.osgi.service.servlet.runtime.HttpServiceRuntime";
    private static final String SERVLET = "jakarta.servlet.Servlet";
    private static final String ENDPOINT = "org.hearthgate.api.hub.HubEndpoint";
    private static final String ENDPOINT_NAME = "hearthgate.endpoint.name";
    private static final String ENDPOINT_URI = "hearthgate.endpoint.uri";
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(10).toNanos();
    private static final int HEALTH_TIMEOUT_MILLIS = 2_000;

    private final Gateway gateway;
    private final boolean withNightscout;
    private final String[] endpoints;

    Readiness(Gateway gateway, String... endpoints) {
        this(gateway, true, endpoints);
    }

    /** @param withNightscout whether phones are waited for */
    Readiness(Gateway gateway, boolean withNightscout, String... endpoints) {
        this.gateway = gateway;
        this.withNightscout = withNightscout;
        this.endpoints = endpoints;
    }

    /**
     * Waits until the hub is ready.
     *
     * @return addresses by name, {@code http} first
     * @throws Failure naming what is still missing after the time is over
     */
    Map<String, URI> await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        var addresses = new LinkedHashMap<String, URI>();
        String missing;
        do {
            addresses.clear();
            missing = missing(addresses);
            if (missing.isEmpty()) {
                return addresses;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        } while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted());
        throw Failure.tryLater("not ready after " + patience.toSeconds() + " s: " + missing
                + "; see the log above, or ask `hub doctor`");
    }

    private String missing(Map<String, URI> addresses) {
        Optional<URI> http = httpAddress();
        if (http.isEmpty()) {
            return "the page's address is not bound";
        }
        addresses.put("http", http.get());
        for (String name : endpoints) {
            Optional<ServiceReference<?>> endpoint = gateway.service(ENDPOINT, "(" + ENDPOINT_NAME + "=" + name + ")");
            if (endpoint.isEmpty()) {
                return "the " + name + " address is not bound";
            }
            addresses.put(
                    name, URI.create(endpoint.get().getProperty(ENDPOINT_URI).toString()));
        }
        if (withNightscout
                && gateway.service(SERVLET, "(component.name=org.hearthgate.nightscout*)")
                        .isEmpty()) {
            return "the Nightscout interface is not there";
        }
        return healthy(http.get()) ? "" : "the alarm path is not proven";
    }

    private Optional<URI> httpAddress() {
        return gateway.service(HTTP_RUNTIME, null)
                .map(reference -> reference.getProperty("osgi.http.endpoint"))
                .flatMap(value ->
                        value instanceof String[] all && all.length > 0 ? Optional.of(all[0]) : Optional.empty())
                .map(address ->
                        URI.create(address.endsWith("/") ? address.substring(0, address.length() - 1) : address));
    }

    private static boolean healthy(URI http) {
        try (var socket = new Socket()) {
            InetAddress host = InetAddress.getByName(http.getHost());
            socket.connect(
                    new InetSocketAddress(
                            host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host, http.getPort()),
                    HEALTH_TIMEOUT_MILLIS);
            socket.setSoTimeout(HEALTH_TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return status.endsWith(" 200");
        } catch (IOException e) {
            return false;
        }
    }
}
