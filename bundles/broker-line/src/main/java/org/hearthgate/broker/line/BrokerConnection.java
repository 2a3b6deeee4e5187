package org.hearthgate.broker.line;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
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

/**
 * One connection to a broker, from the first packet to the last; never used again after it broke, so that Paho holds nothing from before.
 * Every wait ends with the answer, the connection or a time limit. One thread, except {@link #abandon()} and {@link #up()}.
 */
public final class BrokerConnection {
    private static final Duration FAREWELL = Duration.ofMillis(400);

    /** Paho takes about 0.3 s to start its threads, and only then hears that its socket is closed. */
    private static final Duration ABANDONED = Duration.ofMillis(900);

    private final BrokerSocket socket;
    private final MqttAsyncClient client;
    private final CompletableFuture<Object> connected = new CompletableFuture<>();
    private final CompletableFuture<Object> broken = new CompletableFuture<>();
    private boolean begun;

    /** What is asked of the broker. */
    @FunctionalInterface
    public interface Request {
        /** Asks without waiting; {@code answer} is told what came of it, on a thread of Paho's. */
        void send(IMqttActionListener answer) throws MqttException;
    }

    /**
     * Opens nothing yet.
     *
     * @param address host and port
     * @param tls empty for plain TCP
     * @param arrived told of each message with its topic, in order, on one thread of Paho's
     */
    public BrokerConnection(
            String address, String clientId, Optional<SSLSocketFactory> tls, BiConsumer<String, MqttMessage> arrived)
            throws BrokerAwayException {
        socket = new BrokerSocket(tls);
        try {
            // tcp in either case: TLS is the socket's own affair
            client = new MqttAsyncClient("tcp://" + address, clientId, new MemoryPersistence());
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
                arrived.accept(topic, message);
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                // each request has its own answer
            }
        });
    }

    /** {@return Paho's client, for what is said over the line; connected and ended only here} */
    public MqttAsyncClient client() {
        return client;
    }

    /** @param told on any thread when the connection breaks; returns at once */
    public void whenBroken(Runnable told) {
        broken.whenComplete((nothing, cause) -> told.run());
    }

    /**
     * Waits until the broker has taken us.
     *
     * @param options session, will and login; how the line is opened is set here
     * @param timeout for each of network, TLS and CONNACK
     */
    public void connect(MqttConnectOptions options, Duration timeout) throws BrokerAwayException {
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1); // the default tries 3.1 too, a second wait
        options.setAutomaticReconnect(false); // it gives up when the first connection fails
        options.setConnectionTimeout((int) timeout.toSeconds());
        options.setSocketFactory(socket.asFactory());
        begun = true;
        try {
            client.connect(options, null, completing(connected));
        } catch (MqttException e) {
            connected.completeExceptionally(e);
        }
        await(connected, timeout.multipliedBy(3).plusSeconds(1));
    }

    /** {@return whether the broker still had our session when it took us, or may have: it has not been heard yet} Any thread. */
    public boolean sessionMayHaveBeenThere() {
        return !(connected.getNow(null) instanceof IMqttToken token) || token.getSessionPresent();
    }

    /** {@return what comes of it} Asks without waiting. */
    public CompletableFuture<Object> ask(Request request) throws BrokerAwayException {
        var answer = new CompletableFuture<Object>();
        try {
            request.send(completing(answer));
        } catch (MqttException e) {
            throw BrokerAwayException.because(e);
        }
        return answer;
    }

    /** Waits for an answer, until the connection breaks or the limit is over. */
    public void await(CompletableFuture<Object> answer, Duration limit) throws BrokerAwayException {
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

    public boolean up() {
        return !broken.isDone() && client.isConnected();
    }

    /** Breaks the connection from another thread: whoever waits in it returns at once. */
    public void abandon() {
        broken.completeExceptionally(new BrokerAwayException("the hub is ending the connection"));
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
     *
     * @param lastWords said before the goodbye
     */
    public void end(Request... lastWords) {
        if (client.isConnected()) {
            sayGoodbye(lastWords);
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

    private void sayGoodbye(Request... lastWords) {
        try {
            for (Request word : lastWords) {
                ask(word).get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
            }
            ask(answer -> client.disconnect(0, null, answer)).get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (BrokerAwayException | ExecutionException | TimeoutException e) {
            broken.completeExceptionally(e); // it does not listen any more; a will says the rest
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
