package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.californium.core.coap.CoAP;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.hearthgate.launcher.RunningHub;
import org.hearthgate.testkit.peer.Mosquitto;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole road, from a device's octets to the alert, the record and the cloud, with the built bundles in both frameworks. */
class RoadIT {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "on {0}")
    @EnumSource
    void a_low_over_coap_and_one_from_a_phone_are_stored_alarmed_and_with_consent_summarised(Frameworks framework)
            throws Exception {
        try (Mosquitto mosquitto = Mosquitto.in(folder).start();
                MqttClient clinic = new MqttClient(mosquitto.uri(), "clinic", new MemoryPersistence())) {
            BlockingQueue<String> received = new LinkedBlockingQueue<>();
            clinic.connect();
            clinic.subscribe(
                    "#",
                    1,
                    (topic, message) ->
                            received.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8)));
            try (RunningHub hub = RunningHub.start(framework.factory(), folder, List.of("Anna", "Ben"), config -> {
                config.put("org.hearthgate.nightscout.clocks", Map.of("port", 0));
                config.put(
                        "org.hearthgate.cloud.mqtt~clinic",
                        Map.of(
                                "recipient", "clinic",
                                "brokerUri", mosquitto.uri(),
                                "account", "test",
                                "clientId", "hub-1"));
                config.put(
                        "org.hearthgate.cloud.consent~ben",
                        Map.of(
                                "recipient", "clinic",
                                "person", "ben",
                                "granularity", "summary-15min",
                                "pseudonym", "p-1",
                                "grantedAt",
                                        Instant.now().minusSeconds(3 * 3600).toString()));
            })) {
                assertThat(hub.inactiveBundles()).isEmpty();
                aLowOverCoapRaisesAnnasAlert(hub);
                aLowFromAPhoneRaisesBensAlertAndNobodyElseSeesIt(hub);
                aClockReadsBensValuesAtAPortOfItsOwn(hub);
                assertThat(message(received, "/glucose/summary"))
                        .contains("p-1")
                        .doesNotContain("\"ben\"");
                assertThat(message(received, "/hub/health")).isNotEmpty();
                assertThat(received).noneMatch(message -> message.contains("anna") || message.contains("Anna"));
            }
            clinic.disconnect();
        }
    }

    private static void aLowOverCoapRaisesAnnasAlert(RunningHub hub) throws Exception {
        JsonNode anna = hub.secrets().get("persons").get(0);
        var page = new Phone(hub.address("http"));
        try (Phone.Events events =
                page.events(hub.secrets().get("tokens").get("family").asText())) {
            var answer = new java.util.concurrent.CompletableFuture<CoAP.ResponseCode>();
            try (var sensor = new CoapSender(hub.address("coap"), 1)) {
                sensor.send(
                        CoapSender.glucose(
                                anna.get("coapDevice").asText(), Instant.now().toEpochMilli(), 50),
                        1_000,
                        (code, nanos) -> answer.complete(code));
                assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(CoAP.ResponseCode.CHANGED);
            }
            JsonNode alert = events.await(event -> event.name().equals("alert")).data();
            assertThat(alert.get("person").asText()).isEqualTo("anna");
            assertThat(alert.get("rule").asText()).isEqualTo("urgent-low");
            assertThat(alert.get("priority").asText()).isEqualTo("high");
            assertThat(alert.get("state").asText()).isEqualTo("raised");
            assertThat(alert.get("value").asDouble()).isEqualTo(50);
        }
        String secret = Phone.sha1(anna.get("nightscoutSecret").asText());
        JsonNode stored = Phone.JSON.readTree(
                page.get("/api/v1/entries/sgv.json", "api-secret", secret).body());
        assertThat(stored).hasSize(1);
        assertThat(stored.get(0).get("sgv").asInt()).isEqualTo(50);
    }

    private static void aLowFromAPhoneRaisesBensAlertAndNobodyElseSeesIt(RunningHub hub) throws Exception {
        JsonNode ben = hub.secrets().get("persons").get(1);
        var phone = new Phone(hub.address("http"));
        String secret = Phone.sha1(ben.get("nightscoutSecret").asText());
        // quarter hours that are over, so that a summary is due
        Instant now = Instant.now();
        var history = new StringBuilder("[");
        for (int i = 24; i > 0; i--) {
            history.append(Phone.sgv(110 + i, now.minusSeconds(300L * i), "xDrip-test"))
                    .append(',');
        }
        history.append(Phone.sgv(52, now, "xDrip-test")).append(']');
        try (Phone.Events events =
                phone.events(hub.secrets().get("tokens").get("family").asText())) {
            assertThat(phone.post("/api/v1/entries", history.toString(), "api-secret", secret)
                            .statusCode())
                    .isEqualTo(200);
            JsonNode alert = events.await(event -> event.name().equals("alert")
                            && event.data().get("person").asText().equals("ben"))
                    .data();
            assertThat(alert.get("rule").asText()).isEqualTo("urgent-low");
        }
        JsonNode again = Phone.JSON.readTree(phone.post("/api/v1/entries", history.toString(), "api-secret", secret)
                .body());
        assertThat(again).as("a retry is answered like the first").hasSize(25);
        JsonNode stored = Phone.JSON.readTree(phone.get("/api/v1/entries/sgv.json?count=100", "api-secret", secret)
                .body());
        assertThat(stored).as("nothing doubled, nothing of Anna's").hasSize(25);
    }

    private static void aClockReadsBensValuesAtAPortOfItsOwn(RunningHub hub) throws Exception {
        var port = hub.context()
                .getAllServiceReferences("org.hearthgate.api.hub.HubEndpoint", "(hearthgate.endpoint.name=clocks)")[0];
        var clock =
                new Phone(URI.create(port.getProperty("hearthgate.endpoint.uri").toString()));
        var own = new Phone(hub.address("http"));
        String secret = Phone.sha1(
                hub.secrets().get("persons").get(1).get("nightscoutSecret").asText());
        assertThat(clock.get("/sgv.json", "api-secret", secret).body())
                .isEqualTo(own.get("/sgv.json", "api-secret", secret).body())
                .contains("\"sgv\":52");
        assertThat(Phone.JSON
                        .readTree(clock.get("/pebble", "api-secret", secret).body())
                        .path("bgs"))
                .isEqualTo(Phone.JSON
                        .readTree(own.get("/pebble", "api-secret", secret).body())
                        .path("bgs"))
                .hasSize(1);
        assertThat(clock.get("/pebble").statusCode()).isEqualTo(401);
        assertThat(clock.get("/hub/v1/persons", "api-secret", secret).statusCode())
                .isEqualTo(404);
        assertThat(clock.get("/api/v1/entries.json", "api-secret", secret).statusCode())
                .isEqualTo(404);
    }

    /** {@return the first message on a topic with this end, looked for among all that have come so far} */
    private static String message(BlockingQueue<String> received, String topic) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(
                        () -> received.stream()
                                .filter(message -> message.split(" ", 2)[0].endsWith(topic))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }
}
