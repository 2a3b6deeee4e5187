package org.hearthgate.adapter.mqtt.internal;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.client.mqttv3.MqttTopic;

/** The form of topics and filters, checked when they are set and not when the broker hangs up over them. */
final class Topics {
    private static final String BRIDGED = "/BTtoMQTT/";
    private static final int LONGEST = 1000;

    private Topics() {}

    /** @throws IllegalArgumentException if it is no topic filter */
    static String filter(String key, String text) {
        String filter = text.strip();
        if (filter.isEmpty()
                || filter.getBytes(StandardCharsets.UTF_8).length > LONGEST
                || filter.startsWith("$")
                || filter.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(key + " '" + text
                    + "' is no topic: write it like home/+/BTtoMQTT/5CCAD370D4A2 or zigbee2mqtt/scale");
        }
        try {
            MqttTopic.validate(filter, true);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    key + " '" + text + "' is no topic: + must stand for a whole level, # only at the end", e);
        }
        return filter;
    }

    /** {@return the topic with the gateway's name open, where the form is Theengs': several gateways hear one device} */
    static String ofDevice(String topic) {
        int bridged = topic.indexOf(BRIDGED);
        if (bridged < 0) {
            return topic;
        }
        int gateway = topic.lastIndexOf('/', bridged - 1);
        return topic.substring(0, gateway + 1) + "+" + topic.substring(bridged);
    }
}
