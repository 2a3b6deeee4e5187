package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hearthgate.nightscout.internal.SiteFixture.FOLLOWER;
import static org.hearthgate.nightscout.internal.SiteFixture.UPLOADER;
import static org.hearthgate.nightscout.internal.SiteFixture.sgv;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HubEndpoint;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that insist on a port of their own, over real sockets. */
@Timeout(60)
class ClocksPortTest {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(50);

    private final SiteFixture hub = new SiteFixture();
    private final HttpClient client = HttpClient.newHttpClient();
    private final BlockingQueue<HubEndpoint> announced = new LinkedBlockingQueue<>();
    private final List<HubEndpoint> withdrawn = new ArrayList<>();
    private Optional<ClocksPort> port = Optional.empty();
    private URI address;

    @BeforeEach
    void a_morning_of_values() {
        hub.post("[" + sgv(100, 16) + "," + sgv(103, 11) + "," + sgv(105, 6) + "," + sgv(107, 1) + "]")
                .as(UPLOADER);
    }

    @AfterEach
    void close() {
        port.ifPresent(ClocksPort::close);
    }

    private ClocksPort component(Map<String, Object> settings, Duration patience) {
        var values = new HashMap<String, Object>(Map.of("port", 0));
        values.putAll(settings);
        var made = new ClocksPort(
                hub.site(hub.record),
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

    private void open(Map<String, Object> settings, Duration patience) throws InterruptedException {
        component(settings, patience).open();
        address = announced.take().uri();
    }

    private void open() throws InterruptedException {
        open(Map.of(), LONG);
    }

    private HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(
                        method,
                        method.equals("POST")
                                ? HttpRequest.BodyPublishers.ofString("[" + sgv(50, 0) + "]")
                                : HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return ask("GET", path, headers);
    }

    private Socket line(String from) throws IOException {
        return new Socket(InetAddress.getByName("127.0.0.1"), address.getPort(), InetAddress.getByName(from), 0);
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    private static void until(BooleanSupplier holds) {
        while (!holds.getAsBoolean()) { // the test's own time limit ends it
            LockSupport.parkNanos(1_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pebble",
                "/pebble?count=3&units=mmol",
                "/sgv.json",
                "/sgv.json?brief_mode=Y&count=2",
                "/status.json",
                "/pebble?count=x"
            })
    void answers_as_the_hubs_own_port_does(String path) throws Exception {
        open();
        SiteFixture.Seen own = hub.get(path).as(FOLLOWER);

        HttpResponse<String> answer = get(path, "api-secret", FOLLOWER);

        assertThat(answer.statusCode()).isEqualTo(own.status());
        assertThat(answer.body()).isEqualTo(own.text()).isNotEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).contains(own.mediaType());
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-cache");
        own.headers().forEach((name, value) -> assertThat(answer.headers().firstValue(name))
                .contains(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pebble", "/sgv.json", "/status.json", "/", "/api/v1/entries.json", "/nothing"})
    void tells_nothing_to_whoever_brings_no_secret_or_a_wrong_one(String path) throws Exception {
        open();
        String refusal = hub.get(path).anonymously().text();

        for (HttpResponse<String> answer : List.of(
                get(path),
                get(path, "api-secret", "0".repeat(40)),
                get(path + "?token=guess"),
                get(path, "api-secret", SiteFixture.PARENT_OF_BOTH))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(refusal);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/entries.json", "/hub/v1/persons", "/pebble/", "/%70ebble", "/health"})
    void serves_no_other_path(String path) throws Exception {
        open();

        assertThat(get(path, "api-secret", UPLOADER).statusCode()).isEqualTo(404);
    }

    @Test
    void is_only_read() throws Exception {
        open();
        long before = hub.record.lastPosition();

        assertThat(ask("POST", "/sgv.json", "api-secret", UPLOADER).statusCode())
                .isEqualTo(405);
        assertThat(ask("POST", "/api/v1/entries", "api-secret", UPLOADER).statusCode())
                .isEqualTo(405);
        assertThat(hub.record.lastPosition()).isEqualTo(before);
        HttpResponse<String> head = ask("HEAD", "/pebble", "api-secret", UPLOADER);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(get("/sgv.json", "api-secret", UPLOADER, "If-Modified-Since", "Sun, 01 Jan 2040 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void takes_a_clock_of_http_1_0_with_its_credential_in_the_address() throws Exception {
        open();
        try (Socket clock = line("127.0.0.1")) {
            clock.getOutputStream()
                    .write(("GET /sgv.json?count=1&token=" + FOLLOWER + " HTTP/1.0\n\n").getBytes(ISO_8859_1));
            assertThat(rest(clock))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("Connection: close\r\n")
                    .contains("\"sgv\":107");
        }
    }

    @Test
    void a_person_named_for_it_is_shown_without_a_secret_on_this_machine() throws Exception {
        open(Map.of("personWithoutSecret", "anna"), LONG);

        assertThat(get("/pebble").body()).contains("\"sgv\":\"107\"");
        assertThat(get("/pebble", "api-secret", "0".repeat(40)).statusCode())
                .as("a wrong secret, where none is needed")
                .isEqualTo(401);
        assertThat(get("/pebble", "X-Forwarded-For", "192.168.1.20").statusCode())
                .as("a proxy's guest")
                .isEqualTo(401);
        assertThat(get("/pebble", "api-secret", SiteFixture.BENS_UPLOADER).body())
                .as("a secret says who is meant")
                .contains("\"bgs\":[]");
        assertThat(ask("POST", "/sgv.json").statusCode()).isEqualTo(405);
        assertThat(get("/api/v1/entries.json").statusCode()).isEqualTo(404);
    }

    @Test
    void an_unknown_person_is_a_warning_and_shows_nobody() throws Exception {
        open(Map.of("personWithoutSecret", "clara"), LONG);

        assertThat(get("/pebble").statusCode()).isEqualTo(401);
        assertThat(port.orElseThrow().check().status()).isEqualTo(Health.Status.WARN);
        assertThat(port.orElseThrow().check().message())
                .contains("personWithoutSecret", ClocksPort.PID)
                .doesNotContain("clara");
    }

    @Test
    void a_taken_port_is_a_warning_that_says_what_to_do_and_ends_when_it_is_free() throws Exception {
        int taken;
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress("127.0.0.1", 0));
            taken = other.getLocalPort();
            ClocksPort clocks = component(Map.of("port", taken), LONG);
            clocks.open();
            until(() -> clocks.check().status() == Health.Status.WARN);
            assertThat(clocks.check().message())
                    .contains("127.0.0.1 port " + taken, "end the program that has it", ClocksPort.PID);
            assertThat(announced).isEmpty();
        }

        address = announced.take().uri();

        assertThat(address.getPort()).isEqualTo(taken);
        assertThat(get("/pebble", "api-secret", FOLLOWER).statusCode()).isEqualTo(200);
        until(() -> port.orElseThrow().check().status() == Health.Status.OK);
        assertThat(port.orElseThrow().check().message()).contains(address.toString());
    }

    @Test
    void an_address_that_this_machine_does_not_have_yet_is_a_warning() {
        ClocksPort clocks = component(Map.of("host", "192.0.2.1"), LONG); // kept for books, RFC 5737
        clocks.open();

        until(() -> clocks.check().status() == Health.Status.WARN);

        assertThat(clocks.check().message()).contains("192.0.2.1", "does not have that address", "host");
    }

    @Test
    void one_device_cannot_hold_every_line() throws Exception {
        open();
        var held = new ArrayList<Socket>();
        for (int i = 0; i < OpenLines.MOST_OF_ONE; i++) {
            Socket slow = line("127.0.0.2");
            slow.getOutputStream().write("GET /peb".getBytes(ISO_8859_1));
            held.add(slow);
        }
        try (Socket tooMany = line("127.0.0.2")) {
            assertThat(closed(tooMany)).isTrue();
        }

        assertThat(get("/pebble", "api-secret", FOLLOWER).statusCode()).isEqualTo(200);
        for (Socket slow : held) {
            slow.close();
        }
    }

    @Test
    void whoever_takes_too_long_is_hung_up_on() throws Exception {
        open(Map.of(), SOON);
        try (Socket slow = line("127.0.0.1")) {
            slow.getOutputStream().write("GET /peb".getBytes(ISO_8859_1));
            assertThat(closed(slow)).isTrue();
        }
    }

    private static boolean closed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void a_head_without_end_and_one_that_is_none_are_refused() throws Exception {
        open();
        try (Socket endless = line("127.0.0.1")) {
            endless.getOutputStream()
                    .write(("GET /pebble HTTP/1.1\r\nX: " + "x".repeat(ClockTalk.LONGEST_HEAD)).getBytes(ISO_8859_1));
            assertThat(rest(endless)).startsWith("HTTP/1.1 431 ");
        }
        try (Socket tls = line("127.0.0.1")) {
            tls.getOutputStream().write(new byte[] {0x16, 3, 1, 0, 5, '\n', '\n'});
            assertThat(rest(tls)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void more_than_a_clock_can_mean_is_refused_and_a_thousand_values_are_not() throws Exception {
        var many = new ArrayList<String>();
        for (int i = 0; i < 6_000; i++) {
            many.add(
                    """
                    {"type":"sgv","sgv":100,"device":"one that measures each few seconds","date":%d}"""
                            .formatted(Given.NOON.toEpochMilli() - 7_000L * i));
        }
        hub.post("[" + String.join(",", many) + "]").as(UPLOADER);
        open();

        HttpResponse<String> refused = get("/sgv.json?count=1000000", "api-secret", UPLOADER);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("smaller count");
        assertThat(get("/sgv.json?count=1000", "api-secret", UPLOADER).body())
                .isEqualTo(hub.get("/sgv.json?count=1000").as(UPLOADER).text());
    }

    @Test
    void closing_frees_the_port_and_ends_its_threads() throws Exception {
        open();
        get("/pebble", "api-secret", FOLLOWER);
        try (Socket waiting = line("127.0.0.1")) {
            port.orElseThrow().close();
            assertThat(closed(waiting)).isTrue();
        }

        assertThat(withdrawn).hasSize(1);
        until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("nightscout-clocks")));
        try (var next = new ServerSocket()) {
            next.bind(new InetSocketAddress("127.0.0.1", address.getPort()));
        }
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"port, -1", "port, 65536", "host, ''", "host, 'http://hub'", "personWithoutSecret, 'Anna B'"})
    void refuses_a_setting_that_makes_no_sense(String key, String value) {
        Object typed = key.equals("port") ? (Object) Integer.valueOf(value) : value;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> component(Map.of(key, typed), LONG))
                .withMessageContainingAll(ClocksPort.PID, key);
    }

    @Test
    void listens_on_this_machine_alone_at_xdrips_port_unless_told_otherwise() {
        ClocksPort.Config config = Configured.by(ClocksPort.Config.class);

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(17_580);
        assertThat(config.personWithoutSecret()).isEmpty();
    }
}
