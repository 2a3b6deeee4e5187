package org.hearthgate.testkit;

import org.hearthgate.api.notify.ReceiptJournal;

class InMemoryReceiptJournalTest extends ReceiptJournalContract {
    private final InMemoryReceiptJournal journal = new InMemoryReceiptJournal();

    @Override
    protected ReceiptJournal journal() {
        return journal;
    }

    @Override
    protected void restart() {
        // what is in memory stays there
    }
}
