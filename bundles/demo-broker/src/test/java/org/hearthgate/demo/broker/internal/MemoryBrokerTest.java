package org.hearthgate.demo.broker.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryBrokerTest {
    private static MqttClient client(MemoryBroker broker) throws MqttException {
        var client = new MqttClient(broker.uri().toString(), MqttClient.generateClientId(), new MemoryPersistence());
        client.connect();
        return client;
    }

    @Test
    void hands_on_what_is_published_and_keeps_what_is_retained() throws Exception {
        try (var broker = new MemoryBroker("127.0.0.1", 0);
                var hub = client(broker);
                var cloud = client(broker)) {
            List<String> received = new CopyOnWriteArrayList<>();
            hub.publish("home/hub/hearthgate/hub/status", "online".getBytes(StandardCharsets.UTF_8), 1, true);
            cloud.subscribe("#", 1, (topic, message) -> received.add(topic + ' ' + message));
            hub.publish("home/hub/hearthgate/hub/health", "ok".getBytes(StandardCharsets.UTF_8), 1, false);

            await().untilAsserted(() -> assertThat(received)
                    .containsExactlyInAnyOrder(
                            "home/hub/hearthgate/hub/status online", "home/hub/hearthgate/hub/health ok"));
            hub.disconnect();
            cloud.disconnect();
        }
    }

    @Test
    void starts_again_on_the_same_port_after_it_was_closed_and_writes_no_file() throws Exception {
        Set<Path> before = files();
        int port;
        try (var broker = new MemoryBroker("127.0.0.1", 0)) {
            port = broker.uri().getPort();
            assertThat(port).isPositive();
        }
        try (var again = new MemoryBroker("127.0.0.1", port);
                var client = client(again)) {
            assertThat(client.isConnected()).isTrue();
            client.disconnect();
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void says_which_port_is_taken() {
        try (var broker = new MemoryBroker("127.0.0.1", 0)) {
            int taken = broker.uri().getPort();
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> new MemoryBroker("127.0.0.1", taken).close())
                    .withMessageContaining(":" + taken);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryBroker("127.0.0.1", 70_000).close());
    }

    private static Set<Path> files() throws Exception {
        try (var here = Files.list(Path.of(""))) {
            return here.collect(Collectors.toSet());
        }
    }
}
