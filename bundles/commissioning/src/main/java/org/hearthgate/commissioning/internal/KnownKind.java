package org.hearthgate.commissioning.internal;

import static java.util.Objects.requireNonNull;

import org.hearthgate.api.commissioning.Inbox;
import org.hearthgate.api.device.DeviceKind;

/**
 * What a kind of device says of itself, asked once when it comes: it does not change, and a broken one is found out before it is in a list.
 *
 * @param service to be asked about single devices
 */
record KnownKind(
        DeviceKind service,
        String id,
        String title,
        String factoryPid,
        String addressKey,
        boolean wantsPairing,
        boolean shared) {
    KnownKind {
        requireNonNull(id, "id");
        requireNonNull(title, "title");
        requireNonNull(factoryPid, "factoryPid");
        requireNonNull(addressKey, "addressKey");
    }

    static KnownKind of(DeviceKind kind) {
        return new KnownKind(
                kind,
                kind.id(),
                kind.title(),
                kind.factoryPid(),
                kind.addressKey(),
                kind.wantsPairing(),
                kind.shared());
    }

    Inbox.Offer offer() {
        return new Inbox.Offer(id, title, wantsPairing, shared);
    }
}
