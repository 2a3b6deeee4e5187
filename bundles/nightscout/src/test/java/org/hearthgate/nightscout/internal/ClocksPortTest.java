package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.hearthgate.nightscout.internal.RunningClocks.LONG;
import static org.hearthgate.nightscout.internal.SiteFixture.FOLLOWER;
import static org.hearthgate.nightscout.internal.SiteFixture.UPLOADER;
import static org.hearthgate.nightscout.internal.SiteFixture.sgv;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.hub.Health;
import org.hearthgate.testkit.Configured;
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
    private final SiteFixture hub = new SiteFixture();
    private final RunningClocks clocks = new RunningClocks(hub.site(hub.record));

    @BeforeEach
    void a_morning_of_values() {
        hub.post("[" + sgv(100, 16) + "," + sgv(103, 11) + "," + sgv(105, 6) + "," + sgv(107, 1) + "]")
                .as(UPLOADER);
    }

    @AfterEach
    void close() {
        clocks.close();
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
        clocks.open();
        SiteFixture.Seen own = hub.get(path).as(FOLLOWER);

        HttpResponse<String> answer = clocks.get(path, "api-secret", FOLLOWER);

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
        clocks.open();
        String refusal = hub.get(path).anonymously().text();

        for (HttpResponse<String> answer : List.of(
                clocks.get(path),
                clocks.get(path, "api-secret", "0".repeat(40)),
                clocks.get(path + "?token=guess"),
                clocks.get(path, "api-secret", SiteFixture.PARENT_OF_BOTH))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(refusal);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/entries.json", "/hub/v1/persons", "/pebble/", "/%70ebble", "/health"})
    void serves_no_other_path(String path) throws Exception {
        clocks.open();

        assertThat(clocks.get(path, "api-secret", UPLOADER).statusCode()).isEqualTo(404);
    }

    @Test
    void is_only_read() throws Exception {
        clocks.open();
        long before = hub.record.lastPosition();

        assertThat(clocks.ask("POST", "/sgv.json", "api-secret", UPLOADER).statusCode())
                .isEqualTo(405);
        assertThat(clocks.ask("POST", "/api/v1/entries", "api-secret", UPLOADER).statusCode())
                .isEqualTo(405);
        assertThat(hub.record.lastPosition()).isEqualTo(before);
        HttpResponse<String> head = clocks.ask("HEAD", "/pebble", "api-secret", UPLOADER);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(clocks.get("/sgv.json", "api-secret", UPLOADER, "If-Modified-Since", "Sun, 01 Jan 2040 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void takes_a_clock_of_http_1_0_with_its_credential_in_the_address() throws Exception {
        clocks.open();
        try (Socket clock = clocks.line("127.0.0.1")) {
            clock.getOutputStream()
                    .write(("GET /sgv.json?count=1&token=" + FOLLOWER + " HTTP/1.0\n\n").getBytes(ISO_8859_1));
            assertThat(new String(clock.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 200 OK\r\n")
                    .contains("Connection: close\r\n")
                    .contains("\"sgv\":107");
        }
    }

    @Test
    void a_person_named_for_it_is_shown_without_a_secret_on_this_machine() throws Exception {
        clocks.open(Map.of("personWithoutSecret", "anna"), LONG);

        assertThat(clocks.get("/pebble").body()).contains("\"sgv\":\"107\"");
        assertThat(clocks.get("/pebble", "api-secret", "0".repeat(40)).statusCode())
                .as("a wrong secret, where none is needed")
                .isEqualTo(401);
        assertThat(clocks.get("/pebble", "X-Forwarded-For", "192.168.1.20").statusCode())
                .as("a proxy's guest")
                .isEqualTo(401);
        assertThat(clocks.get("/pebble", "api-secret", SiteFixture.BENS_UPLOADER)
                        .body())
                .as("a secret says who is meant")
                .contains("\"bgs\":[]");
        assertThat(clocks.ask("POST", "/sgv.json").statusCode()).isEqualTo(405);
        assertThat(clocks.get("/api/v1/entries.json").statusCode()).isEqualTo(404);
    }

    @Test
    void an_unknown_person_is_a_warning_and_shows_nobody() throws Exception {
        ClocksPort port = clocks.open(Map.of("personWithoutSecret", "clara"), LONG);

        assertThat(clocks.get("/pebble").statusCode()).isEqualTo(401);
        assertThat(port.check().status()).isEqualTo(Health.Status.WARN);
        assertThat(port.check().message())
                .contains("personWithoutSecret", ClocksPort.PID)
                .doesNotContain("clara");
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
        clocks.open();

        HttpResponse<String> refused = clocks.get("/sgv.json?count=1000000", "api-secret", UPLOADER);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("smaller count");
        assertThat(clocks.get("/sgv.json?count=1000", "api-secret", UPLOADER).body())
                .isEqualTo(hub.get("/sgv.json?count=1000").as(UPLOADER).text());
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"port, -1", "port, 65536", "host, ''", "host, 'http://hub'", "personWithoutSecret, 'Anna B'"})
    void refuses_a_setting_that_makes_no_sense(String key, String value) {
        Object typed = key.equals("port") ? (Object) Integer.valueOf(value) : value;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> clocks.component(Map.of(key, typed), LONG))
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
