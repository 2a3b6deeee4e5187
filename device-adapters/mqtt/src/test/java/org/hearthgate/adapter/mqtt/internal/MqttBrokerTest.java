package org.hearthgate.adapter.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.peer.Mosquitto;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real mosquitto; skipped where it is not installed, as in the cloud room. */
class MqttBrokerTest {
    private static final String TOPIC = "home/attic/BTtoMQTT/5CCAD370D4A2";

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(Given.NOON);
    private final Sink sink = new Sink();
    private final List<MqttBroker> brokers = new ArrayList<>();

    /** Keeps what comes; may be busy. */
    private static final class Sink implements ObservationSink {
        private final List<Observation> kept = new CopyOnWriteArrayList<>();
        private final List<Quarantined> refused = new CopyOnWriteArrayList<>();
        private volatile boolean busy;
        private volatile int tries;

        @Override
        public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
            tries++;
            if (busy) {
                return CompletableFuture.failedFuture(new SinkBusyException("full", Duration.ofMillis(50), null));
            }
            kept.addAll(observations);
            return CompletableFuture.completedFuture(observations.stream()
                    .map(one -> (Receipt) new Receipt.Stored(1))
                    .toList());
        }

        @Override
        public void quarantine(Quarantined item) {
            refused.add(item);
        }

