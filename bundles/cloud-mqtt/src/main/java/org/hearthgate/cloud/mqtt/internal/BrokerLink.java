package org.hearthgate.cloud.mqtt.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
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
import org.hearthgate.broker.line.BrokerSocket;

/**
 * One connection to a broker, from the first packet to the last; never used again after it broke, so that nothing Paho still holds can
 * be sent after a consent was revoked. Every wait ends with the answer, the connection or a time limit. One thread, except
 * {@link #abandon()}.
 */
final class BrokerLink implements Post, AutoCloseable {
    private static final int AT_LEAST_ONCE = 1;
    private static final Duration FAREWELL = Duration.ofMillis(400);

    /** Paho takes about 0.3 s to start its threads, and only then hears that its socket is closed. */
    private static final Duration ABANDONED = Duration.ofMillis(900);

    private final CloudSettings settings;
    private final BrokerSocket socket;
    private final CompletableFuture<Object> connected = new CompletableFuture<>();
    private final CompletableFuture<Object> broken = new CompletableFuture<>();
    private final Queue<CompletableFuture<Object>> unacknowledged = new ArrayDeque<>();
    private final MqttAsyncClient client;
    private boolean begun;

    /**
     * Opens nothing yet.
     *
     * @param onBroken told on a thread of Paho's when the connection breaks; returns at once
     */
    BrokerLink(CloudSettings settings, Optional<SSLSocketFactory> tls, Runnable onBroken) throws BrokerAwayException {
        this.settings = settings;
        socket = new BrokerSocket(tls);
        broken.whenComplete((nothing, cause) -> onBroken.run());
        try {
            // tcp in either case: TLS is the socket's own affair
            client = new MqttAsyncClient(
                    "tcp://" + settings.address(), settings.topics().clientId(), new MemoryPersistence());
        } catch (MqttException e) {
            throw BrokerAwayException.because(e);
        }
        client.setCallback(new MqttCallback() {
            @Override
            public void connectionLost(Throwable cause) {
                broken.completeExceptionally(cause);
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) {
                // nothing is subscribed to
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                // each message has its own listener
            }
        });
    }

    void connect() throws BrokerAwayException {
        begun = true;
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
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1); // the default tries 3.1 too, a second wait
        options.setCleanSession(true); // the record is the session
        options.setAutomaticReconnect(false); // it gives up when the first connection fails
        options.setConnectionTimeout((int) settings.connectTimeout().toSeconds());
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setMaxInflight(settings.maxInFlight() + 1);
        options.setSocketFactory(socket.asFactory());
        options.setWill(settings.topics().hubStatus(), CloudMessage.hubStatus(false), AT_LEAST_ONCE, true);
        if (!settings.login().username().isEmpty()) {
            options.setUserName(settings.login().username());
            options.setPassword(settings.login().password().toCharArray());
        }
        return options;
    }

    @Override
    public void send(String topic, byte[] payload, boolean retained) throws BrokerAwayException {
        if (unacknowledged.size() >= settings.maxInFlight()) {
            await(unacknowledged.remove(), settings.ackTimeout());
        }
        unacknowledged.add(publish(topic, payload, retained));
    }

    @Override
    public void settle() throws BrokerAwayException {
        while (!unacknowledged.isEmpty()) {
            await(unacknowledged.remove(), settings.ackTimeout());
        }
    }

    boolean up() {
        return !broken.isDone() && client.isConnected();
    }

    /** Breaks the connection from another thread: whoever waits in it returns at once. */
    void abandon() {
        broken.completeExceptionally(new BrokerAwayException("the hub is ending the connection"));
    }

    private CompletableFuture<Object> publish(String topic, byte[] payload, boolean retained)
            throws BrokerAwayException {
        var acknowledged = new CompletableFuture<Object>();
        try {
            client.publish(topic, payload, AT_LEAST_ONCE, retained, null, completing(acknowledged));
        } catch (MqttException e) {
            throw BrokerAwayException.because(e);
        }
        return acknowledged;
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

    /**
     * Says goodbye if the broker still listens, for well under a second; then cuts the wire whatever the broker does. Paho's own close is
     * left out: called while a disconnect is under way it leaves three threads behind for ever (paho.mqtt.java#1093), and all it
     * would free goes with this object.
     */
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
        } catch (TimeoutException e) {
            // it still looks up a host's name; its thread ends by itself when it comes to the closed socket
            broken.completeExceptionally(e);
        } catch (IOException | MqttException | ExecutionException e) {
            broken.completeExceptionally(e); // nothing is sent any more, so nothing of this should happen
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A clean end keeps the broker from sending the will, so "offline" is said here. */
    private void sayGoodbye() {
        try {
            publish(settings.topics().hubStatus(), CloudMessage.hubStatus(false), true)
                    .get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            var gone = new CompletableFuture<Object>();
            client.disconnect(0, null, completing(gone));
            gone.get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (BrokerAwayException | MqttException | ExecutionException | TimeoutException e) {
            broken.completeExceptionally(e); // it does not listen any more; the will says the rest
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
