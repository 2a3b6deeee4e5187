package org.hearthgate.adapter.mqtt.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.broker.line.BrokerAwayException;
import org.hearthgate.broker.line.BrokerConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a broker, from the first packet to the last. The session outlives it at the broker, which keeps what comes for us at
 * QoS 1 while we are away; a message is acknowledged only by {@link Arrived#acknowledge}. One thread, except {@link #abandon()}.
 */
final class BrokerLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
    /** What waited at the broker comes in one go: it is over when nothing came for so long, */
    private static final Duration QUEUE_OVER = Duration.ofSeconds(2);
    /** and at the latest after so long. */
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(1);

    private final MqttSettings settings;
    private final BrokerConnection line;
    private final Inbox inbox;
    private final HubClock clock;
    private final Set<String> subscribed = new HashSet<>();
    private volatile long connectedAt;
    private volatile boolean queueOver;
    private long lastQueued;

    /** Opens nothing yet. */
    BrokerLink(MqttSettings settings, Optional<SSLSocketFactory> tls, Inbox inbox, HubClock clock)
            throws BrokerAwayException {
        this.settings = settings;
        this.inbox = inbox;
        this.clock = clock;
        line = new BrokerConnection(settings.address(), settings.clientId(), tls, this::arrived);
        line.client().setManualAcks(true);
    }

    void connect() throws BrokerAwayException {
        connectedAt = System.nanoTime();
        lastQueued = connectedAt;
        line.connect(options(), settings.connectTimeout());
    }

    private MqttConnectOptions options() {
        var options = new MqttConnectOptions();
        options.setCleanSession(false); // the broker keeps readings while the hub restarts
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        if (!settings.username().isEmpty()) {
            options.setUserName(settings.username());
            options.setPassword(settings.password().toCharArray());
        }
        return options;
    }

    /** Listens to these from now on and to no others. */
    void listenTo(Set<String> atLeastOnce, Set<String> atMostOnce) throws BrokerAwayException {
        var wanted = new HashSet<>(atMostOnce);
        wanted.addAll(atLeastOnce);
        for (String filter : wanted) {
            if (!subscribed.contains(filter)) {
                int qos = atLeastOnce.contains(filter) ? 1 : 0;
                line.await(
                        line.ask(answer -> line.client().subscribe(filter, qos, null, answer)),
                        settings.connectTimeout());
                subscribed.add(filter);
            }
        }
        for (String filter : Set.copyOf(subscribed)) {
            if (!wanted.contains(filter)) {
                line.ask(answer -> line.client().unsubscribe(filter, null, answer));
                subscribed.remove(filter);
            }
        }
    }

    boolean up() {
        return line.up();
    }

    /** Breaks the connection from another thread: whoever waits in it returns at once. */
    void abandon() {
        line.abandon();
    }

    private void arrived(String topic, MqttMessage message) {
        byte[] payload = message.getPayload();
        int id = message.getId();
        int qos = message.getQos();
        Instant now = clock.now();
        byte[] kept = payload.length > MessageJson.LARGEST ? Arrays.copyOf(payload, MessageJson.LARGEST + 1) : payload;
        inbox.put(
                new Arrived(
                        topic,
                        kept,
                        message.isRetained(),
                        message.isDuplicate(),
                        qos > 0 && !message.isRetained() && isQueued(),
                        now,
                        () -> acknowledge(id, qos)),
                qos > 0);
    }

    /** {@return whether this may be out of what waited at the broker} Called for each message in order, on one thread of Paho's. */
    private boolean isQueued() {
        long now = System.nanoTime();
        if (!queueOver
                && (now - lastQueued > QUEUE_OVER.toNanos()
                        || now - connectedAt > LONGEST_QUEUE.toNanos()
                        || !line.sessionMayHaveBeenThere())) {
            queueOver = true;
        }
        lastQueued = now;
        return !queueOver;
    }

    private void acknowledge(int id, int qos) {
        if (qos > 0 && up()) {
            try {
                line.client().messageArrivedComplete(id, qos);
            } catch (MqttException e) {
                LOG.debug("An acknowledgement could not be sent; the broker will send that message again", e);
            }
        }
    }

    /** Says goodbye if the broker still listens, for well under a second; then cuts the wire. */
    @Override
    public void close() {
        line.end();
    }
}
