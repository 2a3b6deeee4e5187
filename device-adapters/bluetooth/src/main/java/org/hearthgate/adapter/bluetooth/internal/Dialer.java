package org.hearthgate.adapter.bluetooth.internal;

import java.time.Duration;
import java.util.Optional;
import org.hearthgate.adapter.bluetooth.internal.bus.BusException;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.gatt.GattException.Reason;

/** Brings a link up: connected, and its services known. Blocks. */
final class Dialer {
    /** For whom no bell is rung. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Radio radio;
    private final Settings settings;

    Dialer(Radio radio, Settings settings) {
        this.radio = radio;
        this.settings = settings;
    }

    /** @param bell rings when something about the device changes */
    void dial(Peer peer, Bell bell) throws GattException, InterruptedException {
        try {
            radio.call(settings.connect(), peer.path(), Bluez.DEVICE, "Connect", "");
        } catch (BusException e) {
            boolean underWay =
                    e.name().equals(Bluez.ERROR + "InProgress") || e.name().equals(Bluez.ERROR + "AlreadyConnected");
            if (!underWay) {
                throw Refusal.of("connecting", e);
            }
        }
        await(peer, bell);
    }

    private void await(Peer peer, Bell bell) throws GattException, InterruptedException {
        long until = System.nanoTime() + settings.services().toNanos();
        boolean wasConnected = false;
        for (long left = settings.services().toNanos(); left > 0; left = until - System.nanoTime()) {
            Optional<Peer> now = radio.objects().peer(peer.path());
            boolean connected = now.map(Peer::connected).orElse(false);
            if (now.isEmpty() || wasConnected && !connected) {
                throw new GattException(Reason.LOST, "The link was gone before its services were known");
            }
            if (connected && now.get().resolved()) {
                return;
            }
            wasConnected = connected;
            bell.await(LOOK_AGAIN);
        }
        throw new GattException(
                Reason.SILENT,
                "It connected and did not tell its services in "
                        + settings.services().toSeconds() + " s");
    }

    /** Ends a link, or an attempt to make one; waits until BlueZ says so. */
    void hangUp(Peer peer) throws InterruptedException, BusException {
        radio.call(Settings.DAEMON, peer.path(), Bluez.DEVICE, "Disconnect", "");
    }
}
