package org.hearthgate.adapter.bluetooth.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.hearthgate.api.gatt.GattHold.State;
import org.hearthgate.api.gatt.GattHold.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the link to one device fares, told to whoever asks, and in the log by one line when it goes and one when it returns. */
final class LinkStory {
    private static final Logger LOG = LoggerFactory.getLogger(LinkStory.class);

    private final String who;
    private final Supplier<Instant> now;
    private State state = State.WAITING;
    private Instant since;
    private String why = "Not seen yet; it is connected as soon as it is within reach and awake";
    private Optional<Instant> heardAt = Optional.empty();
    private OptionalInt rssiDbm = OptionalInt.empty();
    private long talkingSinceNanos;
    private boolean met;
    private boolean told;

    /** @param who for the log */
    LinkStory(String who, Supplier<Instant> now) {
        this.who = who;
        this.now = now;
        this.since = now.get();
    }

    synchronized State state() {
        return state;
    }

    synchronized Status status() {
        return new Status(state, since, heardAt, rssiDbm, why);
    }

    synchronized void heard(Instant at, OptionalInt rssi) {
        if (heardAt.isEmpty() || at.isAfter(heardAt.get())) {
            heardAt = Optional.of(at);
        }
        if (rssi.isPresent()) {
            rssiDbm = rssi;
        }
    }

    synchronized void connecting() {
        if (state == State.WAITING || state == State.NO_RADIO) {
            become(State.CONNECTING, "Connecting");
        }
    }

    synchronized void talking() {
        if (told) {
            LOG.info("{} is back", who);
            told = false;
        }
        met = true;
        heard(now.get(), OptionalInt.empty());
        talkingSinceNanos = System.nanoTime();
        become(State.TALKING, "Connected");
    }

    /** {@return whether it last talked for at least so long} */
    synchronized boolean talkedFor(Duration atLeast) {
        return state == State.TALKING && System.nanoTime() - talkingSinceNanos >= atLeast.toNanos();
    }

    /** It said all it had to say. */
    synchronized void ended() {
        become(State.WAITING, "It said everything; it is asked again later");
    }

    synchronized void sleeps(String sentence) {
        if (state != State.LOST && state != State.UNPAIRED) {
            become(State.WAITING, sentence);
        }
    }

    /** It is nowhere in sight: lost when it was there once, else not seen yet. */
    synchronized void away(String sentence) {
        if (!met) {
            become(State.WAITING, sentence);
        } else if (state != State.LOST && state != State.UNPAIRED && state != State.WAITING) {
            gone(State.LOST, sentence);
        }
    }

    synchronized void gone(State how, String sentence) {
        if (!told && (met || how == State.UNPAIRED)) {
            LOG.info("{} is gone: {}", who, sentence);
            told = true;
        }
        become(how, sentence);
    }

    private void become(State next, String sentence) {
        if (state != next) {
            state = next;
            since = now.get();
        }
        why = sentence;
    }
}
