package org.hearthgate.adapter.bluetooth.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.api.gatt.Advertisement;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattHold;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one device: its thread connects it when it should, lets its dialogue talk, and begins again. */
final class Hold implements GattHold {
    private static final Logger LOG = LoggerFactory.getLogger(Hold.class);
    /** It looks again after this even if nothing changed. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private final BluetoothAddress address;
    private final GattDialogue dialogue;
    private final Radio radio;
    private final Settings settings;
    private final Runnable searchChanged;
    private final Runnable released;
    private final Dialer dialer;
    private final Bell bell = new Bell();
    private final Pauses pauses;
    private final LinkStory story;
    private final Thread thread;
    private volatile boolean closed;
    private volatile long heardAtNanos;
    private volatile boolean heard;
    private volatile Optional<BluezSession> session = Optional.empty();
    private long notBefore = System.nanoTime();
    private long notBeforeIfHeard = System.nanoTime();
    private long talkedAt = System.nanoTime();
    private boolean wasPaired;

    /**
     * @param searchChanged called when the device begins or ceases to be searched for
     * @param released called once when the device is let go
     */
    Hold(
            BluetoothAddress address,
            GattDialogue dialogue,
            Radio radio,
            Settings settings,
            Runnable searchChanged,
            Runnable released) {
        this.address = requireNonNull(address, "address");
        this.dialogue = requireNonNull(dialogue, "dialogue");
        this.radio = radio;
        this.settings = settings;
        this.searchChanged = searchChanged;
        this.released = released;
        dialer = new Dialer(radio, settings);
        pauses = new Pauses(settings.firstPause(), settings.longestPause(), () -> ThreadLocalRandom.current()
                .nextDouble());
        String end = address.value().substring("AA:BB:CC:DD:".length());
        story = new LinkStory(dialogue.name() + " (…" + end + ")", radio::now);
        thread = new Thread(this::keep, "bluetooth-" + dialogue.name() + "-" + end.replace(":", ""));
        thread.setDaemon(true);
    }

    void open() {
        thread.start();
    }

    BluetoothAddress address() {
        return address;
    }

    /** {@return whether somebody should search, so that this device is found} */
    boolean searches() {
        return !closed && story.state() != State.TALKING && story.state() != State.CONNECTING;
    }

    /** Something may have changed; any thread, at once. */
    void nudge() {
        bell.ring();
    }

    /** It said something to everybody. */
    void heard(Advertisement advertisement) {
        story.heard(advertisement.heardAt(), advertisement.rssiDbm());
        heardAtNanos = System.nanoTime();
        heard = true;
        bell.ring();
    }

    @Override
    public Status status() {
        session.flatMap(BluezSession::heardAt).ifPresent(at -> story.heard(at, OptionalInt.empty()));
        return story.status();
    }

    private void keep() {
        try {
            while (!closed) {
                Optional<Duration> wait = step();
                if (wait.isPresent()) {
                    bell.await(wait.get());
                }
            }
        } catch (InterruptedException e) {
            LOG.trace("{} is let go", dialogue.name(), e);
        } finally {
            released.run();
        }
    }

    /** {@return how long to wait for news; empty to go on at once} */
    private Optional<Duration> step() throws InterruptedException {
        Optional<String> trouble = radio.trouble();
        if (trouble.isPresent()) {
            story.gone(State.NO_RADIO, trouble.get());
            return Optional.of(LOOK_AGAIN);
        }
        Optional<Peer> peer = radio.best(address);
        boolean paired = peer.map(Peer::paired).orElse(false);
        if (paired && !wasPaired) {
            pauses.succeeded(); // the installer has just paired it: what was wrong before does not count
            notBefore = System.nanoTime();
            notBeforeIfHeard = notBefore;
        }
        wasPaired = paired;
        if (peer.isEmpty()) {
            story.away("Not in sight; it is connected as soon as it is within reach and awake");
            return Optional.of(LOOK_AGAIN);
        }
        if (dialogue.bonded() && !paired) {
            story.gone(State.UNPAIRED, "It is not paired with this hub: pair it on the installer's page");
            return Optional.of(LOOK_AGAIN);
        }
        long now = System.nanoTime();
        boolean wakes = dialogue.reach() == GattDialogue.Reach.WHEN_HEARD;
        boolean heardSince = heard && heardAtNanos - talkedAt > 0;
        long earliest = heardSince ? notBeforeIfHeard : notBefore;
        if (earliest - now > 0) {
            return Optional.of(Duration.ofNanos(earliest - now).plusMillis(1));
        }
        if (wakes && !heardSince) {
            story.sleeps("It sleeps; it is connected when it wakes and is heard");
            return Optional.of(LOOK_AGAIN);
        }
        talk(peer.get());
        return Optional.empty();
    }

