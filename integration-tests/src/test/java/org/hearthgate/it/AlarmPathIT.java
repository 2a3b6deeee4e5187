package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hearthgate.it.alarmpath.inside.SabotageActivator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch over the road to an alarm, on a real hub that is really broken. */
class AlarmPathIT {
    private static final Duration SOON = Duration.ofSeconds(25);
    private static final Duration THREE_BEATS = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private Path home;
    private Path distribution;
    private Path sound;
    private JsonNode anna;

    @BeforeEach
    void a_home_with_a_file_for_a_loudspeaker() throws Exception {
        home = folder.resolve("home");
        sound = folder.resolve("watchdog.wav");
        anna = HubProcess.init(home, "Anna").get("persons").get(0);
        distribution = InsideBundle.distribution(
                Path.of(System.getProperty("hearthgate.distribution")), folder.resolve("hub"), SabotageActivator.class);
        Files.writeString(
                home.resolve("config/org.hearthgate.watchdog.json"),
                """
                {"answerWithinSeconds": 5, "awayPatienceSeconds": 10, "startPatienceSeconds": 10, "device": "file:%s"}
                """
                        .formatted(sound));
        Files.writeString( // where there is no sound card, a drill would wait for the sounder's last try
                home.resolve("config/org.hearthgate.notify.sounder.json"),
                "{\"device\": \"file:%s\"}".formatted(folder.resolve("sounder.wav")));
    }

