package org.hearthgate.api.store;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One consumer's bookmark in the record. What was read but not yet {@link #advance advanced} past is read again after a crash: at least
 * once, never skipped. Used by one thread at a time.
 */
@ProviderType
public interface ObservationCursor extends AutoCloseable {
    /** {@return the position up to which this consumer has dealt with everything; 0 at the beginning} */
    long position();

    /** {@return the next observations after {@link #position()}, in order of commit, without raw forms; empty at the end} */
    List<StoredObservation> next(int most);

    /**
     * Everything up to here is dealt with. Returns at once and takes no lock of the writer; it is made durable with the next commit, or
     * within some minutes where none comes: every commit of its own wears the disk.
     *
     * @param position not below the present one, not beyond the end of the record
     */
    void advance(long position);

    @Override
    void close();
}
