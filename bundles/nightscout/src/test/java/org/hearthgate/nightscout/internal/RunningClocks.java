package org.hearthgate.nightscout.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hearthgate.api.hub.HubEndpoint;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;

/** The clocks' port on a free port of loopback, and clocks that ask it. */
final class RunningClocks implements AutoCloseable {
    static final Duration SOON = Duration.ofMillis(20);
    static final Duration LONG = Duration.ofSeconds(50);

    final BlockingQueue<HubEndpoint> announced = new LinkedBlockingQueue<>();
    final BlockingQueue<HubEndpoint> withdrawn = new LinkedBlockingQueue<>();
    private final ClockSite site;
    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<ClocksPort> port = Optional.empty();
    private Optional<URI> address = Optional.empty();

    RunningClocks(ClockSite site) {
        this.site = site;
    }

    /** Makes it, with a free port where the settings name none; {@link #open} opens it as well. */
    ClocksPort component(Map<String, Object> settings, Duration patience) {
        var values = new HashMap<String, Object>(Map.of("port", 0));
        values.putAll(settings);
        var made = new ClocksPort(
                site,
                FixedHousehold.of("Anna", "Ben"),
                Configured.by(ClocksPort.Config.class, values),
                SOON,
                patience,
                endpoint -> {
                    announced.add(endpoint);
                    return () -> withdrawn.add(endpoint);
                });
        port = Optional.of(made);
        return made;
    }

    ClocksPort open(Map<String, Object> settings, Duration patience) throws InterruptedException {
        ClocksPort made = component(settings, patience);
        made.open();
        awaitOpen();
        return made;
    }

    ClocksPort open() throws InterruptedException {
        return open(Map.of(), LONG);
    }

    URI awaitOpen() throws InterruptedException {
        URI bound = announced.take().uri();
        address = Optional.of(bound);
        return bound;
    }

    URI address() {
        return address.orElseThrow();
    }

    HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        method.equals("POST")
                                ? HttpRequest.BodyPublishers.ofString("[" + SiteFixture.sgv(50, 0) + "]")
                                : HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return ask("GET", path, headers);
    }

    Socket line(String from) throws IOException {
        return new Socket(InetAddress.getByName("127.0.0.1"), address().getPort(), InetAddress.getByName(from), 0);
    }

    static void until(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) { // the test's own time limit ends it
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        port.ifPresent(ClocksPort::close);
    }
}
