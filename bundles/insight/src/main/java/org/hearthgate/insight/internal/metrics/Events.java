package org.hearthgate.insight.internal.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.insight.ConsensusEvent;
import org.hearthgate.api.insight.ConsensusEvent.Kind;

/**
 * Finds the events of the consensus on a {@link Grid}, where each point stands for one step: three points of five minutes are 15 min. A gap
 * that the grid does not bridge ends an event.
 */
final class Events {
    private static final double SHORTEST_MINUTES = 15;
    private static final double EXTENDED_MINUTES = 120;

    private final Grid grid;
    private final int fewest;

    private Events(Grid grid) {
        this.grid = grid;
        this.fewest = (int) Math.ceil(SHORTEST_MINUTES / grid.stepMinutes());
    }

    private record Stretch(int from, int until) {
        boolean overlaps(Stretch other) {
            return from < other.until && other.from < until;
        }
    }

    /** {@return all of them, by kind and then oldest first} */
    static List<ConsensusEvent> on(Grid grid) {
        var events = new Events(grid);
        // more than 120 min and not just 120, as in the R package iglu
        int extended = (int) (EXTENDED_MINUTES / grid.stepMinutes()) + 1;
        List<Stretch> veryLow = events.beyond(-1, Limits.VERY_LOW, events.fewest);
        List<Stretch> veryHigh = events.beyond(1, Limits.VERY_HIGH, events.fewest);
        var all = new ArrayList<ConsensusEvent>();
        events.take(Kind.LOW, events.beyond(-1, Limits.LOW, events.fewest), veryLow, all);
        events.take(Kind.VERY_LOW, veryLow, veryLow, all);
        events.take(Kind.EXTENDED_LOW, events.beyond(-1, Limits.LOW, extended), veryLow, all);
        events.take(Kind.HIGH, events.beyond(1, Limits.HIGH, events.fewest), veryHigh, all);
        events.take(Kind.VERY_HIGH, veryHigh, veryHigh, all);
        return all;
    }

    /** Begins with so many points beyond in a row, ends with the first of enough that are back; what lies between belongs to it. */
    private List<Stretch> beyond(int side, double limit, int enough) {
        var found = new ArrayList<Stretch>();
        int start = -1;
        int run = 0;
        boolean wasBeyond = false;
        for (int i = 0; i <= grid.size(); i++) {
            if (!grid.isKnown(i)) {
                if (start >= 0) {
                    found.add(new Stretch(start, i));
                }
                start = -1;
                run = 0;
                continue;
            }
            boolean beyond = side * (grid.mgPerDl(i) - limit) > 0;
            run = run > 0 && beyond == wasBeyond ? run + 1 : 1;
            wasBeyond = beyond;
            if (beyond && start < 0 && run == enough) {
                start = i - enough + 1;
            } else if (!beyond && start >= 0 && run == fewest) {
                found.add(new Stretch(start, i - fewest + 1));
                start = -1;
            }
        }
        return found;
    }

    private void take(Kind kind, List<Stretch> found, List<Stretch> level2, List<ConsensusEvent> all) {
        boolean low = kind == Kind.LOW || kind == Kind.VERY_LOW || kind == Kind.EXTENDED_LOW;
        for (Stretch stretch : found) {
            double furthest = grid.mgPerDl(stretch.from());
            for (int i = stretch.from(); i < stretch.until(); i++) {
                furthest = low ? Math.min(furthest, grid.mgPerDl(i)) : Math.max(furthest, grid.mgPerDl(i));
            }
            all.add(new ConsensusEvent(
                    kind,
                    Instant.ofEpochMilli(grid.at(stretch.from())),
                    Instant.ofEpochMilli(grid.at(stretch.until())),
                    furthest,
                    level2.stream().anyMatch(stretch::overlaps)));
        }
    }
}
