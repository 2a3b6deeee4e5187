package org.hearthgate.testkit;

import org.hearthgate.api.alert.AlertJournal;

/** The fake keeps the contract; a restart cannot hurt it. */
class InMemoryAlertJournalTest extends AlertJournalContract {
    private final InMemoryAlertJournal journal = new InMemoryAlertJournal();

    @Override
    protected AlertJournal journal() {
        return journal;
    }

    @Override
    protected void restart() {}
}
