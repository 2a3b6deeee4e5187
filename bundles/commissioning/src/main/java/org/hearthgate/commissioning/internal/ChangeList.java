package org.hearthgate.commissioning.internal;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import org.hearthgate.api.commissioning.Change;
import org.hearthgate.api.hub.HubClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who changed what and when: one line in the log each, and the newest ones to look at. Keys only, for values may be secrets or names. */
final class ChangeList {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeList.class);

    private final HubClock clock;
    private final int most;
    private final Deque<Change> newestFirst = new ArrayDeque<>();

    ChangeList(HubClock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    void done(String who, String what, Pid pid, Collection<String> keys) {
        keep(new Change(clock.now(), who, what, pid.value(), List.copyOf(new TreeSet<>(keys)), true));
        LOG.info("{} by {}: {}, settings {}", what, who, pid, new TreeSet<>(keys));
    }

    void takenBack(String who, String what, Pid pid, Collection<String> keys) {
        keep(new Change(clock.now(), who, what, pid.value(), List.copyOf(new TreeSet<>(keys)), false));
        LOG.warn(
                "{} by {}: {}, settings {}; taken back, the former settings hold", what, who, pid, new TreeSet<>(keys));
    }

    private synchronized void keep(Change change) {
        newestFirst.addFirst(change);
        while (newestFirst.size() > most) {
            newestFirst.removeLast();
        }
    }

    synchronized List<Change> newestFirst() {
        return List.copyOf(newestFirst);
    }
}
