package org.hearthgate.api.gatt;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/** One device that is kept until this is closed. */
@ProviderType
public interface GattHold extends AutoCloseable {
    /** {@return how the link is; any thread, at once} */
    Status status();

    /** Lets the device go: ends its dialogue, disconnects it, waits for both. The bond stays. */
    @Override
    void close();

    /**
     * How the link to one device is.
     *
     * @param state the word
     * @param since on the hub's clock
     * @param heardAt when anything was last heard of it, octets or advertisement
     * @param rssiDbm how strongly it was last heard, in dBm
     * @param why one sentence: why it is in this state and what to do; no health value
     */
    record Status(State state, Instant since, Optional<Instant> heardAt, OptionalInt rssiDbm, String why) {
        public Status {
            requireNonNull(state, "state");
            requireNonNull(since, "since");
            requireNonNull(heardAt, "heardAt");
            requireNonNull(rssiDbm, "rssiDbm");
            requireNonNull(why, "why");
        }
    }

    /** What a link can be. */
    enum State {
        /** Not seen yet, or it sleeps between two uses. */
        WAITING,
        CONNECTING,
        /** Connected, its services known, the dialogue runs. */
        TALKING,
        /** It has to be paired again before it talks. */
        UNPAIRED,
        /** It was there and is not any more. */
        LOST,
        /** The hub has no working radio: unplugged, switched off, or its daemon is away. */
        NO_RADIO
    }
}
