package org.hearthgate.notify.homeassistant.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLSocketFactory;
import org.hearthgate.broker.line.Backoff;
import org.hearthgate.broker.line.BrokerAwayException;
import org.hearthgate.broker.line.LineThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one broker of the house: connect, announce, serve, lose, wait, connect. Everything that touches the network or waits
 * happens on its one thread; {@link #wake}, {@link #stop} and the questions may be called from any other and take no lock it holds.
 */
final class HouseLoop implements LineThread.Line {
    private static final Logger LOG = LoggerFactory.getLogger(HouseLoop.class);
    private static final Duration LONGEST_NAP = Duration.ofSeconds(30);
    /** While the broker owes us an answer. */
    private static final Duration GLANCE = Duration.ofMillis(500);
    /** Shorter connections do not count: two hubs with one client id would throw each other out every second. */
    private static final Duration STEADY = Duration.ofMinutes(1);

    private static final int MOST_ARRIVED = 256;
    private static final int MOST_AT_ONCE = 32;

    private final HouseSettings settings;
    private final Optional<SSLSocketFactory> tls;
    private final Discovery discovery;
    private final Present present;
    private final FrontDesk desk;
    private final Outbox outbox;
    private final Pace pace;
    private final RandomGenerator random;
    private final Backoff backoff;
    private final Set<String> announced;
    private final BlockingQueue<Arrived> arrived = new ArrayBlockingQueue<>(MOST_ARRIVED);
    private final AtomicLong dropped = new AtomicLong();
    private final Semaphore work = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Due announce = new Due();
    private final Due restate = new Due();
    private final Due beat = new Due();
    private volatile Optional<HouseLink> current = Optional.empty();
    private volatile Optional<String> trouble = Optional.of("it is being connected for the first time");
    private volatile boolean houseAway;
    private boolean told;
    private boolean floodTold;

    HouseLoop(
            HouseSettings settings,
            Optional<SSLSocketFactory> tls,
            Discovery discovery,
            Present present,
            FrontDesk desk,
            Outbox outbox,
            Pace pace,
            RandomGenerator random) {
        this.settings = settings;
        this.tls = tls;
        this.discovery = discovery;
        this.present = present;
        this.desk = desk;
        this.outbox = outbox;
        this.pace = pace;
        this.random = random;
        backoff = new Backoff(pace.firstRetry(), pace.longestRetry(), random);
        announced =
                new HashSet<>(discovery.messages().stream().map(Message::topic).toList());
    }

    /** There is something to say. Returns at once. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    /** {@return why nothing can be said; empty while it can} */
    Optional<String> trouble() {
        return trouble;
    }

    /** {@return whether Home Assistant said goodbye to the broker and has not come back} */
    boolean houseAway() {
        return houseAway;
    }

    @Override
    public void stop() {
        stopping.countDown();
        wake();
        current.ifPresent(HouseLink::abandon);
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
        try (var link = new HouseLink(settings, tls, this::hear, this::wake)) {
            current = Optional.of(link);
            if (stopped()) {
                return; // stop() may have looked for a link before there was one
            }
            arrived.clear();
            link.connect();
            houseAway = false;
            link.listenTo(inwards());
            outbox.empty(new BrokerAwayException("it was meant for the line before"));
            tellItIsThere();
            announce(link);
            serve(link);
        } catch (BrokerAwayException e) {
            tellItIsAway(e.getMessage());
        } catch (RuntimeException e) { // Paho or a probe gone wrong must not silence the house until the next restart
            LOG.error("Unexpected failure on the way to Home Assistant '{}': trying again", settings.name(), e);
            tellItIsAway("an error of this hub, see its log");
        } finally {
            current = Optional.empty();
            outbox.empty(new BrokerAwayException("the line broke"));
        }
        if (System.nanoTime() - since > STEADY.toNanos()) {
            backoff.reset();
        }
    }

    private void serve(HouseLink link) throws BrokerAwayException, InterruptedException {
        while (!stopped()) {
            outbox.sayAll(link);
            heed(link);
            if (announce.hasCome()) {
                announce(link);
            }
            if (restate.hasCome()) {
                present.forgetWhatWasSaid();
                beat.in(Duration.ZERO);
            }
            say(link, present.changed());
            if (beat.hasCome()) {
                beat.in(pace.heartbeat());
                say(link, present.beat());
            }
            link.expectAnswers();
            Duration nap = announce.left(restate.left(beat.left(link.isAllAnswered() ? LONGEST_NAP : GLANCE)));
            nap = arrived.isEmpty() ? nap : Duration.ZERO;
            if (work.tryAcquire(nap.toNanos(), TimeUnit.NANOSECONDS)) {
                work.drainPermits();
            }
        }
    }

    private List<String> inwards() {
        var filters = new ArrayList<>(List.of(houseStatus(), settings.topics().receipt(), discovery.filter()));
        if (settings.commandsAllowed()) {
            settings.subjects().map(settings.topics()::command).forEach(filters::add);
        }
        return filters;
    }

    private String houseStatus() {
        return settings.appearance().discoveryPrefix() + "/status";
    }

    private void announce(HouseLink link) throws BrokerAwayException {
        say(link, discovery.messages());
        link.say(Message.retained(settings.topics().availability(), HouseLink.ONLINE));
        present.forgetWhatWasSaid();
        beat.in(Duration.ZERO);
        restate.in(pace.settle());
    }

    private static void say(HouseLink link, List<Message> messages) throws BrokerAwayException {
        for (Message message : messages) {
            link.say(message);
        }
    }

    /** On a thread of Paho's; returns at once. What we announce comes back to us and is no news. */
    private void hear(Arrived message) {
        if (message.topic().endsWith("/config") && !message.retained()) {
            return;
        }
        if (!arrived.offer(message)) {
            dropped.incrementAndGet();
        }
        wake();
    }

    /** Not all at once: a flood must not keep a call waiting. */
    private void heed(HouseLink link) throws BrokerAwayException {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            Arrived next = arrived.poll();
            if (next == null) {
                break;
            }
            if (next.topic().equals(houseStatus())) {
                heedHouse(next);
            } else if (next.topic().endsWith("/config")) {
                takeBack(link, next);
            } else {
                desk.take(next);
            }
        }
        if (dropped.get() > 0 && !floodTold) {
            floodTold = true;
            LOG.warn(
                    "Home Assistant '{}' sends faster than the hub can look: commands are being dropped",
                    settings.name());
        }
    }

    private void heedHouse(Arrived status) {
        String word = new String(status.payload(), StandardCharsets.UTF_8);
        houseAway = word.equals("offline");
        if (word.equals("online") && !status.retained()) {
            announce.in(Duration.ofMillis(random.nextLong(pace.announceWithin().toMillis() + 1)));
        }
    }

    /** Something that this hub announced once and does not any more: somebody is not shared any more, or the form was changed. */
    private void takeBack(HouseLink link, Arrived old) throws BrokerAwayException {
        if (old.payload().length > 0 && !announced.contains(old.topic())) {
            link.say(Message.retained(old.topic(), new byte[0]));
        }
    }

    private void tellItIsThere() {
        LOG.info("Home Assistant '{}': the broker at {} is connected", settings.name(), settings.address());
        told = false;
        trouble = Optional.empty();
    }

    private void tellItIsAway(String reason) {
        if (stopped()) {
            return;
        }
        if (!told) {
            LOG.warn(
                    "Home Assistant '{}': the broker at {} is away: {}. Trying again",
                    settings.name(),
                    settings.address(),
                    reason);
            told = true;
        }
        trouble = Optional.of("the broker is away: " + reason);
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }
}