    private Map<String, String> environment(Map<String, String> more) {
        return Stream.of(Map.of("HEARTHGATE_DISTRIBUTION", distribution.toString()), more)
                .flatMap(map -> map.entrySet().stream())
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void systemd_hears_of_a_hub_while_its_road_moves_and_the_watchdog_sounds_when_it_does_not() throws Exception {
        try (var systemd = new ServiceManagerPeer(folder.resolve("notify"));
                HubProcess hub = HubProcess.run(
                        home, environment(Map.of("NOTIFY_SOCKET", systemd.address(), "WATCHDOG_USEC", "3000000")))) {
            systemd.await("READY=1", SOON);
            systemd.await("WATCHDOG=1", SOON);

            signal(hub, "-STOP");
            assertThat(systemd.hears("WATCHDOG=1", THREE_BEATS))
                    .as("of a hub that stands")
                    .isFalse();
            signal(hub, "-CONT");
            systemd.await("WATCHDOG=1", SOON);

            tell("hang");
            glucose(hub, 45, 0);
            systemd.await("stands still", SOON);
            await().atMost(SOON).until(this::hasSounded);
            assertThat(systemd.hears("WATCHDOG=1", THREE_BEATS))
                    .as("of one whose alerting hangs")
                    .isFalse();
            assertThat(health(hub)).as("told by the page, too").isEqualTo(503);
            tell("release");
            glucose(hub, 110, 1);
            systemd.await("WATCHDOG=1", SOON);

            Files.deleteIfExists(sound);
            tell("stop", "alerting");
            await().atMost(SOON).until(this::hasSounded);
            assertThat(systemd.hears("WATCHDOG=1", THREE_BEATS))
                    .as("of one without alerting")
                    .isFalse();
            tell("start", "alerting");
            systemd.await("WATCHDOG=1", SOON);

            hub.stop();
            systemd.await("STOPPING=1", SOON);
        }
    }

    @Test
    void a_drill_goes_through_the_road_and_leaves_no_trace_among_the_readings() throws Exception {
        HttpServer school = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        school.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        school.start();
        Files.writeString(
                home.resolve("config/org.hearthgate.notify.webhook~school.json"),
                """
                {"id": "school", "url": "http://127.0.0.1:%d/", ".secret": "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}
                """
                        .formatted(school.getAddress().getPort()));
        Files.writeString(
                home.resolve("config/org.hearthgate.carer~teacher.json"),
                """
                {"id": "teacher", "name": "Mr Roth", "persons": ["%s"], "channels": ["webhook.school"]}
                """
                        .formatted(anna.get("id").asText()));
        try (HubProcess hub = HubProcess.run(home, environment(Map.of()))) {
            HubProcess.Outcome drill = HubProcess.hub(folder, "self-test", "--home", home.toString());
            for (String stage : List.of("commit", "alerting", "rules", "journal", "call", "watchdog")) {
                assertThat(drill.out()).containsPattern("ok +" + stage + " ");
            }
            assertThat(drill.out())
                    .containsPattern("ok +channel sounder +reached")
                    .containsPattern("ok +channel webhook.school +reached")
                    .containsPattern("ok +channel page +not tried: no page is open")
                    .contains("passed at ");
            assertThat(drill.exit()).isZero();
            assertThat(HubProcess.hub(folder, "self-test", "--last", "--home", home.toString())
                            .out())
                    .isEqualTo(drill.out());
            var phone = new Phone(hub.address("http"));
            assertThat(phone.get("/api/v1/entries/sgv.json?count=10", "api-secret", secret())
                            .body())
                    .as("what a follower sees")
                    .isEqualToIgnoringWhitespace("[]");
            hub.stop();
        }
        school.stop(0);
        assertThat(Files.readString(home.resolve("data/self-test.txt"))).contains("passed\trules");
    }

    @Test
    void a_hub_that_cannot_stay_up_starts_without_what_no_alarm_needs_until_its_owner_has_mended_it() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(run(Map.of("HEARTHGATE_IT_HALT", "1")).waitFor()).isEqualTo(3);
        }
        try (HubProcess hub = HubProcess.run(home, environment(Map.of("HEARTHGATE_IT_HALT", "1")))) {
            assertThat(hub.address("mode")).hasToString("safe");
            glucose(hub, 45, 0);
            await().atMost(SOON).until(() -> health(hub) == 200);
            hub.stop();
        }
        assertThat(Files.readString(home.resolve("hub.log")))
                .contains("safe mode, because it failed to stay up 5 times")
                .contains("cloud.mqtt");
        HubProcess.Outcome doctor = HubProcess.hub(folder, "doctor", "--leave-safe-mode", "--home", home.toString());
        assertThat(doctor.out()).containsPattern("ok +starts ");
        try (HubProcess hub = HubProcess.run(home, environment(Map.of()))) {
            assertThat(hub.address("mode")).as("whole again").isNull();
        }
    }

    private Process run(Map<String, String> more) throws IOException {
        var builder = new ProcessBuilder(
                Distribution.ROOT.resolve("gateway-config/hub").toString(),
                "run",
                "--home",
                home.toString(),
                "--http",
                "127.0.0.1:0",
                "--coaps",
                "127.0.0.1:0");
        builder.environment().putAll(environment(more));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("crash.log").toFile())
                .start();
    }

    private void tell(String... words) throws Exception {
        var spoken = new StringBuilder("w sabotage\n");
        Stream.of(words).forEach(word -> spoken.append("w ").append(word).append('\n'));
        assertThat(OwnerSocket.say(home, spoken + "go\n"))
                .as(String.join(" ", words))
                .isEqualTo("x 0");
    }

    private static void signal(HubProcess hub, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, Long.toString(hub.pid())).start().waitFor();
    }

    private void glucose(HubProcess hub, int mgPerDl, int secondsLater) throws Exception {
        String entry = Phone.sgv(mgPerDl, Instant.now().plusSeconds(secondsLater), "xDrip-test");
        assertThat(new Phone(hub.address("http"))
                        .post("/api/v1/entries", "[" + entry + "]", "api-secret", secret())
                        .statusCode())
                .isEqualTo(200);
    }

    private String secret() {
        return Phone.sha1(anna.get("nightscoutSecret").asText());
    }

    private static int health(HubProcess hub) throws IOException, InterruptedException {
        return new Phone(hub.address("http")).get("/health").statusCode();
    }

    /** A new burst begins the file anew; whoever looks takes it away. */
    private boolean hasSounded() throws IOException {
        boolean sounded = Files.exists(sound) && Files.size(sound) > 10_000;
        Files.deleteIfExists(sound);
        return sounded;
    }
}
