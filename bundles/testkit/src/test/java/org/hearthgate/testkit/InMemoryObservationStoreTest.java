package org.hearthgate.testkit;

import org.hearthgate.api.store.ObservationStore;

/** The fake keeps the contract; a restart cannot hurt it. */
class InMemoryObservationStoreTest extends ObservationStoreContract {
    private final InMemoryObservationStore store = new InMemoryObservationStore();

    @Override
    protected ObservationStore store() {
        return store;
    }

    @Override
    protected void restart() {}
}
