package org.hearthgate.nightscout.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hearthgate.nightscout.internal.SiteFixture.config;
import static org.hearthgate.nightscout.internal.SiteFixture.sgv;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a real servlet container shows: threads given back, answers from another one, timeouts, raw brackets in the address. */
@Timeout(60)
class NightscoutServletTest {
    private final SiteFixture hub = new SiteFixture();
    private final HttpClient client = HttpClient.newHttpClient();
    private Server server;
    private int port;

    private void serve(ObservationSink sink, Map<String, Object> settings) throws Exception {
        server = new Server();
        var connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        var context = new ServletContextHandler("/");
        var holder = new ServletHolder(
                new NightscoutServlet(SiteFixture.keys(), sink, hub.record, hub.clock, config(settings)));
        holder.setAsyncSupported(true);
        for (String pattern : List.of("/api/*", "/sgv.json", "/status.json", "/pebble")) {
            context.addServlet(holder, pattern);
        }
        server.setHandler(context);
        server.start();
        port = connector.getLocalPort();
    }

    @AfterEach
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("api-secret", SiteFixture.UPLOADER)
                .header("Content-Type", "application/json");
    }

    private HttpRequest post(String json) {
        return request("/api/v1/entries")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void stores_and_lists_over_http() throws Exception {
        serve(hub.record, Map.of());
        assertThat(send(post("[" + sgv(100, 1) + "]")).statusCode()).isEqualTo(200);
        HttpResponse<String> listed =
                send(request("/api/v1/entries.json?find%5Bdate%5D%5B$gte%5D=1").build());
        assertThat(listed.body()).startsWith("[{").contains("\"sgv\":100");
        assertThat(listed.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
        HttpResponse<String> head = send(request("/sgv.json")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(send(request("/status.json").build()).body()).contains("\"status\":\"ok\"");
    }

    @Test
    void takes_literal_brackets_in_the_address() throws Exception {
        serve(hub.record, Map.of());
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(
                            ("GET /api/v1/entries.json?find[date][$gte]=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\napi-secret: "
                                            + SiteFixture.UPLOADER + "\r\n\r\n")
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void answers_from_another_thread_than_the_pipelines() throws Exception {
        var sink = new SlowSink();
        serve(sink, Map.of());
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(post(sgv(100, 1)), HttpResponse.BodyHandlers.ofString());
        CompletableFuture<List<Receipt>> commit = sink.commits.poll(20, TimeUnit.SECONDS);
        assertThat(answer).isNotDone();
        commit.complete(List.of(new Receipt.Stored(1)));
        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        assertThat(answer.join().body()).contains("_id");
    }

    @Test
    void holds_no_thread_while_commits_hang_and_says_after_a_while_to_send_again() throws Exception {
        serve(new SlowSink(), Map.of("commitTimeoutSeconds", 1));
        var answers = new java.util.ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < 300; i++) { // more than the container has threads
            answers.add(client.sendAsync(post(sgv(100, i)), HttpResponse.BodyHandlers.ofString()));
        }
        assertThat(send(request("/status.json").build()).statusCode()).isEqualTo(200);
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "units, mmol/L",
        "bgLowMgPerDl, 300",
        "bodyLimitMebibytes, 0",
        "bodiesInFlightMebibytes, 1",
        "commitTimeoutSeconds, 0"
    })
    void refuses_a_setting_that_makes_no_sense(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NightscoutServlet(
                        SiteFixture.keys(), hub.record, hub.record, hub.clock, config(Map.of(key, value))))
                .withMessageContaining("org.hearthgate.nightscout");
    }

    /** A sink whose commits end when the test says so. */
    private static final class SlowSink implements ObservationSink {
        private final LinkedBlockingQueue<CompletableFuture<List<Receipt>>> commits = new LinkedBlockingQueue<>();

        @Override
        public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
            var commit = new CompletableFuture<List<Receipt>>();
            commits.add(commit);
            return commit;
        }

        @Override
        public void quarantine(Quarantined refused) {
            throw new AssertionError("nothing is refused here");
        }
    }
}
