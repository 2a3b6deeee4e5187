package org.hearthgate.api.gatt;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** One value that a device sent by itself. Immutable; octets are copied in and out. */
public final class GattValue {
    private final UUID service;
    private final UUID characteristic;
    private final byte[] octets;
    private final Instant receivedAt;

    /** @param receivedAt on the hub's clock */
    public GattValue(UUID service, UUID characteristic, byte[] octets, Instant receivedAt) {
        this.service = requireNonNull(service, "service");
        this.characteristic = requireNonNull(characteristic, "characteristic");
        this.octets = octets.clone();
        this.receivedAt = requireNonNull(receivedAt, "receivedAt");
    }

    public UUID service() {
        return service;
    }

    public UUID characteristic() {
        return characteristic;
    }

    /** {@return a copy} */
    public byte[] octets() {
        return octets.clone();
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GattValue that
                && service.equals(that.service)
                && characteristic.equals(that.characteristic)
                && receivedAt.equals(that.receivedAt)
                && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return 31 * characteristic.hashCode() + Arrays.hashCode(octets);
    }

    /** Never prints the octets: they are health data. */
    @Override
    public String toString() {
        return GattUuid.text(characteristic) + ", " + octets.length + " octets";
    }
}
