package org.hearthgate.api.key;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/** A data key wrapped under a hub key: safe to write anywhere. Immutable; octets are copied in and out. */
public final class Wrapped {
    private final String hubKey;
    private final byte[] octets;

    /**
     * @param hubKey id of the hub key it is wrapped under
     * @param octets copied
     */
    public Wrapped(String hubKey, byte[] octets) {
        this.hubKey = requireNonNull(hubKey, "hubKey");
        this.octets = octets.clone();
    }

    public String hubKey() {
        return hubKey;
    }

    /** {@return a copy of the octets} */
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Wrapped that && hubKey.equals(that.hubKey) && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return 31 * hubKey.hashCode() + Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return octets.length + " octets under " + hubKey;
    }
}
