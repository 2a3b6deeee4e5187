package org.hearthgate.alerting.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes into the journal, then tells the listeners. A journal that cannot be written delays nobody's alarm: the listeners are
 * told all the same and the entries are written later. Confined to the alerting thread.
 */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final int MOST_UNWRITTEN = 1_000;

    private final AlertJournal journal;
    private final ArrayDeque<AlertJournal.Entry> unwritten = new ArrayDeque<>();
    private volatile int unwrittenCount;

    Announcer(AlertJournal journal) {
        this.journal = journal;
    }

    void announce(List<AlertJournal.Entry> entries, List<AlertListener> listeners) {
        for (AlertJournal.Entry entry : entries) {
            if (unwritten.size() == MOST_UNWRITTEN) {
                unwritten.removeFirst();
            }
            unwritten.addLast(entry);
        }
        write();
        for (AlertJournal.Entry entry : entries) {
            for (AlertListener listener : listeners) {
                try {
                    listener.changed(entry.alert());
                } catch (RuntimeException
                        | LinkageError e) { // one broken, or just unloaded, channel must not silence the others
                    LOG.error("{} failed to take an alert", listener.getClass().getName(), e);
                }
            }
        }
    }

    /** Writes what could not be written before; called again on every tick. */
    void write() {
        if (unwritten.isEmpty()) {
            return;
        }
        try {
            journal.append(new ArrayList<>(unwritten));
            unwritten.clear();
        } catch (RuntimeException e) { // the store is failing; its own health probe says so
            if (unwrittenCount == 0) {
                LOG.error("{} changes of alerts could not be written yet: {}", unwritten.size(), e.getMessage());
            }
        }
        unwrittenCount = unwritten.size();
    }

    /** {@return how many changes were told but are not durable yet} */
    int unwritten() {
        return unwrittenCount;
    }
}
