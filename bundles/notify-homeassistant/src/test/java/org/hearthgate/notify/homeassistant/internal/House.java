package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A second client of the broker: what Home Assistant would hear and say. */
final class House implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A message as it arrived. */
    record Heard(String topic, String payload, boolean retained) {
        JsonNode json() {
            try {
                return MAPPER.readTree(payload);
            } catch (IOException e) {
                throw new UncheckedIOException("not JSON on " + topic + ": " + payload, e);
            }
        }
    }

    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final MqttClient client;

    House(int port) throws MqttException {
        client = new MqttClient("tcp://127.0.0.1:" + port, MqttClient.generateClientId(), new MemoryPersistence());
        var options = new MqttConnectOptions();
        options.setMaxInflight(1000);
        client.connect(options);
        client.subscribe(
                "#",
                1,
                (topic, message) -> heard.add(new Heard(
                        topic, new String(message.getPayload(), StandardCharsets.UTF_8), message.isRetained())));
    }

    List<Heard> all() {
        return List.copyOf(heard);
    }

    List<Heard> on(String topic) {
        return heard.stream().filter(message -> message.topic().equals(topic)).toList();
    }

    List<String> words(String topic) {
        return on(topic).stream().map(Heard::payload).toList();
    }

    /** {@return one field of each message there} */
    List<String> fields(String topic, String field) {
        return on(topic).stream()
                .map(message -> message.json().path(field).asText("-"))
                .toList();
    }

    void forget() {
        heard.clear();
    }

    void says(String topic, String payload) throws MqttException {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    /** Without waiting for the broker. */
    void shouts(String topic, String payload) throws MqttException {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 0, false);
    }

    void keepsSaying(String topic, String payload) throws MqttException {
        client.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, true);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close();
    }
}
