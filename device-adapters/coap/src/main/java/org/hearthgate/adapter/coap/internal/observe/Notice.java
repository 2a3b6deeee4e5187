package org.hearthgate.adapter.coap.internal.observe;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What a sensor said: the answer to a registration, or a notification.
 *
 * @param number of the Observe option; empty where the sensor does not observe
 * @param maxAge how long it stays fresh
 * @param contentFormat of the payload, where it was told
 * @param payload as it came; do not change
 */
public record Notice(OptionalInt number, Duration maxAge, OptionalInt contentFormat, byte[] payload) {}
