package org.hearthgate.api.device;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.hearthgate.api.observation.PersonId;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Readings of a device that everybody uses (a scale) for which the adapter cannot tell whose they are. Somebody of the home is asked.
 * Register as an OSGi service (whiteboard), one per device. Any thread; every call returns at once.
 */
@ConsumerType
public interface PendingReadings {
    /** {@return what waits for an answer, bounded, oldest first} */
    List<PendingReading> list();

    /**
     * Says whose a reading is.
     *
     * @param id as in {@link PendingReading#id()}
     * @return completes after the durable commit, when the reading no longer waits; fails as the sink does, and then it still waits, or
     *     with {@link IllegalArgumentException} where nothing of that id waits or that person does not use this device
     */
    CompletableFuture<Void> assign(String id, PersonId person);

    /**
     * Says that it is nobody's: a visitor, a suitcase. It leaves the list and stays in quarantine with its octets.
     *
     * @return whether it waited
     */
    boolean discard(String id);
}
