package org.hearthgate.api.observation;

import java.util.ArrayList;
import java.util.List;

/**
 * How far an observation can be trusted: the list of its doubts, empty when there are none.
 *
 * @param doubts in the order in which they were found
 */
public record Quality(List<Doubt> doubts) {
    /** No doubts. */
    public static final Quality GOOD = new Quality(List.of());

    public Quality {
        doubts = List.copyOf(doubts);
    }

    /** {@return this quality with one doubt more; the same if that flag is already there} */
    public Quality with(Doubt.Flag flag, String reason) {
        if (has(flag)) {
            return this;
        }
        var more = new ArrayList<>(doubts);
        more.add(new Doubt(flag, reason));
        return new Quality(more);
    }

    public boolean has(Doubt.Flag flag) {
        return doubts.stream().anyMatch(doubt -> doubt.flag() == flag);
    }

    /** {@return whether a glucose alarm may rest on this observation} */
    public boolean mayAlarm() {
        return doubts.stream().noneMatch(doubt -> doubt.flag().forbidsAlarm());
    }
}
