package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hearthgate.launcher.RunningHub;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a phone's readings to what the page is told of the next hour; and the night without the room that told it. */
class ForecastRoadIT {
    private static final int READINGS = 13;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "on {0}")
    @EnumSource
    void an_hour_of_readings_is_forecast_and_a_low_wakes_when_nothing_is_forecast_any_more(Frameworks framework)
            throws Exception {
        try (RunningHub hub = RunningHub.start(framework.factory(), folder, List.of("Anna"), config -> {})) {
            assertThat(hub.inactiveBundles()).isEmpty();
            String family = hub.secrets().get("tokens").get("family").asText();
            var page = new Phone(hub.address("http"));
            try (Phone.Events events = page.events(family)) {
                Instant newest = Instant.now().minusSeconds(60);
                send(
                        hub,
                        IntStream.range(0, READINGS)
                                .mapToObj(i -> Phone.sgv(
                                        100 + 5 * (READINGS - 1 - i),
                                        newest.minus(Duration.ofMinutes(5L * (READINGS - 1 - i))),
                                        "g7"))
                                .toList());
                JsonNode told = events.await(event -> event.name().equals("forecast")
                                && event.data().path("path").size() > 0)
                        .data();
                assertThat(told.get("person").asText()).isEqualTo("anna");
                JsonNode asked = Phone.JSON.readTree(
                        page.get("/hub/v1/persons/anna/forecast", "Authorization", "Bearer " + family)
                                .body());
                assertThat(asked.get("path")).hasSize(12).isEqualTo(told.get("path"));
                JsonNode hour = asked.get("path").get(11);
                assertThat(hour.get("minutes").asDouble()).isEqualTo(60);
                assertThat(hour.get("mgPerDl").asDouble())
                        .isBetween(
                                hour.get("lower90MgPerDl").asDouble(),
                                hour.get("upper90MgPerDl").asDouble());

                hub.room("forecast.tribuo").uninstall();
                send(hub, List.of(Phone.sgv(50, newest.plusSeconds(30), "g7")));
                JsonNode alert = events.await(event -> event.name().equals("alert")
                                && event.data().path("rule").asText().equals("urgent-low"))
                        .data();
                assertThat(alert.get("value").asDouble()).isEqualTo(50);
            }
        }
    }

    private static void send(RunningHub hub, List<String> readings) throws Exception {
        String secret = Phone.sha1(
                hub.secrets().get("persons").get(0).get("nightscoutSecret").asText());
        var phone = new Phone(hub.address("http"));
        assertThat(phone.post(
                                "/api/v1/entries",
                                readings.stream().collect(Collectors.joining(",", "[", "]")),
                                "api-secret",
                                secret)
                        .statusCode())
                .isEqualTo(200);
    }
}
