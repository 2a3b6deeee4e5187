package org.hearthgate.adapter.bluetooth.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hearthgate.adapter.bluetooth.internal.bus.BusCall;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.api.device.Pairing;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pairs one device at a time, when an installer wants it, and answers BlueZ's questions about it. Whoever else wants to pair with the hub
 * is refused: nobody in the street becomes a trusted device by asking.
 */
final class PairingDesk {
    /** Where BlueZ finds us. */
    static final String PATH = "/org/hearthgate/pairing";

    private static final Logger LOG = LoggerFactory.getLogger(PairingDesk.class);

    private final Radio radio;
    private final Settings settings;
    private final Predicate<BluetoothAddress> held;
    private Optional<BluezPairing> current = Optional.empty();

    /** @param held whether somebody keeps this device, so that its link is not ended after pairing */
    PairingDesk(Radio radio, Settings settings, Predicate<BluetoothAddress> held) {
        this.radio = radio;
        this.settings = settings;
        this.held = held;
    }

    /** @throws IllegalArgumentException if the radio does not know such a device */
    synchronized Pairing pair(BluetoothAddress address) {
        Peer peer = radio.best(address)
                .orElseThrow(() -> new IllegalArgumentException(
                        "No device with this address is in sight; wake it, bring it near and search again"));
        if (peer.paired()) {
            return Pairing.done();
        }
        var pairing = new BluezPairing(radio, settings, peer);
        if (current.filter(BluezPairing::running).isPresent()) {
            pairing.fail("Another device is being paired; finish or cancel that first");
            return pairing;
        }
        current = Optional.of(pairing);
        var thread = new Thread(() -> run(pairing, peer), "bluetooth-pairing");
        thread.setDaemon(true);
        pairing.runsOn(thread);
        thread.start();
        return pairing;
    }

    private void run(BluezPairing pairing, Peer peer) {
        try {
            pairing.run();
            if (!held.test(peer.address())) {
                new Dialer(radio, settings).hangUp(peer);
            }
        } catch (BusException e) {
            LOG.debug("The device that was paired did not hang up: {}", e.getMessage());
        } catch (InterruptedException e) {
            pairing.fail("The hub stops");
        }
    }

    /** Answers a question of BlueZ; the bus's thread. */
    void asked(BusCall call) {
        List<Object> told = call.arguments();
        String word = call.type().substring(call.type().lastIndexOf('.') + 1);
        Optional<BluezPairing> asked;
        synchronized (this) {
            asked = current.filter(BluezPairing::running);
        }
        if (word.equals("Release") || word.equals("Cancel")) {
            asked.ifPresent(BluezPairing::withdrawn);
            call.answer("");
            return;
        }
        boolean ours = !told.isEmpty()
                && asked.isPresent()
                && asked.get().peerPath().equals(told.get(0))
                && asked.get().ask(word, told, call);
        if (!ours) {
            LOG.info("A device asked to be trusted while nobody pairs it: refused");
            call.refuse(Bluez.ERROR + "Rejected", "nobody pairs this device");
        }
    }

    synchronized void close() {
        current.ifPresent(BluezPairing::stop);
    }
}
