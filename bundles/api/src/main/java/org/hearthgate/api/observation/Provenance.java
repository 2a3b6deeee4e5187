package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which adapter made an observation, and from what.
 *
 * @param adapter short name of the adapter, e.g. {@code coap}, {@code nightscout}, {@code simulator}
 * @param raw what the device sent; empty where the adapter made it up (simulator) or a query left it out
 */
public record Provenance(String adapter, Optional<RawForm> raw) {
    public Provenance {
        requireNonNull(raw, "raw");
        if (adapter.isBlank()) {
            throw new IllegalArgumentException("adapter must be named");
        }
    }

    public static Provenance of(String adapter) {
        return new Provenance(adapter, Optional.empty());
    }

    public static Provenance of(String adapter, RawForm raw) {
        return new Provenance(adapter, Optional.of(raw));
    }
}
