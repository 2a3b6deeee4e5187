package org.hearthgate.adapter.mqtt.internal;

import java.time.Instant;
import java.util.Arrays;

/**
 * One message as it came from the broker.
 *
 * @param payload at most one octet more than a message may have
 * @param retained whether the broker kept it from some time ago
 * @param again whether the broker had sent it before without being told that it was kept
 * @param waited whether it may have waited at the broker while the hub was away
 * @param at when it came, hub clock
 * @param acknowledge tells the broker that it is kept; returns at once
 */
record Arrived(
        String topic,
        byte[] payload,
        boolean retained,
        boolean again,
        boolean waited,
        Instant at,
        Runnable acknowledge) {
    /** {@return a number that is the same for the same octets on the same topic} */
    long fingerprint() {
        return topic.hashCode() * 0x1_0000_0001L ^ (long) Arrays.hashCode(payload) << 16;
    }
}
