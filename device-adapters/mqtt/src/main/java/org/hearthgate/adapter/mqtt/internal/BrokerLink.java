package org.hearthgate.adapter.mqtt.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.broker.line.BrokerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a broker, from the first packet to the last. The session outlives it at the broker, which keeps what comes for us at
 * QoS 1 while we are away; a message is acknowledged only by {@link Arrived#acknowledge}. One thread, except {@link #abandon()}.
 */
final class BrokerLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
    private static final Duration FAREWELL = Duration.ofMillis(400);
    /** Paho takes about 0.3 s to start its threads, and only then hears that its socket is closed. */
    private static final Duration ABANDONED = Duration.ofMillis(900);
    /** What waited at the broker comes in one go: it is over when nothing came for so long, */
    private static final Duration QUEUE_OVER = Duration.ofSeconds(2);
    /** and at the latest after so long. */
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(1);

    private final MqttSettings settings;
    private final BrokerSocket socket;
    private final Inbox inbox;
    private final HubClock clock;
    private final CompletableFuture<Object> connected = new CompletableFuture<>();
    private final CompletableFuture<Object> broken = new CompletableFuture<>();
    private final Set<String> subscribed = new HashSet<>();
    private final MqttAsyncClient client;
    private volatile long connectedAt;
    private volatile boolean queueOver;
    private long lastQueued;
    private boolean begun;

    /** Opens nothing yet. */
    BrokerLink(MqttSettings settings, Optional<SSLSocketFactory> tls, Inbox inbox, HubClock clock)
            throws BrokerAwayException {
        this.settings = settings;
        this.inbox = inbox;
        this.clock = clock;
        socket = new BrokerSocket(tls);
        try {
            // tcp in either case: TLS is the socket's own affair
            client = new MqttAsyncClient("tcp://" + settings.address(), settings.clientId(), new MemoryPersistence());
        } catch (MqttException e) {
            throw BrokerAwayException.because(e);
        }
        client.setManualAcks(true);
        client.setCallback(new MqttCallback() {
            @Override
            public void connectionLost(Throwable cause) {
                broken.completeExceptionally(cause);
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) {
                arrived(topic, message);
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                // nothing is published
            }
        });
    }

    void connect() throws BrokerAwayException {
        begun = true;
        connectedAt = System.nanoTime();
        lastQueued = connectedAt;
        try {
            client.connect(options(), null, completing(connected));
        } catch (MqttException e) {
            connected.completeExceptionally(e);
        }
        // network, TLS and CONNACK each take their own time limit
        await(connected, settings.connectTimeout().multipliedBy(3).plusSeconds(1));
    }

    private MqttConnectOptions options() {
        var options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(false); // the broker keeps readings while the hub restarts
        options.setAutomaticReconnect(false); // it gives up when the first connection fails
        options.setConnectionTimeout((int) settings.connectTimeout().toSeconds());
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setSocketFactory(socket.asFactory());
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
                var done = new CompletableFuture<Object>();
                try {
                    client.subscribe(filter, atLeastOnce.contains(filter) ? 1 : 0, null, completing(done));
                } catch (MqttException e) {
                    throw BrokerAwayException.because(e);
                }
                await(done, settings.connectTimeout());
                subscribed.add(filter);
            }
        }
        for (String filter : Set.copyOf(subscribed)) {
            if (!wanted.contains(filter)) {
                try {
                    client.unsubscribe(filter);
                } catch (MqttException e) {
                    throw BrokerAwayException.because(e);
                }
                subscribed.remove(filter);
            }
        }
    }

    boolean up() {
        return !broken.isDone() && client.isConnected();
    }

    /** Breaks the connection from another thread: whoever waits in it returns at once. */
    void abandon() {
        broken.completeExceptionally(new BrokerAwayException("the hub is ending the connection"));
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
                        || !sessionWasThere())) {
            queueOver = true;
        }
        lastQueued = now;
        return !queueOver;
    }

    private boolean sessionWasThere() {
        // not yet told while CONNACK is being dealt with: then assume the worse
        return !(connected.getNow(null) instanceof IMqttToken token) || token.getSessionPresent();
    }

    private void acknowledge(int id, int qos) {
        if (qos > 0 && up()) {
            try {
                client.messageArrivedComplete(id, qos);
            } catch (MqttException e) {
                LOG.debug("An acknowledgement could not be sent; the broker will send that message again", e);
            }
        }
    }

    private void await(CompletableFuture<Object> answer, Duration limit) throws BrokerAwayException {
        try {
            CompletableFuture.anyOf(answer, broken).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BrokerAwayException away ? away : BrokerAwayException.because(e.getCause());
        } catch (TimeoutException e) {
            throw new BrokerAwayException("it does not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAwayException("the hub is ending the connection");
        }
    }

    private static IMqttActionListener completing(CompletableFuture<Object> answer) {
        return new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                answer.complete(token);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                answer.completeExceptionally(cause);
            }
        };
    }

    /** Says goodbye if the broker still listens, for well under a second; then cuts the wire. Paho's own close leaves threads behind. */
    @Override
    public void close() {
        if (client.isConnected()) {
            sayGoodbye();
        }
        try {
            socket.close();
            if (begun) {
                connected.handle((answer, failure) -> answer).get(ABANDONED.toMillis(), TimeUnit.MILLISECONDS);
                client.disconnectForcibly(0, 0, false);
            }
        } catch (TimeoutException | IOException | MqttException | ExecutionException e) {
            broken.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayGoodbye() {
        try {
            var gone = new CompletableFuture<Object>();
            client.disconnect(0, null, completing(gone));
            gone.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (MqttException | ExecutionException | TimeoutException e) {
            broken.completeExceptionally(e); // it does not listen any more
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
