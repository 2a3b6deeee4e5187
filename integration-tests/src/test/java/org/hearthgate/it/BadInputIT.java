package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One real hub, and what broken and spiteful devices send it: a clear answer each time, the good kept, the memory flat. */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputIT {
    private static final int MOST_GROWTH_MIB = 40;
    private static final int TEN_MEBIBYTES = 10 * 1024 * 1024;

    private HubProcess hub;
    private JsonNode anna;
    private JsonNode ben;
    private String urn;
    private CoapCaller sensor;
    private Phone phone;
    private double mibAtFirst;
    private Instant last = Instant.parse("2026-11-01T00:00:00Z");

    @BeforeAll
    void a_hub_that_has_met_every_road(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("home");
        JsonNode people = HubProcess.init(home, "Anna", "Ben").get("persons");
        anna = people.get(0);
        ben = people.get(1);
        urn = anna.get("coapDevice").asText();
        hub = HubProcess.run(home);
        sensor = CoapCaller.plain(hub.address("coap"));
        phone = new Phone(hub.address("http"));
        for (int i = 0; i < 200; i++) {
            assertThat(sensor.json(glucose(next())).code()).isEqualTo(ResponseCode.CHANGED);
            assertThat(upload(Phone.sgv(100, next(), "phone")).statusCode()).isEqualTo(200);
        }
        mibAtFirst = hub.residentMib();
    }

    @AfterEach
    void the_hub_stands_is_healthy_and_has_not_grown() throws Exception {
        assertThat(hub.isAlive()).isTrue();
        assertThat(phone.get("/health").statusCode()).isEqualTo(200);
        assertThat(hub.residentMib() - mibAtFirst).as("MiB grown").isLessThan(MOST_GROWTH_MIB);
    }

    @AfterAll
    void end() {
        sensor.close();
        hub.close();
    }

    @Test
    void octets_that_mean_nothing_do_not_keep_good_readings_out() throws Exception {
        var random = new Random(20_261_121);
        URI coap = hub.address("coap");
        InetAddress address = InetAddress.getByName(coap.getHost());
        try (var socket = new DatagramSocket()) {
            for (int i = 0; i < 20_000; i++) {
                var octets = new byte[random.nextInt(200)];
                random.nextBytes(octets);
                socket.send(new DatagramPacket(octets, octets.length, address, coap.getPort()));
                if (i % 500 == 0) {
                    Instant at = next();
                    assertThat(sensor.json(glucose(at)).code()).isEqualTo(ResponseCode.CHANGED);
                    assertThat(stored(anna, at)).hasSize(1);
                }
            }
        }
        assertThat(sensor.json(glucose(next())).code()).isEqualTo(ResponseCode.CHANGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "senml",
                "[",
                "{}",
                "[{\"bn\":\"",
                "[{\"n\":\"glucose\",\"v\":1e9999}]",
                "\"\\ud800\"",
                "[[[[[[[["
            })
    void malformed_senml_json_is_refused_with_a_diagnostic(String pack) throws Exception {
        CoapCaller.Answer answer = sensor.json(pack);
        assertThat(answer.code()).isEqualTo(ResponseCode.BAD_REQUEST);
        assertThat(answer.text()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ff",
                "9f",
                "81a1",
                "81a12064",
                "9bffffffffffffffff",
                "5b7fffffffffffffff",
                "818181818181",
                "a10001"
            })
    void malformed_senml_cbor_is_refused_with_a_diagnostic(String hex) throws Exception {
        CoapCaller.Answer answer =
                sensor.post(CoapCaller.CBOR, HexFormat.of().parseHex(hex)).orElseThrow();
        assertThat(answer.code()).isEqualTo(ResponseCode.BAD_REQUEST);
        assertThat(answer.text()).isNotBlank();
    }

    @Test
    void an_unknown_device_is_refused_over_plain_coap() throws Exception {
        CoapCaller.Answer answer = sensor.json(glucose(next()).replace(urn, "urn:dev:mac:0123456789abcdef:"));
        assertThat(answer.code()).isEqualTo(ResponseCode.UNAUTHORIZED);
    }

    @Test
    void a_wrong_key_gets_no_answer_and_the_right_one_works_after_it() throws Exception {
        String identity = anna.get("coapIdentity").asText();
        Instant at = next();
        byte[] pack = glucose(at).getBytes(StandardCharsets.UTF_8);
        try (var wrong = CoapCaller.secure(hub.address("coaps"), identity, "not-the-key-of-this-house")) {
            assertThat(wrong.post(CoapCaller.JSON, pack)).isEmpty();
        }
        assertThat(stored(anna, at)).isEmpty();
        try (var right = CoapCaller.secure(
                hub.address("coaps"), identity, anna.get("coapPsk").asText())) {
            assertThat(right.post(CoapCaller.JSON, pack).orElseThrow().code()).isEqualTo(ResponseCode.CHANGED);
        }
        assertThat(stored(anna, at)).hasSize(1);
    }

    @Test
    void impossible_values_and_times_are_refused_over_coap_with_the_reason() throws Exception {
        assertThat(refusal(record(next(), "\"v\":9999"))).contains("9999");
        assertThat(refusal(record(next(), "\"vs\":\"quite high\""))).isNotBlank();
        assertThat(refusal(record(next(), "\"v\":\"100\""))).isNotBlank();
        assertThat(refusal(record(Instant.now().plus(Duration.ofHours(1)), "\"v\":100")))
                .contains("ahead of the hub's clock");
        // RFC 8428 takes times before 1978 as relative to now, so a SenML device cannot say 1970
        assertThat(refusal(record(Instant.parse("1980-01-06T00:00:00Z"), "\"v\":100")))
                .contains("set the clock");
    }

    @Test
    void impossible_values_and_times_are_refused_over_http_with_the_reason() throws Exception {
        for (String entry : List.of(
                Phone.sgv(9999, next(), "phone"),
                Phone.sgv(100, next(), "phone").replace("100.0", "\"quite high\""),
                Phone.sgv(100, Instant.now().plus(Duration.ofHours(1)), "phone"),
                Phone.sgv(100, Instant.EPOCH, "phone"))) {
            HttpResponse<String> answer = upload(entry);
            assertThat(answer.statusCode()).as(entry).isEqualTo(422);
            assertThat(Phone.JSON
                            .readTree(answer.body())
                            .get("refused")
                            .get(0)
                            .get("reason")
                            .asText())
                    .isNotBlank();
        }
    }

    @Test
    void what_comes_twice_is_acknowledged_twice_and_kept_once() throws Exception {
        Instant measured = next();
        Instant uploaded = next();
        for (int i = 0; i < 2; i++) {
            assertThat(sensor.json(glucose(measured)).code()).isEqualTo(ResponseCode.CHANGED);
            assertThat(upload(Phone.sgv(100, uploaded, "phone")).statusCode()).isEqualTo(200);
        }
        assertThat(stored(anna, measured)).hasSize(1);
        assertThat(stored(ben, uploaded)).hasSize(1);
    }

    @Test
    void of_a_mixed_pack_over_coap_the_good_record_is_kept_and_the_bad_ones_are_named() throws Exception {
        Instant good = next();
        CoapCaller.Answer answer = sensor.json("[" + record(next(), "\"v\":9999") + "," + record(good, "\"v\":101")
                + "," + record(next(), "\"vs\":\"quite high\"") + "]");
        assertThat(answer.code()).isEqualTo(ResponseCode.CHANGED);
        JsonNode said = Phone.JSON.readTree(answer.text());
        assertThat(said.get("taken").asInt()).isEqualTo(1);
        assertThat(said.get("refused"))
                .extracting(one -> one.get("record").asInt())
                .containsExactly(1, 3);
        assertThat(stored(anna, good)).hasSize(1);
    }

    @Test
    void of_a_mixed_upload_over_http_the_good_entry_is_kept_and_the_bad_ones_are_named() throws Exception {
        Instant good = next();
        HttpResponse<String> answer = upload(
                "[" + Phone.sgv(9999, next(), "phone") + "," + Phone.sgv(101, good, "phone") + ",\"quite high\"]");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Phone.JSON.readTree(answer.body()))
                .extracting(one -> one.has("refused"))
                .containsExactly(true, false, true);
        assertThat(stored(ben, good)).hasSize(1);
    }

    @Test
    void a_body_of_ten_mebibytes_is_too_large_on_both_roads() throws Exception {
        var body = new byte[TEN_MEBIBYTES];
        Arrays.fill(body, (byte) ' ');
        body[0] = '[';
        assertThat(upload(new String(body, StandardCharsets.US_ASCII)).statusCode())
                .isEqualTo(413);
        assertThat(sensor.post(CoapCaller.JSON, body).orElseThrow().code())
                .isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
        assertThat(upload(Phone.sgv(100, next(), "phone")).statusCode()).isEqualTo(200);
        assertThat(sensor.json(glucose(next())).code()).isEqualTo(ResponseCode.CHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "entries", "[{\"type\":\"sgv\"", "[}", "42", "[{}] []"})
    void malformed_json_over_http_is_a_bad_request(String body) throws Exception {
        assertThat(upload(body).statusCode()).isEqualTo(400);
    }

    @Test
    void without_the_right_secret_every_path_sounds_the_same() throws Exception {
        Set<String> bodies = new HashSet<>();
        for (String path : List.of(
                "/api/v1/entries.json",
                "/api/v1/entries/sgv.json?count=1",
                "/api/v1/status.json",
                "/api/v1/treatments",
                "/api/v1/nothing-of-the-kind",
                "/api/v3/entries",
                "/api/",
                "/sgv.json")) {
            bodies.add(unauthorized(phone.get(path)));
            bodies.add(unauthorized(phone.get(path, "api-secret", Phone.sha1("not the secret"))));
            bodies.add(unauthorized(phone.get(path, "api-secret", "")));
        }
        // connections of their own: the hub does not read a body it does not take, and closes
        for (String path : List.of("/api/v1/entries", "/api/v1/nothing-of-the-kind")) {
            String[] answer = rawPost(path, "not the secret", "[").split("\r\n\r\n", 2);
            assertThat(answer[0]).startsWith("HTTP/1.1 401 ");
            bodies.add(answer[1]);
        }
        assertThat(bodies).singleElement().asString().contains("Unauthorized");
    }

    @Test
    void ten_thousand_requests_that_are_never_ended_keep_neither_phone_nor_sensor_out() throws Exception {
        int count = HalfOpenConnections.possible(10_000);
        // as long as a request line may nearly be: the hub holds it until the line ends
        String beginning = "GET /" + "x".repeat(7_000);
        try (var crowd = HalfOpenConnections.open(hub.address("http"), count, beginning, Duration.ofSeconds(10))) {
            assertThat(crowd.answered()).as("connected or turned away").isPositive();
            assertThat(sensor.json(glucose(next())).code()).isEqualTo(ResponseCode.CHANGED);
            assertThat(rawPost("/api/v1/entries", secret(ben), Phone.sgv(100, next(), "phone")))
                    .startsWith("HTTP/1.1 200");
            assertThat(hub.residentMib() - mibAtFirst).as("MiB grown").isLessThan(MOST_GROWTH_MIB);
            if (count > 1_000) {
                assertThat(hub.log()).contains("connections to the web server");
            }
        }
    }

    /** A phone that has not been here before, so that it needs a connection of its own. */
    private String rawPost(String path, String secret, String body) throws IOException {
        URI http = hub.address("http");
        try (var socket = new Socket()) {
            int millis = 10_000;
            socket.connect(new InetSocketAddress(http.getHost(), http.getPort()), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream()
                    .write(("POST " + path + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length()
                                    + "\r\napi-secret: " + secret + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** {@return a time no other reading of this test has} */
    private Instant next() {
        last = last.plusSeconds(1);
        return last;
    }

    private String glucose(Instant at) {
        return CoapSender.glucose(urn, at.toEpochMilli(), 100);
    }

    private String record(Instant at, String value) {
        return "{\"bn\":\"%s\",\"n\":\"glucose\",\"u\":\"mg/dL\",%s,\"t\":%d}"
                .formatted(urn, value, at.getEpochSecond());
    }

    private String refusal(String record) throws InterruptedException {
        CoapCaller.Answer answer = sensor.json("[" + record + "]");
        assertThat(answer.code()).as(record).isEqualTo(ResponseCode.BAD_REQUEST);
        return answer.text();
    }

    private HttpResponse<String> upload(String body) throws Exception {
        return phone.post("/api/v1/entries", body, "api-secret", secret(ben));
    }

    private List<Double> stored(JsonNode person, Instant at) throws Exception {
        var values = new ArrayList<Double>();
        Phone.JSON
                .readTree(phone.get(
                                "/api/v1/entries/sgv.json?find%5Bdate%5D=" + at.toEpochMilli(),
                                "api-secret",
                                secret(person))
                        .body())
                .forEach(entry -> values.add(entry.get("sgv").asDouble()));
        return values;
    }

    private static String unauthorized(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        return answer.body();
    }

    private static String secret(JsonNode person) {
        return Phone.sha1(person.get("nightscoutSecret").asText());
    }
}