        List<Double> weights() {
            return kept.stream()
                    .filter(BodyWeight.class::isInstance)
                    .map(weight -> ((BodyWeight) weight).kilograms())
                    .toList();
        }
    }

    @AfterEach
    void stop() {
        brokers.forEach(MqttBroker::stop);
    }

    private MqttDevice device() {
        return new MqttDevice(
                clock,
                Configured.by(
                        MqttDevice.Config.class,
                        Map.of("person", "anna", "topic", "home/+/BTtoMQTT/5CCAD370D4A2", "label", "Our scale")));
    }

    private MqttBroker hub(int port, MqttDevice device, Map<String, ?> more) {
        var values =
                new HashMap<String, Object>(Map.of("brokerUri", "tcp://127.0.0.1:" + port, "connectTimeoutSeconds", 2));
        values.putAll(more);
        var broker = new MqttBroker(
                sink,
                clock,
                Configured.by(MqttBroker.Config.class, values),
                Map.of("service.pid", "org.hearthgate.adapter.mqtt~house"));
        broker.addDevice(device);
        broker.start();
        brokers.add(broker);
        return broker;
    }

    private static void publish(int port, String topic, String payload, int qos, boolean retained)
            throws MqttException {
        var client = new MqttClient("tcp://127.0.0.1:" + port, MqttClient.generateClientId(), new MemoryPersistence());
        client.connect();
        client.publish(topic, payload.getBytes(java.nio.charset.StandardCharsets.UTF_8), qos, retained);
        client.disconnect();
        client.close();
    }

    private static String weight(double kilograms) {
        return "{\"weighing_mode\":\"person\",\"unit\":\"kg\",\"weight\":" + kilograms + "}";
    }

    private static void awaitState(MqttBroker broker, Health.Status status) {
        await().atMost(Duration.ofSeconds(20)).until(() -> broker.check().status() == status);
    }

    @Test
    void takes_a_weighing_off_the_broker() throws Exception {
        try (var mosquitto = Mosquitto.in(folder).start()) {
            MqttDevice device = device();
            awaitState(hub(mosquitto.port(), device, Map.of()), Health.Status.OK);

            publish(mosquitto.port(), TOPIC, weight(70.35), 1, false);
            publish(mosquitto.port(), "home/kitchen/BTtoMQTT/5CCAD370D4A2", weight(70.35), 0, false);
            publish(mosquitto.port(), TOPIC, weight(71.0), 0, false);
            publish(mosquitto.port(), TOPIC, "no json", 1, false);

            await().atMost(Duration.ofSeconds(10)).until(() -> sink.refused.size() == 1);
            assertThat(sink.weights()).containsExactly(70.35, 71.0);
            assertThat(device.devices().get(0).state()).isEqualTo(DeviceStatus.State.HEARD);
        }
    }

    @Test
    void takes_what_waited_at_the_broker_while_the_hub_was_off_and_doubts_its_time() throws Exception {
        try (var mosquitto = Mosquitto.in(folder).start()) {
            MqttBroker before = hub(mosquitto.port(), device(), Map.of());
            awaitState(before, Health.Status.OK);
            before.stop();
            publish(mosquitto.port(), TOPIC, weight(70.35), 1, false);
            publish(mosquitto.port(), TOPIC, weight(68.0), 1, false);

            hub(mosquitto.port(), device(), Map.of());

            await().atMost(Duration.ofSeconds(10)).until(() -> sink.weights().equals(List.of(70.35, 68.0)));
            assertThat(sink.kept).allMatch(weight -> weight.quality().has(Doubt.Flag.LATE));
        }
    }

    @Test
    void acknowledges_only_what_is_kept_so_that_a_stopped_hub_gets_it_again() throws Exception {
        try (var mosquitto = Mosquitto.in(folder).start()) {
            sink.busy = true;
            MqttBroker before = hub(mosquitto.port(), device(), Map.of());
            awaitState(before, Health.Status.OK);
            publish(mosquitto.port(), TOPIC, weight(70.35), 1, false);
            await().atMost(Duration.ofSeconds(10)).until(() -> sink.tries > 2);
            before.stop();
            assertThat(sink.kept).isEmpty();

            sink.busy = false;
            hub(mosquitto.port(), device(), Map.of());

            await().atMost(Duration.ofSeconds(10)).until(() -> sink.weights().equals(List.of(70.35)));
        }
    }

    @Test
    void takes_again_what_was_not_kept_when_only_the_broker_is_configured_anew() throws Exception {
        try (var mosquitto = Mosquitto.in(folder).start()) {
            sink.busy = true;
            MqttDevice device = device();
            MqttBroker before = hub(mosquitto.port(), device, Map.of());
            awaitState(before, Health.Status.OK);
            publish(mosquitto.port(), TOPIC, weight(70.35), 1, false);
            await().atMost(Duration.ofSeconds(10)).until(() -> sink.tries > 2);
            before.stop();

            sink.busy = false;
            hub(mosquitto.port(), device, Map.of());

            await().atMost(Duration.ofSeconds(10)).until(() -> sink.weights().equals(List.of(70.35)));
        }
    }

    @Test
    void gets_nothing_twice_that_it_has_acknowledged() throws Exception {
        try (var mosquitto = Mosquitto.in(folder).start()) {
            MqttBroker before = hub(mosquitto.port(), device(), Map.of());
            awaitState(before, Health.Status.OK);
            publish(mosquitto.port(), TOPIC, weight(70.35), 1, false);
            await().atMost(Duration.ofSeconds(10)).until(() -> sink.weights().size() == 1);
            before.stop();

            awaitState(hub(mosquitto.port(), device(), Map.of()), Health.Status.OK);
            publish(mosquitto.port(), TOPIC, weight(60), 1, false);

            await().atMost(Duration.ofSeconds(10)).until(() -> sink.weights().contains(60.0));
            assertThat(sink.weights()).containsExactly(70.35, 60.0);
        }
    }

    @Test
    void leaves_alone_what_the_broker_keeps_from_some_time_ago() throws Exception {
        try (var mosquitto = Mosquitto.in(folder).start()) {
            publish(mosquitto.port(), TOPIC, weight(99), 1, true);
            awaitState(hub(mosquitto.port(), device(), Map.of()), Health.Status.OK);
            publish(mosquitto.port(), TOPIC, weight(70), 1, false);

            await().atMost(Duration.ofSeconds(10)).until(() -> !sink.weights().isEmpty());
            assertThat(sink.weights()).containsExactly(70.0);
        }
    }

    @Test
    void returns_to_a_broker_that_was_killed_and_started_again() throws Exception {
        try (var mosquitto = Mosquitto.in(folder).start()) {
            MqttDevice device = device();
            MqttBroker broker = hub(mosquitto.port(), device, Map.of());
            awaitState(broker, Health.Status.OK);
            mosquitto.kill();
            awaitState(broker, Health.Status.WARN);
            assertThat(device.devices().get(0).why()).contains("the broker 'house' is away");

            mosquitto.start();
            awaitState(broker, Health.Status.OK);
            publish(mosquitto.port(), TOPIC, weight(70), 1, false);

            await().atMost(Duration.ofSeconds(10)).until(() -> sink.weights().equals(List.of(70.0)));
        }
    }

    @Test
    void hears_of_other_devices_only_while_somebody_searches() throws Exception {
        try (var mosquitto = Mosquitto.in(folder).start()) {
            MqttBroker broker = hub(mosquitto.port(), device(), Map.of());
            awaitState(broker, Health.Status.OK);
            publish(mosquitto.port(), "zigbee2mqtt/oximeter", "{\"spo2\":97}", 0, true);
            assertThat(broker.heard()).isEmpty();

            broker.search(Duration.ofSeconds(60));
            await().atMost(Duration.ofSeconds(10)).until(() -> !broker.heard().isEmpty());

            assertThat(broker.heard()).extracting(HeardDevice::address).containsExactly("zigbee2mqtt/oximeter");
            assertThat(sink.kept).isEmpty();
        }
    }

    @Test
    void says_that_the_login_is_refused_and_ends_quickly_whatever_the_broker_does() throws Exception {
        try (var mosquitto = Mosquitto.in(folder, "allow_anonymous false").start()) {
            MqttBroker broker = hub(mosquitto.port(), device(), Map.of("username", "hub", "_password", "guess"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> broker.check().message().contains("refuses the login"));
            assertThat(broker.check().message()).doesNotContain("guess");
            long start = System.nanoTime();
            broker.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void stays_small_in_a_flood() throws Exception {
        try (var mosquitto = Mosquitto.in(folder).start()) {
            MqttBroker broker = hub(mosquitto.port(), device(), Map.of());
            awaitState(broker, Health.Status.OK);
            var client = new MqttClient(
                    "tcp://127.0.0.1:" + mosquitto.port(), MqttClient.generateClientId(), new MemoryPersistence());
            client.connect();
            for (int i = 0; i < 5000; i++) {
                client.publish(
                        TOPIC, weight(20 + i / 100.0).getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, false);
            }
            client.publish(TOPIC, weight(123).getBytes(java.nio.charset.StandardCharsets.UTF_8), 1, false);

            await().atMost(Duration.ofSeconds(20)).until(() -> sink.weights().contains(123.0));
            client.disconnect();
            client.close();
        }
    }
}
