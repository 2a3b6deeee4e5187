package org.hearthgate.forecast.tribuo.internal.model;

import java.util.EnumMap;
import java.util.Map;
import org.hearthgate.forecast.tribuo.internal.boosting.Columns;
import org.hearthgate.forecast.tribuo.internal.boosting.Trees;

/** One of the models for everybody: learned from all people but those left out of it, and judged by people it had not seen. */
final class Member {
    final Stage stage;
    final Map<Horizon, Trees> spread = new EnumMap<>(Horizon.class);
    final Map<Horizon, Double> logOddsOfAll = new EnumMap<>(Horizon.class);
    final Map<Horizon, PlattScaling> scaling = new EnumMap<>(Horizon.class);
    final Map<Horizon, Intervals> intervals = new EnumMap<>(Horizon.class);
    PathShape path = PathShape.STRAIGHT;

    Member(Stage stage) {
        this.stage = stage;
        for (Horizon horizon : Horizon.values()) {
            spread.put(horizon, new Trees(stage.bins()));
            logOddsOfAll.put(horizon, 0.0);
            scaling.put(horizon, PlattScaling.NONE);
        }
    }

    Outlook outlook(Horizon horizon, float[] row) {
        return outlook(
                horizon,
                stage.change(horizon, row),
                stage.low(horizon, row),
                spread.get(horizon).sum(row));
    }

    Outlook outlook(Horizon horizon, Columns columns, int i) {
        return outlook(
                horizon,
                stage.change(horizon, columns, i),
                stage.low(horizon, columns, i),
                spread.get(horizon).sum(columns, i));
    }

    /** Adds what it says, as one of so many members, to what they say together. */
    void explain(Said said, Horizon horizon, float[] row, int members, Shares together) {
        PlattScaling line = said == Said.CHANGE ? PlattScaling.NONE : scaling.get(horizon);
        together.add(stage.trees(said, horizon), row, line.slope() / members);
        together.addRest(said == Said.CHANGE ? 0 : line.apply(logOddsOfAll.get(horizon)) / members);
    }

    private Outlook outlook(Horizon horizon, double change, double low, double howFar) {
        return new Outlook(change, scaling.get(horizon).apply(logOddsOfAll.get(horizon) + low), howFar);
    }
}
