package org.hearthgate.forecast.tribuo.internal.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Columns;

/**
 * What other people's days teach: several models, each learned without some of the people. Somebody new is judged by all of them together;
 * somebody they learned from, for an honest figure, by those alone that had left them out. Immutable and thread-safe.
 */
public final class PopulationModel {
    final Bins bins;
    final List<Member> members;
    final Provenance provenance;

    PopulationModel(Bins bins, List<Member> members, Provenance provenance) {
        this.bins = bins;
        this.members = List.copyOf(members);
        this.provenance = provenance;
    }

    public Bins bins() {
        return bins;
    }

    public Provenance provenance() {
        return provenance;
    }

    /** {@return those of the models that have not learned from this person} @param person as in the provenance; anybody else is new */
    public View of(String person) {
        var unseen = new ArrayList<Member>();
        for (int i = 0; i < members.size(); i++) {
            if (!provenance.learnedFrom(person) || provenance.leftOut().get(i).contains(person)) {
                unseen.add(members.get(i));
            }
        }
        return new View(unseen);
    }

    /** What some of the models say together. */
    public static final class View implements BinnedPrior {
        private final List<Member> members;
        private final Map<Horizon, Intervals> intervals = new EnumMap<>(Horizon.class);
        private final PathShape path;

        View(List<Member> members) {
            this.members = List.copyOf(members);
            for (Horizon horizon : Horizon.values()) {
                intervals.put(
                        horizon,
                        Intervals.mean(members.stream()
                                .map(member -> member.intervals.get(horizon))
                                .toList()));
            }
            path = PathShape.mean(members.stream().map(member -> member.path).toList());
        }

        @Override
        public Outlook outlook(Horizon horizon, float[] row) {
            return Outlook.mean(
                    members.stream().map(member -> member.outlook(horizon, row)).toList());
        }

        @Override
        public Outlook outlook(Horizon horizon, Columns columns, int i) {
            return Outlook.mean(members.stream()
                    .map(member -> member.outlook(horizon, columns, i))
                    .toList());
        }

        @Override
        public Shares shares(Said said, Horizon horizon, float[] row) {
            var together = new Shares();
            for (Member member : members) {
                member.explain(said, horizon, row, members.size(), together);
            }
            return together;
        }

        @Override
        public Intervals intervals(Horizon horizon) {
            return intervals.get(horizon);
        }

        @Override
        public PathShape path() {
            return path;
        }
    }
}
