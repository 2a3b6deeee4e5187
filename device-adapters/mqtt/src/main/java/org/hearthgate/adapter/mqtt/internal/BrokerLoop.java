package org.hearthgate.adapter.mqtt.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.MqttTopic;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.broker.line.Backoff;
import org.hearthgate.broker.line.BrokerAwayException;
import org.hearthgate.broker.line.LineThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one broker as this hub sees it: connect, listen, lose, wait, connect. Everything that waits happens on its one thread; the
 * rest may be called from any other and takes no lock it holds.
 */
final class BrokerLoop implements LineThread.Line {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLoop.class);
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final int MOST_AT_ONCE = 64;
    /** Shorter connections do not count: two hubs with one client id would throw each other out every second. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private static final Duration LONGEST_SEARCH = Duration.ofMinutes(10);

    private final MqttSettings settings;
    private final Optional<SSLSocketFactory> tls;
    private final HubClock clock;
    private final Backoff backoff;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Inbox inbox = new Inbox();
    private final MqttIntake intake;
    private final HeardTopics heard = new HeardTopics();
    private final List<MqttDevice> devices = new CopyOnWriteArrayList<>();
    private volatile Optional<BrokerLink> current = Optional.empty();
    private volatile Optional<String> trouble;
    private volatile Duration searchEnds = Duration.ZERO;
    private boolean told;
    private long droppedTold;

    BrokerLoop(
            MqttSettings settings,
            Optional<SSLSocketFactory> tls,
            ObservationSink sink,
            HubClock clock,
            Backoff backoff) {
        this.settings = settings;
        this.tls = tls;
        this.clock = clock;
        this.backoff = backoff;
        intake = new MqttIntake(sink, clock, stopping);
        trouble = Optional.of("the broker '" + settings.name() + "' is being connected for the first time");
    }

    void add(MqttDevice device) {
        if (device.belongsTo(settings.name())) {
            device.brokerIs(trouble);
            devices.add(device);
        }
    }

    void remove(MqttDevice device) {
        if (devices.remove(device)) {
            device.brokerIs(Optional.of("its broker '" + settings.name() + "' is no longer configured"));
        }
    }

    HeardTopics heard() {
        return heard;
    }

    /** Listens to what bridges tell of other devices too, for so long. */
    void search(Duration length) {
        Duration bounded = length.compareTo(LONGEST_SEARCH) < 0 ? length : LONGEST_SEARCH;
        searchEnds = clock.elapsed().plus(bounded);
    }

    /** {@return why the broker cannot be heard; empty while it can} */
    Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void stop() {
        stopping.countDown();
        inbox.end();
        current.ifPresent(BrokerLink::abandon);
    }

    @Override
    public void run() {
        try {
            while (!stopped()) {
                live();
                if (stopping.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, from its beginning to its end. */
    private void live() throws InterruptedException {
        long since = System.nanoTime();
        try (var link = new BrokerLink(settings, tls, inbox, clock)) {
            current = Optional.of(link);
            if (stopped()) {
                return; // stop() may have looked for a link before there was one
            }
            link.connect();
            listen(link);
            tellItIsThere();
            serve(link);
        } catch (BrokerAwayException e) {
            tellItIsAway(e.getMessage());
        } catch (RuntimeException e) { // Paho or a decoder gone wrong must not end the listening until the next restart
            LOG.error("Unexpected failure with the broker '{}': trying again", settings.name(), e);
            tellItIsAway("an error of this hub, see its log");
        } finally {
            current = Optional.empty();
            inbox.clear();
        }
        if (System.nanoTime() - since > STEADY.toNanos()) {
            backoff.reset();
        }
    }

    private void serve(BrokerLink link) throws BrokerAwayException, InterruptedException {
        while (!stopped()) {
            List<Arrived> messages = inbox.take(MOST_AT_ONCE, GLANCE);
            if (!messages.isEmpty()) {
                if (searching()) {
                    messages.stream()
                            .filter(this::isOfSearch)
                            .forEach(message -> heard.heard(message.topic(), message.payload(), message.at()));
                }
                intake.take(messages, devices);
            }
            if (!link.up()) {
                throw new BrokerAwayException("the connection was lost");
            }
            listen(link);
            tellOfFlood();
        }
    }

    private void listen(BrokerLink link) throws BrokerAwayException {
        Set<String> ours = devices.stream().map(MqttDevice::topic).collect(Collectors.toSet());
        link.listenTo(ours, searching() ? Set.copyOf(settings.searchTopics()) : Set.of());
    }

    private boolean searching() {
        return clock.elapsed().compareTo(searchEnds) < 0;
    }

    private boolean isOfSearch(Arrived message) {
        return settings.searchTopics().stream().anyMatch(filter -> MqttTopic.isMatched(filter, message.topic()));
    }

    private void tellOfFlood() {
        long dropped = inbox.dropped();
        if (dropped > 0 && droppedTold == 0) {
            LOG.warn(
                    "Broker '{}' sends faster than the hub can look: messages of QoS 0 are being dropped",
                    settings.name());
        }
        droppedTold = dropped;
    }

    private void tellItIsThere() {
        LOG.info("Broker '{}' at {} is connected", settings.name(), settings.address());
        told = false;
        say(Optional.empty());
    }

    private void tellItIsAway(String reason) {
        if (stopped()) {
            return;
        }
        if (!told) {
            LOG.warn("Broker '{}' at {} is away: {}. Trying again", settings.name(), settings.address(), reason);
            told = true;
        }
        say(Optional.of("the broker '" + settings.name() + "' is away: " + reason));
    }

    private void say(Optional<String> away) {
        trouble = away;
        devices.forEach(device -> device.brokerIs(away));
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }
}
