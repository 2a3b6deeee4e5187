package org.hearthgate.store.sqlite.internal.backup;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.hearthgate.store.sqlite.internal.RowAudit;

/**
 * The record as a backup sees it.
 *
 * @param file the record
 * @param storeId tells this record from others
 * @param audit opens its rows
 * @param keys that rows need to be opened elsewhere
 * @param step told after each thing that is safe on a target; tests end the hub there
 */
record Source(Path file, String storeId, RowAudit audit, TravellingKeys keys, Consumer<String> step) {
    Path directory() {
        return file.getParent();
    }
}
