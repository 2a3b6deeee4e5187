package org.hearthgate.api.ingest;

import java.util.List;
import org.hearthgate.api.store.StoredObservation;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Told after every commit. Register as an OSGi service (whiteboard). This is a hint, not the record: it is not repeated after a crash,
 * so whoever must miss nothing continues from an {@link org.hearthgate.api.store.ObservationCursor} and uses this only to wake up.
 */
@ConsumerType
public interface ObservationListener {
    /**
     * Called on the pipeline's thread: return within a millisecond, take no lock that a network or a page can hold, throw nothing.
     *
     * @param committed what is now durably in the record, in order; duplicates and refusals are not among them
     */
    void committed(List<StoredObservation> committed);
}
