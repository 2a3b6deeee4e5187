package org.hearthgate.forecast.tribuo.internal.model;

import java.util.EnumMap;
import java.util.Map;
import org.hearthgate.forecast.tribuo.internal.boosting.Columns;

/** Nothing is believed of other people: it stays as it is, and lows come as often as they came. */
final class Flat implements BinnedPrior {
    private final Map<Horizon, Outlook> always = new EnumMap<>(Horizon.class);
    private final Map<Horizon, Intervals> intervals = new EnumMap<>(Horizon.class);

    /** @param examples of the person; at least one */
    static Flat of(Examples examples) {
        var flat = new Flat();
        for (Horizon horizon : Horizon.values()) {
            var set = new TrainingSet(examples.columns.bins());
            set.add(examples.columns, examples.low[horizon.ordinal()]);
            double spread = 0;
            float[] changes = Examples.known(examples.change[horizon.ordinal()]);
            for (float change : changes) {
                spread += Math.abs(change) / changes.length;
            }
            var outlook = new Outlook(0, set.logOdds(), spread);
            var judgement = new Judgement();
            for (float change : changes) {
                judgement.take(outlook, change, Float.NaN);
            }
            flat.always.put(horizon, outlook);
            flat.intervals.put(horizon, judgement.intervals());
        }
        return flat;
    }

    @Override
    public Outlook outlook(Horizon horizon, float[] row) {
        return always.get(horizon);
    }

    @Override
    public Outlook outlook(Horizon horizon, Columns columns, int i) {
        return always.get(horizon);
    }

    @Override
    public Shares shares(Said said, Horizon horizon, float[] row) {
        var shares = new Shares();
        Outlook outlook = always.get(horizon);
        shares.addRest(said == Said.CHANGE ? outlook.change() : outlook.logOdds());
        return shares;
    }

    @Override
    public Intervals intervals(Horizon horizon) {
        return intervals.get(horizon);
    }

    @Override
    public PathShape path() {
        return PathShape.STRAIGHT;
    }
}
