package org.hearthgate.notify.homeassistant.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.hearthgate.broker.line.BrokerAwayException;
import org.hearthgate.broker.line.BrokerConnection;

/**
 * What is said and heard over one connection; never used again after it broke, so that nothing of before is said late. One thread,
 * except {@link #abandon()}.
 */
final class HouseLink implements AutoCloseable {
    static final byte[] ONLINE = "online".getBytes(StandardCharsets.UTF_8);
    static final byte[] OFFLINE = "offline".getBytes(StandardCharsets.UTF_8);

    private static final int AT_LEAST_ONCE = 1;
    private static final int MOST_UNANSWERED = 64;

    private final HouseSettings settings;
    private final BrokerConnection line;
    private final Queue<Said> unanswered = new ArrayDeque<>();

    /** Something that the broker has not acknowledged yet. */
    private record Said(CompletableFuture<Object> answer, long atNanos) {}

    /**
     * Opens nothing yet.
     *
     * @param arrived told of each message on a thread of Paho's; returns at once
     * @param onBroken told on a thread of Paho's when the connection breaks; returns at once
     */
    HouseLink(HouseSettings settings, Optional<SSLSocketFactory> tls, Consumer<Arrived> arrived, Runnable onBroken)
            throws BrokerAwayException {
        this.settings = settings;
        line = new BrokerConnection(
                settings.address(),
                settings.topics().hub(),
                tls,
                (topic, message) -> arrived.accept(Arrived.of(topic, message)));
        line.whenBroken(onBroken);
    }

    void connect() throws BrokerAwayException {
        var options = new MqttConnectOptions();
        options.setCleanSession(true); // what was pressed while we were away is late
        options.setKeepAliveInterval((int) settings.timing().keepAlive().toSeconds());
        options.setMaxInflight(MOST_UNANSWERED * 2);
        options.setWill(settings.topics().availability(), OFFLINE, AT_LEAST_ONCE, true);
        if (!settings.login().username().isEmpty()) {
            options.setUserName(settings.login().username());
            options.setPassword(settings.login().password().toCharArray());
        }
        line.connect(options, settings.timing().connect());
    }

    void listenTo(Collection<String> filters) throws BrokerAwayException {
        for (String filter : filters) {
            line.await(
                    line.ask(answer -> line.client().subscribe(filter, AT_LEAST_ONCE, null, answer)),
                    settings.timing().acknowledge());
        }
    }

    /** {@return completes when the broker has it} Waits only while the broker has very much to acknowledge. */
    CompletableFuture<Object> say(Message message) throws BrokerAwayException {
        if (unanswered.size() >= MOST_UNANSWERED) {
            line.await(unanswered.remove().answer(), settings.timing().acknowledge());
        }
        CompletableFuture<Object> answer = line.ask(publishing(message));
        unanswered.add(new Said(answer, System.nanoTime()));
        return answer;
    }

    /** Ends the connection to a broker that takes our words and answers nothing. */
    void expectAnswers() throws BrokerAwayException {
        while (!unanswered.isEmpty() && unanswered.peek().answer().isDone()) {
            unanswered.remove();
        }
        if (!line.up()) {
            throw new BrokerAwayException("the connection was lost");
        }
        if (!unanswered.isEmpty()
                && System.nanoTime() - unanswered.peek().atNanos()
                        > settings.timing().acknowledge().toNanos()) {
            throw new BrokerAwayException("it does not answer in time");
        }
    }

    boolean isAllAnswered() {
        return unanswered.isEmpty();
    }

    private BrokerConnection.Request publishing(Message message) {
        return answer -> line.client()
                .publish(message.topic(), message.payload(), AT_LEAST_ONCE, message.retained(), null, answer);
    }

    /** Breaks the connection from another thread: whoever waits in it returns at once. */
    void abandon() {
        line.abandon();
    }

    /** Ends it within well under a second. A clean end keeps the broker from sending the will, so "offline" is said here. */
    @Override
    public void close() {
        line.end(publishing(Message.retained(settings.topics().availability(), OFFLINE)));
    }
}
