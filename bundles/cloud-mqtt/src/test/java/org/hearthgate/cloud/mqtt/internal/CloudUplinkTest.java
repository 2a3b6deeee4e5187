package org.hearthgate.cloud.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.peer.Mosquitto;
import org.hearthgate.testkit.peer.TestCertificate;
import org.hearthgate.testkit.peer.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole room against a real broker. */
@Timeout(60)
class CloudUplinkTest {
    private static final String BOOKMARK = "cloud.cloud";
    private static final Pace QUICK =
            new Pace(Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofMillis(5), Duration.ofMillis(50));

    @TempDir
    private Path folder;

    private final MemoryRecord record = new MemoryRecord();
    private final ManualClock clock = new ManualClock(NOON);
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeInReverse() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        await().untilAsserted(() -> assertThat(ourThreads()).isEmpty());
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("MQTT ") || name.startsWith("cloud-"))
                .toList();
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.add(resource);
        return resource;
    }

    private Mosquitto mosquitto(String... settings) throws Exception {
        return open(Mosquitto.in(folder, settings));
    }

    private CloudUplink uplink(int port, Object... keysAndValues) {
        var keys = new ArrayList<Object>(List.of("brokerUri", "tcp://127.0.0.1:" + port));
        keys.addAll(List.of(keysAndValues));
        var settings = CloudSettings.of(Wanted.uplink(keys.toArray()));
        var uplink = new CloudUplink(record, clock, settings, QUICK);
        open(uplink::stop);
        return uplink;
    }

    private CloudUplink started(int port, Object... keysAndValues) {
        var uplink = uplink(port, keysAndValues);
        uplink.start();
        return uplink;
    }

    private static void awaitConnected(CloudUplink uplink) {
        await().untilAsserted(() -> assertThat(uplink.check().status()).isEqualTo(Health.Status.OK));
    }

    private static List<GlucoseReading> every5Min(PersonId person, Instant from, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        reading(100).of(person).at(from.plusSeconds(300L * i)).build())
                .toList();
    }

    @Test
    void without_consent_only_hub_health_leaves_the_house() throws Exception {
        var broker = mosquitto().start();
        var cloud = open(new Subscriber(broker.port()));
        record.holding(every5Min(ANNA, NOON.minusSeconds(86_400), 288));

        started(broker.port());

        await().until(() -> record.bookmark(BOOKMARK) == 288);
        await().untilAsserted(() -> assertThat(cloud.all())
                .extracting(Subscriber.Received::topic)
                .containsExactlyInAnyOrder("home/hub-7/hearthgate/hub/status", "home/hub-7/hearthgate/hub/health"));
        assertThat(cloud.on("/hub/status")).containsExactly("{\"metrics\":{\"status\":\"online\"}}");
        assertThat(cloud.on("/hub/health"))
                .containsExactly(
                        "{\"metrics\":{\"at\":\"2026-03-02T12:00:00Z\",\"status\":\"ok\",\"alarmPath\":\"ok\"}}");
    }

    @Test
    void with_consent_two_readers_get_the_same_summaries_of_that_person_alone() throws Exception {
        var broker = mosquitto().start();
        var one = open(new Subscriber(broker.port()));
        var other = open(new Subscriber(broker.port()));
        var uplink = uplink(broker.port());
        uplink.addConsent(Wanted.entry(ANNA, "blue-7"));
        record.holding(every5Min(ANNA, NOON.minusSeconds(3600), 6));
        record.holding(every5Min(BEN, NOON.minusSeconds(3600), 6));

        uplink.start();

        await().until(() -> record.bookmark(BOOKMARK) == 12);
        for (var reader : List.of(one, other)) {
            await().untilAsserted(() -> assertThat(reader.summaryKeys())
                    .containsExactly("blue-7/2026-03-02T11:00:00Z/3", "blue-7/2026-03-02T11:15:00Z/3"));
        }
        assertThat(one.all().toString()).doesNotContain("anna", "ben", "sensor-1");
    }

    @Test
    void a_commit_wakes_it_and_a_revocation_silences_it() throws Exception {
        var broker = mosquitto().start();
        var cloud = open(new Subscriber(broker.port()));
        var uplink = uplink(broker.port());
        var consent = Wanted.entry(ANNA, "blue-7");
        uplink.addConsent(consent);
        uplink.start();
        awaitConnected(uplink);

        record.holding(every5Min(ANNA, NOON.minusSeconds(3600), 3));
        uplink.committed(List.of());
        await().untilAsserted(() -> assertThat(cloud.summaryKeys()).hasSize(1));

        uplink.removeConsent(consent);
        record.holding(every5Min(ANNA, NOON.minusSeconds(1800), 3));
        uplink.committed(List.of());
        await().until(() -> record.bookmark(BOOKMARK) == 6);
        assertThat(cloud.summaryKeys()).hasSize(1);
    }

    @Test
    void a_broker_killed_and_started_again_gets_everything_in_order() throws Exception {
        var broker = mosquitto().start();
        var wire = open(new Wire(broker.port()));
        var uplink = uplink(wire.port());
        uplink.addConsent(Wanted.entry(ANNA, "blue-7"));
        uplink.start();
        awaitConnected(uplink);

        wire.freeze();
        broker.kill();
        await().untilAsserted(() -> assertThat(uplink.check().status()).isEqualTo(Health.Status.WARN));
        assertThat(uplink.check().message()).contains("away").contains("alarms do not need it");
        record.holding(every5Min(ANNA, NOON, 7 * 288));
        clock.advance(Duration.ofDays(8));
        uplink.committed(List.of());
        broker.start();
        var cloud = open(new Subscriber(broker.port()));
        wire.thaw(); // only now, so that the reader is there before the first message

        await().atMost(20, TimeUnit.SECONDS).until(() -> record.bookmark(BOOKMARK) == 7 * 288);
        await().untilAsserted(() -> assertThat(Set.copyOf(cloud.summaryKeys())).hasSize(7 * 96));
        assertThat(cloud.summaryKeys()).isSorted();
        awaitConnected(uplink);
    }

    @Test
    void a_broker_that_drops_every_connection_at_once_leaves_no_thread_behind() throws Exception {
        try (var rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var dropped = new CountDownLatch(5);
            var dropping = new Thread(
                    () -> {
                        try {
                            while (true) {
                                rude.accept().close();
                                dropped.countDown();
                            }
                        } catch (IOException e) {
                            dropped.countDown(); // the end of the test
                        }
                    },
                    "rude-broker");
            dropping.start();

            var uplink = started(rude.getLocalPort());
            assertThat(dropped.await(20, TimeUnit.SECONDS)).isTrue();
            uplink.stop();
        } // and closeInReverse sees that none is left
    }

    @Test
    void a_broker_that_comes_up_late_is_found() throws Exception {
        var broker = mosquitto();
        var uplink = uplink(broker.port());
        uplink.addConsent(Wanted.entry(ANNA, "blue-7"));
        record.holding(every5Min(ANNA, NOON.minusSeconds(3600), 3));
        uplink.start();
        await().untilAsserted(() -> assertThat(uplink.check().message()).contains("nobody answers"));

        broker.start();

        awaitConnected(uplink);
        await().until(() -> record.bookmark(BOOKMARK) == 3);
    }

    @Test
    void what_was_published_but_not_acknowledged_when_the_hub_died_arrives_again() throws Exception {
        var broker = mosquitto().start();
        var cloud = open(new Subscriber(broker.port()));
        var wire = open(new Wire(broker.port()));
        var dying = uplink(wire.port());
        dying.addConsent(Wanted.entry(ANNA, "blue-7"));
        dying.start();
        awaitConnected(dying);
        wire.loseAnswers();
        record.holding(every5Min(ANNA, NOON.minusSeconds(3600), 3));
        dying.committed(List.of());
        await().untilAsserted(() -> assertThat(cloud.summaryKeys()).hasSize(1));
        assertThat(record.bookmark(BOOKMARK)).isZero();
        dying.stop();

        var next = uplink(broker.port());
        next.addConsent(Wanted.entry(ANNA, "blue-7"));
        next.start();

        await().until(() -> record.bookmark(BOOKMARK) == 3);
        await().untilAsserted(() -> assertThat(cloud.on("/glucose/summary")).hasSize(2));
        assertThat(Set.copyOf(cloud.on("/glucose/summary"))).hasSize(1);
    }

    @Test
    void a_wrong_password_is_named_and_not_repeated() throws Exception {
        var passwords = Files.writeString(folder.resolve("passwords"), "hub-7:right\n");
        assertThat(new ProcessBuilder(
                                Mosquitto.executable("mosquitto_passwd")
                                        .orElse(Path.of("mosquitto_passwd"))
                                        .toString(),
                                "-U",
                                passwords.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        var broker =
                mosquitto("allow_anonymous false", "password_file " + passwords).start();

        var wrong = started(broker.port(), "username", "hub-7", ".password", "hunter2");
        await().untilAsserted(() -> assertThat(wrong.check().message()).contains("check username and .password"));
        assertThat(wrong.check().message()).doesNotContain("hunter2");
        wrong.stop();

        awaitConnected(started(broker.port(), "username", "hub-7", ".password", "right"));
    }

    @Test
    void speaks_tls_with_a_broker_of_the_homes_own_authority_and_with_no_other() throws Exception {
        var certificate = TestCertificate.forLocalhost(folder);
        var broker = mosquitto(
                        "allow_anonymous true",
                        "certfile " + certificate.certificatePem(),
                        "keyfile " + certificate.keyPem())
                .start();
        var uri = "ssl://localhost:" + broker.port();

        var trusting = started(
                broker.port(),
                "brokerUri",
                uri,
                "caFile",
                certificate.certificatePem().toString());
        awaitConnected(trusting);

        var wary = started(broker.port(), "brokerUri", uri, "clientId", "hub-8");
        await().untilAsserted(() -> assertThat(wary.check().message()).contains("no trusted encryption"));
        var elsewhere = started(
                broker.port(),
                "brokerUri",
                "ssl://127.0.0.1:" + broker.port(),
                "clientId",
                "hub-9",
                "caFile",
                certificate.certificatePem().toString());
        await().untilAsserted(() -> assertThat(elsewhere.check().message())
                .as("the certificate names localhost only")
                .contains("no trusted encryption"));
    }

    @Test
    void says_offline_when_it_ends_and_the_broker_says_it_when_the_hub_is_lost() throws Exception {
        var broker = mosquitto().start();
        var wire = open(new Wire(broker.port()));
        var cloud = open(new Subscriber(broker.port()));
        var uplink = started(wire.port());
        awaitConnected(uplink);

        wire.close();
        await().untilAsserted(() -> assertThat(cloud.on("/hub/status"))
                .containsExactly("{\"metrics\":{\"status\":\"online\"}}", "{\"metrics\":{\"status\":\"offline\"}}"));
        uplink.stop();

        var clean = started(broker.port());
        awaitConnected(clean);
        clean.stop();
        await().untilAsserted(() ->
                assertThat(cloud.on("/hub/status")).hasSize(4).endsWith("{\"metrics\":{\"status\":\"offline\"}}"));
        var late = open(new Subscriber(broker.port()));
        await().untilAsserted(() -> assertThat(late.all())
                .containsExactly(new Subscriber.Received(
                        "home/hub-7/hearthgate/hub/status", "{\"metrics\":{\"status\":\"offline\"}}", true)));
    }

    @Test
    void ends_within_two_seconds_though_the_broker_hangs() throws Exception {
        var broker = mosquitto().start();
        var wire = open(new Wire(broker.port()));
        var connected = uplink(wire.port());
        connected.addConsent(Wanted.entry(ANNA, "blue-7"));
        connected.start();
        awaitConnected(connected);
        wire.freeze();
        record.holding(every5Min(ANNA, NOON.minusSeconds(3600), 3));
        connected.committed(List.of());
        assertThat(millisToStop(connected)).isLessThan(2000);

        var connecting = started(wire.port());
        await().until(() -> ourThreads().stream().anyMatch(name -> name.startsWith("MQTT Rec")));
        assertThat(millisToStop(connecting)).isLessThan(2000);

        var handshaking = started(wire.port(), "brokerUri", "ssl://localhost:" + wire.port());
        await().until(() -> ourThreads().stream().anyMatch(name -> name.startsWith("MQTT Con")));
        assertThat(millisToStop(handshaking)).isLessThan(2000);
    }

    @Test
    void a_commit_returns_at_once_though_the_broker_hangs() throws Exception {
        var broker = mosquitto().start();
        var wire = open(new Wire(broker.port()));
        wire.freeze();
        var uplink = started(wire.port());

        long before = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            uplink.committed(List.of());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    private static long millisToStop(CloudUplink uplink) {
        long before = System.nanoTime();
        uplink.stop();
        return Duration.ofNanos(System.nanoTime() - before).toMillis();
    }
}
