package org.hearthgate.api.gatt;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One connection to one device. Used by its dialogue on the device's thread only. Every call ends: within the link's own time limit, or
 * with {@link GattException.Reason#LOST} as soon as the link is gone.
 *
 * <p>What would change therapy, delete a record or calibrate a sensor is never written: the link refuses it with
 * {@link GattException.Reason#FORBIDDEN}, whoever asks.
 */
@ProviderType
public interface GattSession {
    /** {@return whom it talks to} */
    BluetoothAddress address();

    /** {@return whether the device has it} */
    boolean has(UUID service, UUID characteristic);

    /** {@return the value, read from the device} */
    byte[] read(UUID service, UUID characteristic) throws GattException, InterruptedException;

    /** Writes with response. */
    void write(UUID service, UUID characteristic, byte[] value) throws GattException, InterruptedException;

    /** Switches notifications or indications on, whichever it has. From then on its values come from {@link #next}. */
    void subscribe(UUID service, UUID characteristic) throws GattException, InterruptedException;

    /**
     * {@return the next value that came of any subscribed characteristic, in order of arrival; empty when none came in that time}
     *
     * @throws GattException when the link is gone and everything that came before has been taken, or with
     *     {@link GattException.Reason#FLOODED} when the device sent faster than it was listened to
     */
    Optional<GattValue> next(Duration atMost) throws GattException, InterruptedException;
}
