package org.hearthgate.api.ingest;

import java.util.List;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.StoredObservation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Told after every commit. Register as an OSGi service (whiteboard). This is a hint, not the record: it is not repeated after a crash,
 * and it is dropped when the listener has not come back from the ones before, so whoever must miss nothing continues from an
 * {@link org.hearthgate.api.store.ObservationCursor} and uses this only to wake up.
 *
 * <p>Each listener is called on a thread of its own, never by two at once: one that is slow or stuck is named in the hub's health and
 * delays nobody else. It should return within a millisecond all the same, and throw nothing.
 */
@ConsumerType
public interface ObservationListener {
    /**
     * Called soon after a commit; several commits may be told in one call.
     *
     * @param committed what is now durably in the record, in order; duplicates and refusals are not among them
     */
    void committed(List<StoredObservation> committed);

    /**
     * These have passed the door but the storage failed: they are not in the record, their device was told to send them again, and then
     * they come through {@link #committed} or, while it still fails, here once more. Judge them, for a low cannot wait for a disk; do not
     * count them as kept. In order with the calls of {@link #committed}.
     *
     * @param uncommitted what could not be saved, in order, doubts and all
     */
    default void uncommitted(List<Observation> uncommitted) {}
}