    private void talk(Peer peer) throws InterruptedException {
        story.connecting();
        try {
            dialer.dial(peer, bell);
            converse(peer);
            ended();
        } catch (GattException e) {
            if (!closed) {
                failed(e.reason(), e.getMessage());
            }
        } finally {
            talkedAt = System.nanoTime();
            searchChanged.run();
            hangUp(peer);
        }
    }

    private void converse(Peer peer) throws GattException, InterruptedException {
        var talking = new BluezSession(radio, peer, settings);
        session = Optional.of(talking);
        radio.begin(peer.path(), talking);
        try {
            story.talking();
            searchChanged.run();
            dialogue.converse(talking);
        } catch (RuntimeException e) {
            // a stranger's code at the whiteboard's edge: its mistake must not leave a device unheard for the night
            LOG.error("The dialogue {} failed; it is held again after a pause", dialogue.name(), e);
            throw new GattException(GattException.Reason.PROTOCOL, "The hub made a mistake with it: " + e, e);
        } finally {
            talking.lost("The conversation has ended");
            radio.end(peer.path(), talking);
            talking.heardAt().ifPresent(at -> story.heard(at, OptionalInt.empty()));
            session = Optional.empty();
        }
    }

    private void ended() {
        pauses.succeeded();
        notBefore = System.nanoTime() + settings.again().toNanos();
        notBeforeIfHeard = notBefore;
        story.ended();
    }

    private void failed(GattException.Reason reason, String why) {
        if (story.talkedFor(settings.longestPause())) {
            pauses.succeeded();
        }
        long now = System.nanoTime();
        notBefore = now + pauses.failed().toNanos();
        // one that is merely out of reach is taken as soon as it is heard again; one that misbehaves has to wait
        boolean reachable = reason == GattException.Reason.LOST || reason == GattException.Reason.SILENT;
        notBeforeIfHeard =
                reachable ? Math.min(notBefore, now + settings.firstPause().toNanos()) : notBefore;
        story.gone(reason == GattException.Reason.UNPAIRED ? State.UNPAIRED : State.LOST, advice(reason, why));
    }

    private static String advice(GattException.Reason reason, String why) {
        return switch (reason) {
            case LOST, NOT_FOUND, FORBIDDEN, PROTOCOL -> why + "; it is tried again";
            case REFUSED -> why + "; it is tried again; if this stays, pair it anew on the installer's page";
            case UNPAIRED -> "It wants to be paired again (" + why + "): do so on the installer's page";
            case SILENT -> why + "; bring it nearer or change its battery; it is tried again";
            case FLOODED -> why + "; it is left alone for a while and tried again";
        };
    }

    private void hangUp(Peer peer) throws InterruptedException {
        boolean interrupted = Thread.interrupted(); // even one that is let go says good-bye
        try {
            dialer.hangUp(peer);
        } catch (BusException e) {
            LOG.debug("{} did not hang up: {}", dialogue.name(), e.getMessage());
        }
        if (interrupted) {
            throw new InterruptedException("let go");
        }
    }

    @Override
    public void close() {
        release();
        if (Thread.currentThread() != thread) {
            try {
                thread.join(FAREWELL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Lets the device go without waiting for it. */
    void release() {
        closed = true;
        session.ifPresent(talking -> talking.lost("The hub lets the device go"));
        thread.interrupt();
    }
}
