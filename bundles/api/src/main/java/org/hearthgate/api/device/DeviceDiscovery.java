package org.hearthgate.api.device;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ConsumerType;

/** A transport on which devices can be found. Register as an OSGi service (whiteboard); any thread may call, every call returns at once. */
@ConsumerType
public interface DeviceDiscovery {
    /** {@return short stable name: {@code bluetooth}, {@code coap}, {@code phone}, {@code mqtt}, {@code nfc}} */
    String transport();

    /** {@return everything heard lately, bounded, those heard last first} */
    List<HeardDevice> heard();

    /** Listens harder for so long; a transport that always listens does nothing. */
    void search(Duration length);

    /**
     * Asks a device who it is: maker, model, serial number, firmware, battery, as far as it tells. Fails with a message that says what to
     * do when it does not answer.
     *
     * @param address as in {@link HeardDevice#address()}
     */
    default CompletableFuture<Map<String, String>> identify(String address) {
        return CompletableFuture.completedFuture(heard().stream()
                .filter(device -> device.address().equals(address))
                .findFirst()
                .map(HeardDevice::details)
                .orElse(Map.of()));
    }

    /**
     * Begins to pair with a device. A transport on which nothing is paired answers with one that is done.
     *
     * @throws IllegalArgumentException if no such device was heard
     */
    default Pairing pair(String address) {
        return Pairing.done();
    }

    /** Forgets a device: its bond, if it has one, and that it was heard. */
    default void forget(String address) {}
}
