package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.eclipse.californium.core.coap.CoAP;
import org.hearthgate.launcher.RunningHub;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Rooms are replaced under load: nothing acknowledged is lost or doubled, and the road to an alert needs no optional room. */
class BundleSwapIT {
    private static final int SENSORS = 4;
    /** The record waits for these; without the others it goes on. */
    private static final Set<String> NEEDED_TO_KEEP = Set.of("store.sqlite", "ingest");

    @TempDir
    private Path folder;

    private RunningHub hub;
    private JsonNode anna;
    private JsonNode ben;
    private Phone phone;

    @BeforeEach
    void ports_that_a_restarted_room_finds_again() throws Exception {
        int coap = freeUdpPort();
        int http = freeTcpPort();
        hub = RunningHub.start(Frameworks.FELIX.factory(), folder, List.of("Anna", "Ben"), config -> {
            config.put("org.hearthgate.adapter.coap", Map.of("port", coap));
            config.put("org.apache.felix.http", Map.of("org.osgi.service.http.port", http));
        });
        anna = hub.secrets().get("persons").get(0);
        ben = hub.secrets().get("persons").get(1);
        phone = new Phone(hub.address("http"));
    }

    @Test
    void what_was_acknowledged_while_rooms_are_replaced_is_in_the_record_once() throws Exception {
        try (RunningHub running = hub) {
            long first = Instant.now().minus(Duration.ofDays(20)).toEpochMilli();
            var next = new AtomicLong(first);
            var sensors = new ArrayList<PatientSender>();
            for (int i = 0; i < SENSORS; i++) {
                sensors.add(new PatientSender("test-sensor-" + i, () -> next.getAndAdd(1_000), sensor()));
            }
            var uploader = new PatientSender("test-phone", () -> next.getAndAdd(1_000), this::upload);
            for (String room : List.of("rules", "store.sqlite", "ingest", "alerting")) {
                sensors.get(0).await(true, 5);
                uploader.await(true, 5);
                Bundle bundle = running.room(room);
                bundle.stop();
                // the phone tells what a device meets meanwhile: acknowledged without the alarm's rooms, refused
                // without the record's
                uploader.await(!NEEDED_TO_KEEP.contains(room), 2);
                update(bundle, room);
                bundle.start();
            }
            for (PatientSender sensor : sensors) {
                sensor.await(true, 5);
            }
            uploader.await(true, 5);

            var ofAnna = new ArrayList<Long>();
            for (PatientSender sensor : sensors) {
                ofAnna.addAll(sensor.finish());
            }
            Collection<Long> ofBen = uploader.finish();
            assertThat(stored(anna, first)).as("Anna's readings").containsExactlyInAnyOrderElementsOf(ofAnna);
            assertThat(stored(ben, first)).as("Ben's readings").containsExactlyInAnyOrderElementsOf(ofBen);
            assertThat(running.inactiveBundles()).isEmpty();
            awaitReady();
            try (Phone.Events events =
                    phone.events(running.secrets().get("tokens").get("family").asText())) {
                assertThat(lowOfAnna()).isEqualTo(CoAP.ResponseCode.CHANGED);
                JsonNode alert =
                        events.await(event -> event.name().equals("alert")).data();
                assertThat(alert.get("rule").asText()).isEqualTo("urgent-low");
                assertThat(alert.get("person").asText()).isEqualTo("anna");
            }
        }
    }

