package org.hearthgate.adapter.bluetooth.internal;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.hearthgate.api.gatt.BluetoothAddress;

/**
 * A device as one adapter sees it; a device within reach of two adapters is two of these.
 *
 * @param path of its object
 * @param adapter path of the adapter
 * @param paired whether that adapter has a bond with it
 * @param resolved whether its services are known
 */
record Peer(
        String path,
        String adapter,
        BluetoothAddress address,
        Optional<String> name,
        boolean paired,
        boolean connected,
        boolean resolved,
        OptionalInt rssiDbm,
        Set<UUID> services) {
    private static final int UNHEARD_DBM = -200;

    /** The one to talk to is the last: connected already, else bonded, else heard best. */
    static final Comparator<Peer> BY_PROMISE = Comparator.comparing(Peer::connected)
            .thenComparing(Peer::paired)
            .thenComparing(peer -> peer.rssiDbm().orElse(UNHEARD_DBM))
            .thenComparing(Peer::path, Comparator.reverseOrder());
}
