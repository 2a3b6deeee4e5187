package org.hearthgate.api.gatt;

import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The hub's Bluetooth. There is one, also while no radio is plugged in or its daemon is away: what is held is then taken up when it
 * comes back.
 */
@ProviderType
public interface GattLink {
    /**
     * Keeps one device: connects, bonds where the dialogue wants it, holds the dialogue, and begins again when the link was lost, with
     * growing pauses. Returns at once; any thread. Each device has a thread of its own, on which its dialogue runs, so that one that says
     * nothing or floods delays no other.
     *
     * @throws IllegalStateException if that device is held already
     */
    GattHold hold(BluetoothAddress device, GattDialogue dialogue);

    /**
     * Tells every advertisement that names this service or carries data of it, also repeated ones. The listener is called on one thread
     * of the link, never by two at once; it returns within a millisecond and throws nothing.
     *
     * @return closes the ear
     */
    Ear listen(UUID service, Consumer<Advertisement> listener);

    /** Something that listens until it is closed. */
    interface Ear extends AutoCloseable {
        @Override
        void close();
    }
}
