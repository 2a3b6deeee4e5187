package org.hearthgate.notify.homeassistant.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;

/**
 * One thing to be said.
 *
 * @param retained whether the broker keeps it for whoever comes later; never true for what is about a body
 */
record Message(String topic, byte[] payload, boolean retained) {
    static Message passing(String topic, ObjectNode json) {
        return new Message(topic, Json.octets(json), false);
    }

    static Message retained(String topic, byte[] payload) {
        return new Message(topic, payload, true);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Message message
                && topic.equals(message.topic)
                && retained == message.retained
                && Arrays.equals(payload, message.payload);
    }

    @Override
    public int hashCode() {
        return topic.hashCode() * 31 + Arrays.hashCode(payload);
    }

    /** Without the payload: this may end up in logs. */
    @Override
    public String toString() {
        return topic + " (" + payload.length + " octets)";
    }
}
