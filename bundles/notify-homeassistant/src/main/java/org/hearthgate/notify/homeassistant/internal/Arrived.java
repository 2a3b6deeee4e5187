package org.hearthgate.notify.homeassistant.internal;

import org.eclipse.paho.client.mqttv3.MqttMessage;

/**
 * One message out of the house, not looked at yet.
 *
 * @param payload its beginning: one octet more than a command may have shows that it has too many
 * @param retained whether the broker kept it, so that nobody knows how old it is
 */
record Arrived(String topic, byte[] payload, boolean retained) {
    static Arrived of(String topic, MqttMessage message) {
        byte[] payload = message.getPayload();
        return new Arrived(
                topic,
                payload.length > Command.LARGEST ? java.util.Arrays.copyOf(payload, Command.LARGEST + 1) : payload,
                message.isRetained());
    }

    @Override
    public String toString() {
        return topic + " (" + payload.length + " octets)";
    }
}
