package org.hearthgate.api.store;

import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one record of the home. Readers never wait for the writer and the writer never waits for readers. Every method throws
 * {@link StoreException} when the storage fails.
 */
@ProviderType
public interface ObservationStore {
    /**
     * Commits a batch durably (it survives kill -9 and loss of power) in one transaction, or nothing of it. Called by ingest alone, on
     * its pipeline thread.
     *
     * @return one {@link Receipt.Stored} or {@link Receipt.Duplicate} per observation, in order; two equal identities within the batch
     *     give one of each
     */
    List<Receipt> append(List<Observation> batch);

    /** {@return that part of the record, from any thread} */
    List<StoredObservation> window(ObservationQuery query);

    /** {@return the observation with the latest {@code measuredAt} of that kind, without its raw form} */
    Optional<StoredObservation> latest(PersonId person, ObservationKind kind);

    /** {@return the highest position in the record, 0 when it is empty} */
    long lastPosition();

    /**
     * Opens the cursor of one consumer; each has its own connection, so a slow consumer delays nobody.
     *
     * @param consumer stable name, e.g. {@code alerting}; 1 to 64 of {@code a-z 0-9 - .}
     */
    ObservationCursor cursor(String consumer);

    /**
     * Has rows put right that the hub stamped while it did not know the time. The order is durable when this returns; the rows follow bit
     * by bit, without holding up a commit, each exactly once, also after a crash or a restore. They keep their positions: no cursor sees
     * them again. A part that was ordered before is not ordered twice. Called by ingest alone; a store that does not know how leaves the
     * rows as they are, with their doubt.
     */
    default void retime(List<Retiming> parts) {}

    /** Keeps what was refused, bounded to the newest 1000. */
    void quarantine(List<Quarantined> refused);

    /** {@return the newest quarantined items first} */
    List<Quarantined> quarantined(int most);
}
