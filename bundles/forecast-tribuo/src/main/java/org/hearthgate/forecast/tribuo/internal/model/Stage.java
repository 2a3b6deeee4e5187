package org.hearthgate.forecast.tribuo.internal.model;

import java.util.EnumMap;
import java.util.Map;
import org.hearthgate.forecast.tribuo.internal.boosting.Bins;
import org.hearthgate.forecast.tribuo.internal.boosting.Columns;
import org.hearthgate.forecast.tribuo.internal.boosting.Trees;

/** Trees for both horizons: by how much the glucose changes, and the log odds of a low. They add to what was said before them. */
final class Stage {
    final Map<Horizon, Trees> change = new EnumMap<>(Horizon.class);
    final Map<Horizon, Trees> low = new EnumMap<>(Horizon.class);

    static Stage empty(Bins bins) {
        var stage = new Stage();
        for (Horizon horizon : Horizon.values()) {
            stage.change.put(horizon, new Trees(bins));
            stage.low.put(horizon, new Trees(bins));
        }
        return stage;
    }

    Bins bins() {
        return low.get(Horizon.MINUTES_30).bins();
    }

    Trees trees(Said said, Horizon horizon) {
        return (said == Said.CHANGE ? change : low).get(horizon);
    }

    double change(Horizon horizon, float[] row) {
        return change.get(horizon).sum(row);
    }

    double low(Horizon horizon, float[] row) {
        return low.get(horizon).sum(row);
    }

    double change(Horizon horizon, Columns columns, int i) {
        return change.get(horizon).sum(columns, i);
    }

    double low(Horizon horizon, Columns columns, int i) {
        return low.get(horizon).sum(columns, i);
    }
}
