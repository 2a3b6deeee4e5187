package org.hearthgate.store.sqlite.internal;

import java.util.List;
import java.util.Set;

/**
 * Something beside the record that holds keys of persons: a folder of backups. Register it as an OSGi service (whiteboard); an erasure
 * asks each of them, after the record's own keys are destroyed.
 */
public interface ErasureTarget {
    /** {@return what it is, e.g. {@code backups in /media/stick}} */
    String name();

    /**
     * Destroys its copies of these keys, so that it can open nothing that they sealed.
     *
     * @param person as the family's devices know them
     * @param keyNumbers as they stand in sealed blobs
     * @return what was done and what could not be, a line each, for the report
     * @throws RuntimeException if it could not be reached; the report says so and the erasure counts as unfinished
     */
    List<String> forget(String person, Set<Long> keyNumbers);
}
