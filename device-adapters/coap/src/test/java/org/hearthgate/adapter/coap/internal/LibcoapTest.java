package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against libcoap, which knows nothing of us: its client at the hub's door, its server under the hub's observation. */
@Timeout(120)
class LibcoapTest {
    private static final String CLIENT = "coap-client-openssl";
    private static final String SERVER = "coap-server-openssl";
    private static final String KEY = "sixteen-octets-or-more";

    private final Observing hub = new Observing();
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void needs_libcoap() {
        for (String program : List.of(CLIENT, SERVER)) {
            boolean here = Files.isExecutable(Path.of("/usr/bin", program));
            Assumptions.assumeTrue(here, program + " is not here: skipped (apt install libcoap3-bin)");
        }
    }

    @AfterEach
    void close() {
        hub.close();
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        processes.add(process);
        return process;
    }

    /** Runs the client to its end; what it wrote. */
    private String client(String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(CLIENT, "-B", "5"));
        command.addAll(List.of(more));
        Process process = start(command.toArray(String[]::new));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private String post(URI door, String identity, String key, String urn) throws Exception {
        String body = "[{\"bn\":\"" + urn + "\",\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":104}]";
        return client("-m", "post", "-t", "110", "-u", identity, "-k", key, "-e", body, door + "/senml");
    }

    @Test
    void its_client_posts_with_the_persons_key_and_with_a_devices_own() throws Exception {
        var sink = new RecordingSink();
        try (var door = new RunningDoor(sink)) {
            String lost = "urn:dev:mac:0200000000000001:";
            CoapDevice configured = RunningDoor.device("anna", lost, "another-key-of-its-own", lost);
            door.door.add(configured);
            URI secure = URI.create("coaps://127.0.0.1:" + door.secure().getPort());

            assertThat(post(secure, "anna", RunningDoor.ANNAS_KEY, RunningDoor.ANNAS_SENSOR))
                    .isBlank();
            assertThat(post(secure, lost, "another-key-of-its-own", lost)).isBlank();
            assertThat(sink.taken()).hasSize(2).allSatisfy(one -> assertThat(one.person())
                    .isEqualTo(Given.ANNA));

            // a device's own key opens for no other device, not even of the same person
            assertThat(post(secure, lost, "another-key-of-its-own", RunningDoor.ANNAS_SENSOR))
                    .contains("4.01");
            assertThat(post(secure, lost, "a-wrong-key-of-some-length", lost)).doesNotContain("2.04");
            assertThat(sink.taken()).hasSize(2);

            // it is lost: locked out alone
            door.door.remove(configured);
            post(secure, lost, "another-key-of-its-own", lost);
            assertThat(post(secure, "anna", RunningDoor.ANNAS_KEY, RunningDoor.ANNAS_SENSOR))
                    .isBlank();
            assertThat(sink.taken()).hasSize(3);
        }
    }

    private int freePort() throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void put(String uri, int mgPerDl, String... key) throws Exception {
        var arguments = new ArrayList<>(List.of(key));
        arguments.addAll(List.of(
                "-m", "put", "-t", "110", "-e", "[{\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":" + mgPerDl + "}]", uri));
        client(arguments.toArray(String[]::new));
    }

    private void observes(String uri, Map<String, ?> settings, String... key) throws Exception {
        put(uri, 100, key);
        hub.sensor(uri, settings);
        hub.untilTaken(1);
        put(uri, 101, key);
        hub.untilTaken(2);
        put(uri, 102, key);
        hub.untilTaken(3);
        assertThat(hub.sink.taken())
                .extracting(one -> ((GlucoseReading) one).mgPerDl())
                .containsExactly(100.0, 101.0, 102.0);
    }

    @Test
    void its_server_is_observed() throws Exception {
        int port = freePort();
        start(SERVER, "-A", "127.0.0.1", "-p", Integer.toString(port), "-d", "5");

        observes("coap://127.0.0.1:" + port + "/glucose", Map.of());
    }

    @Test
    void its_server_is_observed_over_dtls() throws Exception {
        int port = freePort();
        start(SERVER, "-A", "127.0.0.1", "-p", Integer.toString(port), "-d", "5", "-k", KEY);

        observes(
                "coaps://127.0.0.1:" + (port + 1) + "/glucose",
                Map.of("identity", "hub", "_psk", KEY),
                "-u",
                "hub",
                "-k",
                KEY);
    }

    @Test
    void its_servers_resources_are_found() throws Exception {
        int port = freePort();
        start(SERVER, "-A", "127.0.0.1", "-p", Integer.toString(port), "-d", "5");
        put("coap://127.0.0.1:" + port + "/glucose", 100);
        var discovery = new CoapDiscovery(
                hub.clients,
                Configured.by(CoapDiscovery.Config.class, Map.of("hosts", new String[] {"127.0.0.1:" + port})));

        discovery.search(Duration.ofMinutes(1));
        hub.until(() -> discovery.heard().size() >= 3);

        assertThat(discovery.heard())
                .filteredOn(heard -> heard.address().endsWith("/time"))
                .singleElement()
                .satisfies(heard -> assertThat(heard.offers()).contains("obs"));
    }

    /** Needs the one port that everybody listens at, and a network that carries multicast; not every machine has both to spare. */
    @Test
    void its_server_is_found_by_asking_everybody() throws Exception {
        try (var free = new DatagramSocket(5683)) {
            assertThat(free.isBound()).isTrue();
        } catch (java.net.BindException e) {
            Assumptions.abort("port 5683 is taken: skipped");
        }
        start(SERVER, "-p", "5683", "-g", "224.0.1.187");
        var discovery = new CoapDiscovery(hub.clients, Configured.by(CoapDiscovery.Config.class));

        discovery.search(Duration.ofMinutes(5));
        try {
            hub.until(() ->
                    discovery.heard().stream().anyMatch(heard -> heard.address().endsWith(":5683/time")));
        } catch (AssertionError e) {
            Assumptions.abort("no multicast gets through on this machine: skipped");
        }
        assertThat(discovery.heard()).isNotEmpty();
    }
}
