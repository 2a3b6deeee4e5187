package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.hearthgate.launcher.RunningHub;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the client of libcoap, which knows nothing of us but the person's key, over DTLS to the record and the alert. */
class CoapClientIT {
    private static final Path CLIENT = Path.of("/usr/bin/coap-client-openssl");
    private static final int SECONDS = 5;

    @TempDir
    private Path folder;

    @BeforeEach
    void needs_the_client() {
        boolean missing = !Files.isExecutable(CLIENT);
        if (missing && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("coap-client-openssl is missing and CI=true: apt install libcoap3-bin");
        }
        Assumptions.assumeFalse(missing, "skipped: coap-client-openssl is not installed (apt install libcoap3-bin)");
    }

    @ParameterizedTest(name = "on {0}")
    @EnumSource
    void a_low_with_the_persons_key_is_stored_and_wakes_and_with_another_key_nothing_is(Frameworks framework)
            throws Exception {
        try (RunningHub hub = RunningHub.start(framework.factory(), folder, List.of("Anna"), config -> {})) {
            assertThat(hub.inactiveBundles()).isEmpty();
            JsonNode anna = hub.secrets().get("persons").get(0);
            String key = anna.get("coapPsk").asText();
            var page = new Phone(hub.address("http"));

            post(hub, anna, new StringBuilder(key).reverse().toString(), 300);
            assertThat(stored(page, anna)).as("with a wrong key").isEmpty();

            try (Phone.Events events =
                    page.events(hub.secrets().get("tokens").get("family").asText())) {
                assertThat(post(hub, anna, key, 50)).as("2.04 without a word").isBlank();
                JsonNode alert =
                        events.await(event -> event.name().equals("alert")).data();
                assertThat(alert.get("person").asText()).isEqualTo("anna");
                assertThat(alert.get("rule").asText()).isEqualTo("urgent-low");
                assertThat(alert.get("state").asText()).isEqualTo("raised");
                assertThat(alert.get("value").asDouble()).isEqualTo(50);
            }
            assertThat(stored(page, anna))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.get("sgv").asInt()).isEqualTo(50));
        }
    }

    /** {@return what the client wrote, once it has ended} */
    private String post(RunningHub hub, JsonNode person, String key, int mgPerDl) throws Exception {
        String body = "[{\"bn\":\"" + person.get("coapDevice").asText() + "\",\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":"
                + mgPerDl + "}]";
        URI door = hub.address("coaps");
        Path said = folder.resolve("client-" + mgPerDl);
        Process client = new ProcessBuilder(
                        CLIENT.toString(),
                        "-B",
                        Integer.toString(SECONDS),
                        "-m",
                        "post",
                        "-t",
                        "110",
                        "-u",
                        person.get("coapIdentity").asText(),
                        "-k",
                        key,
                        "-e",
                        body,
                        "coaps://" + door.getHost() + ":" + door.getPort() + "/senml")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(client.waitFor(4L * SECONDS, TimeUnit.SECONDS))
                    .as("the client ends")
                    .isTrue();
            return Files.readString(said, StandardCharsets.UTF_8);
        } finally {
            client.destroyForcibly();
        }
    }

    private static List<JsonNode> stored(Phone page, JsonNode person) throws Exception {
        String secret = Phone.sha1(person.get("nightscoutSecret").asText());
        JsonNode entries = Phone.JSON.readTree(
                page.get("/api/v1/entries/sgv.json", "api-secret", secret).body());
        return StreamSupport.stream(entries.spliterator(), false).toList();
    }
}
