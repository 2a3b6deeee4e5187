package org.hearthgate.forecast.tribuo.internal.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.hearthgate.api.forecast.Reason;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.Prior;
import org.hearthgate.forecast.tribuo.internal.model.Said;
import org.hearthgate.forecast.tribuo.internal.model.Shares;

/**
 * Which reasons to tell for a forecast: those that move the glucose in 30 min most, all the way it goes, and of which the data hold what a
 * person would expect of them. Nothing else is told, and nothing where the glucose hardly changes.
 */
public final class Explanation {
    /** Below this change there is nothing to explain, mg/dL. */
    private static final double LEAST_CHANGE = 5;
    /** A reason that moves less is not told, mg/dL. */
    static final double LEAST_SHARE = 2;
    /** Nor one that moves less than this part of the weightiest. */
    private static final double LEAST_OF_WEIGHTIEST = 0.2;

    private static final int MOST_TOLD = 3;

    private Explanation() {}

    /** {@return the reasons, the weightiest first; at most three, and none where nothing stands out} @param row the features at the reading */
    public static List<Reason> of(PersonModel model, Prior prior, float[] row) {
        Shares shares = model.shares(Said.CHANGE, prior, Horizon.MINUTES_30, row);
        return of(shares.total(), byTopic(shares::of), row);
    }

    /** @param change in 30 min, mg/dL @param byTopic by how much each of the topics moves it */
    static List<Reason> of(double change, double[] byTopic, float[] row) {
        if (Math.abs(change) < LEAST_CHANGE) {
            return List.of();
        }
        double weightiest = 0;
        for (double share : byTopic) {
            weightiest = Math.max(weightiest, share * Math.signum(change));
        }
        var told = new ArrayList<Reason>();
        for (Topic topic : Topic.values()) {
            double share = byTopic[topic.ordinal()];
            if (share * Math.signum(change) >= Math.max(LEAST_SHARE, LEAST_OF_WEIGHTIEST * weightiest)) {
                topic.reason(change, row, share).ifPresent(told::add);
            }
        }
        told.sort(Comparator.comparingDouble(reason -> -Math.abs(reason.shareMgPerDl())));
        return List.copyOf(told.subList(0, Math.min(MOST_TOLD, told.size())));
    }

    static double[] byTopic(IntToDoubleFunction shares) {
        var byTopic = new double[Topic.values().length];
        for (int f = 0; f < Features.names().size(); f++) {
            byTopic[Topic.of(f).ordinal()] += shares.applyAsDouble(f);
        }
        return byTopic;
    }
}
