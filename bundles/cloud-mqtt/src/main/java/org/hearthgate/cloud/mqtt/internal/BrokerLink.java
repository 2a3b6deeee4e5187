package org.hearthgate.cloud.mqtt.internal;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.hearthgate.broker.line.BrokerAwayException;
import org.hearthgate.broker.line.BrokerConnection;

/**
 * What the cloud is told over one connection; never used again after it broke, so that nothing Paho still holds can be sent after a
 * consent was revoked. One thread, except {@link #abandon()}.
 */
final class BrokerLink implements Post, AutoCloseable {
    private static final int AT_LEAST_ONCE = 1;

    private final CloudSettings settings;
    private final BrokerConnection line;
    private final Queue<CompletableFuture<Object>> unacknowledged = new ArrayDeque<>();

    /**
     * Opens nothing yet.
     *
     * @param onBroken told on a thread of Paho's when the connection breaks; returns at once
     */
    BrokerLink(CloudSettings settings, Optional<SSLSocketFactory> tls, Runnable onBroken) throws BrokerAwayException {
        this.settings = settings;
        line = new BrokerConnection(settings.address(), settings.topics().clientId(), tls, (topic, message) -> {
            // nothing is subscribed to
        });
        line.whenBroken(onBroken);
    }

    void connect() throws BrokerAwayException {
        line.connect(options(), settings.connectTimeout());
    }

    private MqttConnectOptions options() {
        var options = new MqttConnectOptions();
        options.setCleanSession(true); // the record is the session
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setMaxInflight(settings.maxInFlight() + 1);
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
            line.await(unacknowledged.remove(), settings.ackTimeout());
        }
        unacknowledged.add(line.ask(publishing(topic, payload, retained)));
    }

    @Override
    public void settle() throws BrokerAwayException {
        while (!unacknowledged.isEmpty()) {
            line.await(unacknowledged.remove(), settings.ackTimeout());
        }
    }

    private BrokerConnection.Request publishing(String topic, byte[] payload, boolean retained) {
        return answer -> line.client().publish(topic, payload, AT_LEAST_ONCE, retained, null, answer);
    }

    boolean up() {
        return line.up();
    }

    /** Breaks the connection from another thread: whoever waits in it returns at once. */
    void abandon() {
        line.abandon();
    }

    /** Ends it within well under a second. A clean end keeps the broker from sending the will, so "offline" is said here. */
    @Override
    public void close() {
        line.end(publishing(settings.topics().hubStatus(), CloudMessage.hubStatus(false), true));
    }
}
