package org.hearthgate.alerting.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.PersonId;

/**
 * Readings that the record could not take, judged from memory until it can: a parent must hear of an urgent low on a hub whose disk has
 * died. When the device's retry is committed, the committed one takes the place of the one held here, so that nothing is judged twice.
 * Confined to the alerting thread but for {@link #leave}.
 */
final class Unkept {
    private static final int MOST = 500;

    private final BlockingQueue<Observation> arrived = new ArrayBlockingQueue<>(MOST);
    private final ArrayList<Observation> held = new ArrayList<>();

    /** Any thread; never waits. What is too old to wake anybody waits for the record; of the rest the newest matter most. */
    void leave(List<Observation> uncommitted) {
        for (Observation observation : uncommitted) {
            boolean judged =
                    observation.kind() == ObservationKind.GLUCOSE || observation.kind() == ObservationKind.DEVICE_EVENT;
            if (judged
                    && !SelfTest.isDrill(observation)
                    && !observation.quality().has(Doubt.Flag.LATE)) {
                while (!arrived.offer(observation)) {
                    arrived.poll();
                }
            }
        }
    }

    /** Puts what has arrived before the rules. {@return whom it is about} */
    Set<PersonId> take(Watches watches, SteadyTime.Reading time) {
        var touched = new LinkedHashSet<PersonId>();
        for (Observation next = arrived.poll(); next != null; next = arrived.poll()) {
            PersonWatch watch = watches.of(next.person());
            if (watch.find(next).isEmpty()) { // not the same one again, because its device tries again
                watch.take(next, time);
                held.add(next);
                if (held.size() > MOST) {
                    held.remove(0);
                }
                touched.add(next.person());
            }
        }
        return touched;
    }

    /** The record has this one now: what was held in its place goes. */
    void kept(Observation committed, Watches watches) {
        if (!held.isEmpty() && held.removeIf(one -> PersonWatch.same(one, committed))) {
            watches.of(committed.person()).withdraw(committed);
        }
    }

    /** The watches were read anew from the record: what it does not have is put before the rules again. */
    void again(Watches watches, SteadyTime.Reading time) {
        held.removeIf(one -> watches.of(one.person()).find(one).isPresent());
        held.forEach(one -> watches.of(one.person()).take(one, time));
    }
}
