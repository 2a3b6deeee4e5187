package org.hearthgate.adapter.bluetooth.internal;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the house in order: looks for the bus and the daemon until they are there, introduces the hub to each new daemon, has it search
 * while somebody wants it to. It compares what is with what should be, each time anew, so that it does not matter what went away and when.
 */
final class Steward implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Steward.class);
    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LONGEST_SEARCH_FOR_BUS = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long FAREWELL_MILLIS = 15_000;

    private final Radio radio;
    private final BooleanSupplier searchWanted;
    private final boolean offersTime;
    private final Bell bell = new Bell();
    private final Pauses pauses =
            new Pauses(Duration.ofSeconds(1), LONGEST_SEARCH_FOR_BUS, () -> ThreadLocalRandom.current()
                    .nextDouble());
    private final Thread thread = new Thread(this::keep, "bluetooth-steward");
    private final Set<String> searching = new HashSet<>();
    private final Set<String> serving = new HashSet<>();
    private volatile boolean closed;
    private volatile long searchUntil = System.nanoTime();
    private String introducedTo = "";
    private boolean troubleTold;
    private long wellAtNanos = System.nanoTime();

    /** @param searchWanted whether a device is waited for or listened to */
    Steward(Radio radio, BooleanSupplier searchWanted, boolean offersTime) {
        this.radio = radio;
        this.searchWanted = searchWanted;
        this.offersTime = offersTime;
        thread.setDaemon(true);
    }

    void open() {
        thread.start();
    }

    /** Something changed; any thread, at once. */
    void nudge() {
        bell.ring();
    }

    /** Has the radios search for so long, whoever else wants them to. */
    void search(Duration length) {
        searchUntil = System.nanoTime() + length.toNanos();
        bell.ring();
    }

    private void keep() {
        try {
            while (!closed) {
                bell.await(reported(round()));
            }
        } catch (InterruptedException e) {
            LOG.trace("the steward leaves", e);
        } finally {
            farewell();
        }
    }

    /** One line when Bluetooth is wanted and does not work, one when it works again; a daemon that restarts is worth none. */
    private Duration reported(Duration wait) {
        Optional<String> trouble = radio.trouble();
        if (trouble.isEmpty() || !searchWanted.getAsBoolean()) {
            if (troubleTold) {
                LOG.info("Bluetooth works again");
            }
            troubleTold = false;
            wellAtNanos = System.nanoTime();
            return wait;
        }
        if (!troubleTold && System.nanoTime() - wellAtNanos > PATIENCE.toNanos()) {
            LOG.warn("No Bluetooth device can be heard: {}", trouble.get());
            troubleTold = true;
        }
        return troubleTold ? wait : min(wait, SOON);
    }

    /** {@return when to look again if nothing happens} */
    private Duration round() throws InterruptedException {
        if (!radio.onBus()) {
            try {
                introducedTo = ""; // a bus that was restarted gives the same names to other programs
                radio.join();
                pauses.succeeded();
            } catch (BusException e) {
                LOG.debug("No message bus", e);
                return pauses.failed();
            }
        }
        String daemon = radio.daemon();
        if (daemon.isEmpty()) {
            introducedTo = "";
            radio.describe();
            return ROUND;
        }
        if (!daemon.equals(introducedTo)) {
            searching.clear();
            serving.clear();
            introducedTo = introduced() ? daemon : "";
        }
        serve();
        if (!search() || introducedTo.isEmpty()) {
            return SOON;
        }
        long left = searchUntil - System.nanoTime();
        return left > 0 ? min(ROUND, Duration.ofNanos(left).plusMillis(1)) : ROUND;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** {@return whether the daemon asks us from now on when a device wants to pair} */
    private boolean introduced() throws InterruptedException {
        return ask(
                        Bluez.AGENT_MANAGER_PATH,
                        Bluez.AGENT_MANAGER,
                        "RegisterAgent",
                        "AlreadyExists",
                        "os",
                        PairingDesk.PATH,
                        "KeyboardDisplay")
                && ask(Bluez.AGENT_MANAGER_PATH, Bluez.AGENT_MANAGER, "RequestDefaultAgent", "", "o", PairingDesk.PATH);
    }

    /** Also to a radio that was plugged in later; one that takes no services is asked once. */
    private void serve() throws InterruptedException {
        serving.retainAll(paths());
        for (Adapter adapter : radio.adapters()) {
            if (offersTime && adapter.serves() && serving.add(adapter.path())) {
                boolean taken = ask(
                        adapter.path(),
                        Bluez.GATT_MANAGER,
                        "RegisterApplication",
                        "AlreadyExists",
                        "oa{sv}",
                        TimeService.PATH,
                        Map.of());
                LOG.debug("{} tells devices the time: {}", adapter.name(), taken);
            }
        }
    }

    private List<String> paths() {
        return radio.adapters().stream().map(Adapter::path).toList();
    }

    /** {@return whether every radio does what is wanted} */
    private boolean search() throws InterruptedException {
        boolean wanted = searchUntil - System.nanoTime() > 0 || searchWanted.getAsBoolean();
        boolean done = true;
        searching.retainAll(paths());
        for (Adapter adapter : radio.adapters()) {
            if (!wanted) {
                if (searching.remove(adapter.path())) {
                    done &= ask(adapter.path(), Bluez.ADAPTER, "StopDiscovery", "Failed", "");
                }
            } else if (!searching.contains(adapter.path()) || !adapter.discovering()) {
                boolean searches = ask(
                                adapter.path(),
                                Bluez.ADAPTER,
                                "SetDiscoveryFilter",
                                "",
                                "a{sv}",
                                Map.of("Transport", new Object[] {"s", "le"}, "DuplicateData", new Object[] {"b", true
                                }))
                        && ask(adapter.path(), Bluez.ADAPTER, "StartDiscovery", "InProgress", "");
                if (searches) {
                    searching.add(adapter.path());
                }
                done &= searches;
            }
        }
        return done;
    }

    /**
     * Asks for one thing; what fails is asked again in a later round and holds up nothing else.
     *
     * @param welcome the end of an error that is as good as an answer; empty for none
     * @return whether it was done
     */
    private boolean ask(String path, String type, String member, String welcome, String signature, Object... arguments)
            throws InterruptedException {
        try {
            radio.call(Settings.DAEMON, path, type, member, signature, arguments);
            return true;
        } catch (BusException e) {
            LOG.debug("{} failed: {}", member, e.getMessage());
            return !welcome.isEmpty() && e.name().equals(Bluez.ERROR + welcome);
        }
    }

    /** The daemon forgets everything of a program that leaves the bus; only that is needed, and it needs no answer. */
    private void farewell() {
        radio.leave();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(FAREWELL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
