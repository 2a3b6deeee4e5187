package org.hearthgate.store.sqlite.internal;

import java.nio.file.Path;
import org.hearthgate.api.store.ObservationStore;
import org.hearthgate.testkit.ObservationStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteObservationStoreTest extends ObservationStoreContract {
    @TempDir
    Path folder;

    private OpenStore open;

    @BeforeEach
    void open() {
        open = new OpenStore(folder);
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Override
    protected ObservationStore store() {
        return open.observations();
    }

    @Override
    protected void restart() {
        open.restart();
    }

    @Override
    protected void upkeep() {
        while (open.record().retimer().step()) {
            // the next one
        }
    }
}
