package org.hearthgate.cloud.mqtt.internal;

import org.hearthgate.broker.line.BrokerAwayException;

/** What the outbox needs of a connection: to hand messages over in order, and to know that all have arrived. */
interface Post {
    /**
     * Hands one message to the network; may wait for an older one to be acknowledged.
     *
     * @throws BrokerAwayException if the connection is gone; then none of the unsettled messages counts as sent
     */
    void send(String topic, byte[] payload, boolean retained) throws BrokerAwayException;

    /** Waits until the broker has acknowledged everything that was sent. */
    void settle() throws BrokerAwayException;
}