    @Test
    void a_low_is_an_alarm_with_every_optional_room_and_the_web_server_stopped() throws Exception {
        try (RunningHub running = hub) {
            List<Bundle> optional = Stream.of(running.context().getBundles())
                    .filter(bundle -> Set.of(
                                    "org.hearthgate.web",
                                    "org.hearthgate.nightscout",
                                    "org.hearthgate.cloud.mqtt",
                                    "org.hearthgate.adapter.simulator",
                                    "org.apache.felix.http.jetty12")
                            .contains(bundle.getSymbolicName()))
                    // the server last: it has to begin with rooms that wait for it
                    .sorted(Comparator.comparing(
                            bundle -> bundle.getSymbolicName().contains("jetty")))
                    .toList();
            assertThat(optional).hasSize(5);
            for (Bundle bundle : optional) {
                bundle.stop();
            }
            BlockingQueue<Object> alerts = alertListener();
            assertThat(lowOfAnna()).isEqualTo(CoAP.ResponseCode.CHANGED);
            assertThat(String.valueOf(alerts.poll(10, TimeUnit.SECONDS)))
                    .as("the alert, with nobody there to show it")
                    .contains("urgent-low");

            Instant before = Instant.now();
            for (Bundle bundle : optional) {
                bundle.start();
            }
            awaitReady();
            String token = running.secrets().get("tokens").get("family").asText();
            JsonNode shown = Phone.JSON
                    .readTree(phone.get("/hub/v1/alerts", "Authorization", "Bearer " + token)
                            .body())
                    .get("alerts");
            assertThat(shown).as("shown once the page is back").hasSize(1);
            assertThat(shown.get(0).get("rule").asText()).isEqualTo("urgent-low");
            assertThat(Instant.parse(shown.get(0).get("raisedAt").asText())).isBefore(before);
        }
    }

    /** A sensor that wakes for each try: whose answer stays away, it forgets the try and begins anew. */
    private PatientSender.Road sensor() throws IOException {
        URI coap = hub.address("coap");
        String urn = anna.get("coapDevice").asText();
        return at -> {
            try (var sender = new CoapSender(coap, 1)) {
                var answer = new CompletableFuture<CoAP.ResponseCode>();
                sender.send(CoapSender.glucose(urn, at, 100), 1_000, (code, nanos) -> answer.complete(code));
                return answer.completeOnTimeout(null, 8, TimeUnit.SECONDS).join() == CoAP.ResponseCode.CHANGED;
            }
        };
    }

    private boolean upload(long at) throws IOException, InterruptedException {
        return phone.post(
                                "/api/v1/entries",
                                "[" + Phone.sgv(100, Instant.ofEpochMilli(at), "xDrip-test") + "]",
                                "api-secret",
                                secret(ben))
                        .statusCode()
                == 200;
    }

    private CoAP.ResponseCode lowOfAnna() throws Exception {
        try (var sender = new CoapSender(hub.address("coap"), 1)) {
            var answer = new CompletableFuture<CoAP.ResponseCode>();
            sender.send(
                    CoapSender.glucose(
                            anna.get("coapDevice").asText(), Instant.now().toEpochMilli(), 50),
                    1_000,
                    (code, nanos) -> answer.complete(code));
            return answer.get(10, TimeUnit.SECONDS);
        }
    }

    private static void update(Bundle bundle, String room) throws IOException, BundleException {
        Path jar = Distribution.ours().stream()
                .filter(one -> one.room().equals(room))
                .findFirst()
                .orElseThrow()
                .path();
        try (InputStream in = Files.newInputStream(jar)) {
            bundle.update(in);
        }
    }

    /** A listener inside the framework; its type lives there, so it is a proxy. */
    private BlockingQueue<Object> alertListener() throws ClassNotFoundException {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        Class<?> type = hub.room("api").loadClass("org.hearthgate.api.alert.AlertListener");
        Object listener =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == type) {
                        heard.add(arguments[0]);
                        return null;
                    }
                    return switch (method.getName()) {
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "the test's listener";
                    };
                });
        hub.context().registerService(type.getName(), listener, null);
        return heard;
    }

    private List<Long> stored(JsonNode person, long from) throws IOException, InterruptedException {
        var times = new ArrayList<Long>();
        Phone.JSON
                .readTree(phone.get(
                                "/api/v1/entries/sgv.json?count=1000000&find%5Bdate%5D%5B%24gte%5D=" + from,
                                "api-secret",
                                secret(person))
                        .body())
                .forEach(entry -> times.add(entry.get("date").asLong()));
        assertThat(times).as("each kept once").hasSameSizeAs(new HashSet<>(times));
        return times;
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!ready()) {
            assertThat(System.nanoTime())
                    .as("the hub is ready again within 30 s")
                    .isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            return phone.get("/health").statusCode() == 200;
        } catch (IOException e) { // the web server is starting
            return false;
        }
    }

    private static String secret(JsonNode person) {
        return Phone.sha1(person.get("nightscoutSecret").asText());
    }

    private static int freeUdpPort() {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freeTcpPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
