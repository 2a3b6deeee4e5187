package org.hearthgate.cloud.mqtt.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Somebody at the other end who keeps everything the broker hands out. */
final class Subscriber implements AutoCloseable {
    /** A message as it arrived. */
    record Received(String topic, String payload, boolean retained) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final MqttClient client;

    Subscriber(int port) throws MqttException {
        client = new MqttClient("tcp://127.0.0.1:" + port, MqttClient.generateClientId(), new MemoryPersistence());
        client.connect(new MqttConnectOptions());
        client.subscribe(
                "#",
                1,
                (topic, message) -> received.add(new Received(
                        topic, new String(message.getPayload(), StandardCharsets.UTF_8), message.isRetained())));
    }

    List<Received> all() {
        return List.copyOf(received);
    }

    List<String> on(String topicEnd) {
        return received.stream()
                .filter(message -> message.topic().endsWith(topicEnd))
                .map(Received::payload)
                .toList();
    }

    List<String> summaryKeys() {
        return on("/glucose/summary").stream()
                .map(json -> json.replaceAll(".*\"key\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close();
    }
}
