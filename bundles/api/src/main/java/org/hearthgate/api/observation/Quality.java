package org.hearthgate.api.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        return with(new Doubt(flag, reason));
    }

    /** {@return this quality with one doubt more; the same if its flag is already there} */
    public Quality with(Doubt doubt) {
        if (has(doubt.flag())) {
            return this;
        }
        var more = new ArrayList<>(doubts);
        more.add(doubt);
        return new Quality(more);
    }

    /** {@return this quality without that doubt, because its reason has been put right} */
    public Quality without(Doubt.Flag flag) {
        return has(flag)
                ? new Quality(
                        doubts.stream().filter(doubt -> doubt.flag() != flag).toList())
                : this;
    }

    /** {@return the doubt of this kind, where there is one} */
    public Optional<Doubt> doubt(Doubt.Flag flag) {
        return doubts.stream().filter(doubt -> doubt.flag() == flag).findFirst();
    }

    public boolean has(Doubt.Flag flag) {
        return doubts.stream().anyMatch(doubt -> doubt.flag() == flag);
    }

    /** {@return whether a glucose alarm may rest on this observation} */
    public boolean mayAlarm() {
        return doubts.stream().noneMatch(doubt -> doubt.flag().forbidsAlarm());
    }
}
