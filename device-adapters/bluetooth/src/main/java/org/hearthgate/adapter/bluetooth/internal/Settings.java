package org.hearthgate.adapter.bluetooth.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What the room goes by.
 *
 * @param busAddress of the message bus, as the bus writes it
 * @param adapters short names of the radios to use, e.g. {@code hci0}; empty for all
 * @param connect how long connecting may take
 * @param services how long a connected device may take to tell its services
 * @param answer how long a device may take to answer
 * @param firstPause before a lost device is tried again; doubles with each failure
 * @param longestPause that it grows to
 * @param again pause after a conversation that ended by itself
 * @param pairing how long pairing may take, the installer's typing included
 * @param queuedValues that wait for one dialogue
 */
record Settings(
        String busAddress,
        Set<String> adapters,
        Duration connect,
        Duration services,
        Duration answer,
        Duration firstPause,
        Duration longestPause,
        Duration again,
        Duration pairing,
        int queuedValues) {
    static final String PID = "org.hearthgate.adapter.bluetooth";

    /** How long the bus and the Bluetooth daemon themselves may take; no radio is involved. */
    static final Duration DAEMON = Duration.ofSeconds(10);

    Settings {
        adapters = Set.copyOf(adapters);
        if (!busAddress.startsWith("unix:path=/")) {
            throw new IllegalArgumentException(
                    PID + ": busAddress must be like unix:path=/run/dbus/system_bus_socket, was '" + busAddress + "'");
        }
        positive("connectSeconds", connect);
        positive("servicesSeconds", services);
        positive("answerSeconds", answer);
        positive("firstPauseSeconds", firstPause);
        positive("againAfterSeconds", again);
        positive("pairingSeconds", pairing);
        if (longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(PID + ": longestPauseSeconds must not be below firstPauseSeconds");
        }
        if (queuedValues < 16 || queuedValues > 65_536) {
            throw new IllegalArgumentException(PID + ": queuedValues must be 16 to 65536, was " + queuedValues);
        }
    }

    private static void positive(String key, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(PID + ": " + key + " must be above 0, was " + duration.toSeconds());
        }
    }

    /** {@return whether this radio may be used} */
    boolean allows(Adapter adapter) {
        return adapters.isEmpty() || adapters.contains(adapter.name());
    }

    /** {@return the radios that may be used and are switched on} */
    List<Adapter> usable(List<Adapter> all) {
        return all.stream()
                .filter(adapter -> adapter.powered() && allows(adapter))
                .toList();
    }
}
