package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.forecast.NoForecast;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The room behind a real Jetty, the one inside Felix. */
@Timeout(30)
class LiveTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private DevHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = DevHub.empty(FixedHousehold.of("Anna", "Ben"), 0);
        hub.access.give("family", Role.FAMILY, ANNA).give("installer", Role.INSTALLER);
    }

    @AfterEach
    void stop() throws Exception {
        hub.stop();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + hub.port() + path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(to(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private BufferedReader listen(String token) throws IOException, InterruptedException {
        var response = http.send(
                to("/hub/v1/events").header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader stream, String event) throws IOException {
        while (true) {
            String line = stream.readLine();
            if (line.equals("event: " + event)) {
                return stream.readLine();
            }
        }
    }

    @Test
    void a_page_hears_the_open_alerts_first_and_then_only_its_own_people() throws Exception {
        Instant now = Instant.now();
        hub.board.with(FakeBoard.alert("open", ANNA, "low", Priority.MEDIUM, now, 66, "Anna is low"));
        BufferedReader stream = listen("family");
        assertThat(next(stream, "alert")).contains("\"id\":\"open\"");

        hub.events.changed(FakeBoard.alert("bens", BEN, "low", Priority.MEDIUM, now, 60, "Ben is low"));
        hub.events.committed(
                List.of(hub.record.keep(Given.reading(61).of(BEN).at(now).build())));
        hub.events.changed(FakeBoard.alert("annas", ANNA, "urgent-low", Priority.HIGH, now, 50, "Anna is very low"));

        assertThat(next(stream, "alert")).contains("\"id\":\"annas\"").contains("\"priority\":\"high\"");
    }

    @Test
    void a_reading_comes_with_its_trend() throws Exception {
        Instant now = Instant.now();
        for (int i = 4; i > 0; i--) {
            hub.record.keep(
                    Given.reading(100 + 8 * i).minutesBefore(now, 5.0 * i).build());
        }
        BufferedReader stream = listen("family");
        next(stream, "hub");

        hub.events.committed(List.of(hub.record.keep(Given.reading(100).at(now).build())));

        assertThat(next(stream, "reading"))
                .contains("\"person\":\"anna\"")
                .contains("\"mgPerDl\":100.0")
                .contains("\"bound\":\"exact\"")
                .contains("\"arrow\":\"FortyFiveDown\"");
    }

    @Test
    void an_installer_hears_the_hub_and_no_health() throws Exception {
        BufferedReader stream = listen("installer");
        next(stream, "hub");
        hub.events.changed(FakeBoard.alert("annas", ANNA, "low", Priority.MEDIUM, Instant.now(), 50, "Anna is low"));

        String line = stream.readLine();
        while (!line.equals("event: hub")) { // the beat after the alert
            assertThat(line).doesNotContain("alert");
            line = stream.readLine();
        }
    }

    @Test
    void taking_an_alert_over_http_answers_with_the_alert() throws Exception {
        hub.board.with(FakeBoard.alert("a", ANNA, "low", Priority.MEDIUM, Instant.now(), 66, "Anna is low"));

        var response = http.send(
                to("/hub/v1/alerts/a/acknowledge")
                        .header("Authorization", "Bearer family")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"acknowledged\"").contains("\"by\":\"family\"");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void a_body_beyond_the_bound_is_413() throws Exception {
        var response = http.send(
                to("/hub/v1/session")
                        .POST(HttpRequest.BodyPublishers.ofString("x".repeat(Call.LONGEST_BODY + 1)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void the_page_may_run_no_script_but_its_own_and_every_file_it_names_is_there() throws Exception {
        var page = get("/");
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");

        var named = java.util.regex.Pattern.compile("\"(/assets/[^\"]+)\"").matcher(page.body());
        int seen = 0;
        while (named.find()) {
            var asset = get(named.group(1));
            assertThat(asset.statusCode()).as(named.group(1)).isEqualTo(200);
            assertThat(asset.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
            seen++;
        }
        assertThat(seen).isGreaterThan(15);
        assertThat(get("/assets/0000/app.js").statusCode()).isEqualTo(404);
    }

    @Test
    void a_page_that_is_known_already_is_not_sent_again() throws Exception {
        String tag = get("/").headers().firstValue("ETag").orElseThrow();

        var again = http.send(to("/").header("If-None-Match", tag).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(again.statusCode()).isEqualTo(304);
    }

    /** Fetched when somebody opens the week's audit, and once the hub has looked ahead. */
    private static final Set<String> LATER = Set.of(
            "audit-panels.js", "audit-words.js", "messages/en-audit.js", "forecast.js", "messages/en-forecast.js");

    /** 60 before the page could say who is called, who has it and whether it works; still half a second on a bad Wi-Fi. */
    @Test
    void the_first_page_weighs_less_than_70_kilobytes_compressed() {
        var assets = new Assets();
        int bytes = assets.page().gzipped().length
                + Assets.names().stream()
                        .filter(name -> !name.endsWith(".png") && !name.equals("sw.js")) // fetched when it is installed
                        .filter(name -> !LATER.contains(name))
                        .map(name -> assets.at("/assets/" + assets.tag() + "/" + name)
                                .orElseThrow())
                        .mapToInt(asset -> asset.gzipped().length)
                        .sum();

        assertThat(bytes).isLessThan(70_000);
    }

    @Test
    void what_is_fetched_later_is_neither_loaded_ahead_nor_imported_by_the_first_page() {
        assertThat(Assets.names()).containsAll(LATER);
        Stream<String> first = Stream.concat(Stream.of("index.html"), Assets.names().stream())
                .filter(name -> name.endsWith(".html") || name.endsWith(".js"))
                .filter(name -> !name.startsWith("lib/") && !LATER.contains(name));

        assertThat(first)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        name -> assertThat(new String(
                                        Assets.read("/org/hearthgate/web/page/" + name), StandardCharsets.UTF_8))
                                .doesNotContainPattern(
                                        "(from '|import '|__ASSETS__/)[./]*(messages/)?(audit-panels|audit-words|en-audit|forecast\\.js|en-forecast)"));
    }

    @Test
    void the_worker_and_the_icons_have_an_address_that_never_changes_and_are_asked_for_anew() throws Exception {
        for (String path : List.of("/sw.js", "/icon-192.png", "/icon-512.png")) {
            var response = get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.headers().firstValue("Cache-Control")).as(path).hasValue("no-cache");
        }
        assertThat(get("/sw.js").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        assertThat(get("/app.js").statusCode()).isEqualTo(404);
    }

    @Test
    void a_call_reaches_the_open_pages_of_the_family_and_fails_while_none_is_open() throws Exception {
        Alert alert = FakeBoard.alert("a", ANNA, "low", Priority.MEDIUM, Instant.now(), 60, "Anna is low");
        PageChannel channel = hub.reach.pages();
        assertThat(channel.whyNot(call(alert, false))).hasValue("no page is open");
        assertThatThrownBy(() -> channel.deliver(call(alert, false)))
                .isInstanceOfSatisfying(ChannelException.class, failure -> assertThat(failure.permanent())
                        .isFalse())
                .hasMessageContaining("open nowhere");

        BufferedReader installer = listen("installer");
        next(installer, "hub");
        assertThatThrownBy(() -> channel.deliver(call(alert, false))).isInstanceOf(ChannelException.class);
        BufferedReader family = listen("family");
        next(family, "hub");

        assertThat(channel.whyNot(call(alert, false))).isEmpty();
        assertThat(channel.deliver(call(alert, true))).isEqualTo(Receipt.Outcome.SENT);
        assertThat(next(family, "call"))
                .contains("\"alert\":\"a\"")
                .contains("\"test\":true")
                .contains("\"carers\":[\"Mum\"]");
        channel.quiet(alert);
        assertThat(next(family, "call")).contains("\"over\":true");
    }

    @Test
    void a_drill_that_a_page_was_called_for_can_be_seen_though_no_alert_is_open() throws Exception {
        var carers = new FakeCarers();
        hub.reach.receipts = carers;
        BufferedReader family = listen("family");
        next(family, "hub");
        hub.reach
                .pages()
                .deliver(call(
                        FakeBoard.alert("drill", Alert.HUB, "self-test", Priority.LOW, Instant.now(), 40, "A test"),
                        true));

        var response = http.send(
                to("/hub/v1/alerts/drill/seen")
                        .header("Authorization", "Bearer family")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(carers.noted).singleElement().satisfies(receipt -> {
            assertThat(receipt.callId()).isEqualTo("call-1");
            assertThat(receipt.outcome()).isEqualTo(Receipt.Outcome.SEEN);
        });
    }

    @Test
    void a_family_hears_who_was_reached_and_nobody_else_does() throws Exception {
        BufferedReader family = listen("family");
        next(family, "hub");

        new ReceiptEvents(hub.events)
                .noted(FakeCarers.receipt(
                        "a",
                        ANNA,
                        1,
                        "mail.grandma",
                        FakeCarers.GRANDMA,
                        Receipt.Outcome.SENT,
                        Instant.now(),
                        "taken"));

        assertThat(next(family, "receipt")).contains("\"outcome\":\"sent\"").contains("\"carer\":\"grandma\"");
    }

    @Test
    void readers_hear_a_forecast_and_that_there_is_none_any_more_and_nobody_else_does() throws Exception {
        Instant now = Instant.parse("2026-03-02T12:00:00Z");
        BufferedReader family = listen("family");
        next(family, "hub");
        var told = new ForecastEvents(hub.events);

        told.forecast(FakeForecasts.of(BEN, now, 120, 100, 0, 0));
        told.forecast(FakeForecasts.of(ANNA, now, 120, 80, 0.1, 0.2));
        told.forecast(ForecastAnswer.none(ANNA, now, NoForecast.STALE));

        assertThat(next(family, "forecast"))
                .contains("\"person\":\"anna\",\"at\":\"2026-03-02T12:00:00Z\"")
                .contains("\"probabilityLowIn60Min\":0.2");
        assertThat(next(family, "forecast")).contains("\"why\":{\"code\":\"stale\"");
    }

    private static org.hearthgate.api.notify.Call call(Alert alert, boolean test) {
        return new org.hearthgate.api.notify.Call(
                "call-1",
                alert,
                "Anna",
                java.util.Optional.empty(),
                List.of(FakeCarers.MUM),
                true,
                false,
                test,
                Instant.now(),
                java.time.Duration.ofMinutes(2));
    }

    @Test
    void every_file_of_the_page_is_listed_and_none_else() throws Exception {
        var root = java.nio.file.Path.of("src/main/resources/org/hearthgate/web/page");
        try (var files = java.nio.file.Files.walk(root)) {
            assertThat(files.filter(java.nio.file.Files::isRegularFile)
                            .map(file -> root.relativize(file).toString().replace('\\', '/'))
                            .filter(name -> !name.equals("index.html") && !name.equals("assets.txt")))
                    .containsExactlyInAnyOrderElementsOf(Assets.names().stream()
                            .filter(name -> !name.startsWith("lib/"))
                            .toList());
        }
    }
}
