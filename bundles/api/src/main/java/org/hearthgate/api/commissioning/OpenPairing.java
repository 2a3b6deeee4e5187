package org.hearthgate.api.commissioning;

import static java.util.Objects.requireNonNull;

import org.hearthgate.api.device.Pairing;

/**
 * A pairing that was begun.
 *
 * @param id by which it is asked for again
 * @param device with which
 * @param progress where it stands, and what it wants to know
 */
public record OpenPairing(String id, DeviceAddress device, Pairing.Progress progress) {
    public OpenPairing {
        requireNonNull(id, "id");
        requireNonNull(device, "device");
        requireNonNull(progress, "progress");
    }
}
