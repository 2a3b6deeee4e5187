package org.hearthgate.forecast.tribuo.internal.explain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.hearthgate.api.forecast.Reason;
import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;
import org.hearthgate.forecast.tribuo.internal.model.PersonModel;
import org.hearthgate.forecast.tribuo.internal.model.Prior;
import org.hearthgate.forecast.tribuo.internal.model.Said;

/**
 * Takes the first reason of a forecast away, that is, puts the person's median row (or unknown) in place of all features of its topic, and
 * forecasts again: without a reason that pulls the glucose down it must come out higher. So it does with another topic, drawn by lot.
 */
final class Faithfulness {
    /** Only a reason that was said to weigh this much has to show, mg/dL. */
    static final double WEIGHS_MG_PER_DL = 5;

    private final PersonModel model;
    private final Prior prior;
    private final List<float[]> rows;
    private final float[] median;
    private final Random lot = new Random(7);
    final int[] forecasts = new int[1];
    final int[] first = new int[Topic.values().length];
    int tested;
    int movedAsSaid;
    int movedMoreThanAnother;
    double moved;
    double movedByAnother;
    double said;

    Faithfulness(PersonModel model, Prior prior, List<float[]> rows) {
        this.model = model;
        this.prior = prior;
        this.rows = rows;
        median = median(rows);
    }

    private static float[] median(List<float[]> rows) {
        var median = new float[Features.names().size()];
        for (int f = 0; f < median.length; f++) {
            int feature = f;
            double[] known = rows.stream()
                    .mapToDouble(row -> row[feature])
                    .filter(value -> !Double.isNaN(value))
                    .sorted()
                    .toArray();
            median[f] = known.length == 0 ? Float.NaN : (float) known[known.length / 2];
        }
        return median;
    }

    /** @param sharesOf by feature */
    Faithfulness of(Function<float[], double[]> sharesOf) {
        for (float[] row : rows) {
            double change = change(row);
            double[] shares = sharesOf.apply(row);
            List<Reason> reasons = Explanation.of(change, Explanation.byTopic(f -> shares[f]), row);
            forecasts[0]++;
            if (reasons.isEmpty() || Math.abs(reasons.get(0).shareMgPerDl()) < WEIGHS_MG_PER_DL) {
                continue;
            }
            Topic topic = Topic.valueOf(reasons.get(0).kind().name());
            first[topic.ordinal()]++;
            double by = change - change(without(topic, row));
            double byAnother = Math.abs(change - change(without(another(topic), row)));
            tested++;
            movedAsSaid += by * reasons.get(0).shareMgPerDl() > 0 ? 1 : 0;
            movedMoreThanAnother += Math.abs(by) > byAnother ? 1 : 0;
            moved += Math.abs(by);
            movedByAnother += byAnother;
            said += Math.abs(reasons.get(0).shareMgPerDl());
        }
        return this;
    }

    private Topic another(Topic than) {
        Topic drawn = than;
        while (drawn == than) {
            drawn = Topic.values()[lot.nextInt(Topic.values().length)];
        }
        return drawn;
    }

    private float[] without(Topic topic, float[] row) {
        float[] without = row.clone();
        for (int f = 0; f < without.length; f++) {
            if (Topic.of(f) == topic) {
                without[f] = median[f];
            }
        }
        return without;
    }

    private double change(float[] row) {
        return model.shares(Said.CHANGE, prior, Horizon.MINUTES_30, row).total();
    }

    Faithfulness plus(Faithfulness more) {
        forecasts[0] += more.forecasts[0];
        tested += more.tested;
        movedAsSaid += more.movedAsSaid;
        movedMoreThanAnother += more.movedMoreThanAnother;
        moved += more.moved;
        movedByAnother += more.movedByAnother;
        said += more.said;
        Arrays.setAll(first, i -> first[i] + more.first[i]);
        return this;
    }

    @Override
    public String toString() {
        var firsts = new StringBuilder();
        for (Topic topic : Topic.values()) {
            if (first[topic.ordinal()] > 0) {
                firsts.append(' ').append(topic).append(' ').append(first[topic.ordinal()]);
            }
        }
        return String.format(
                Locale.ROOT,
                "%d forecasts, %d with a first reason of at least %.0f mg/dL (%.1f on average;%s): without it the forecast"
                        + " moved as said in %.1f %%, by %.1f mg/dL on average; without another topic by %.1f, less in %.1f %%",
                forecasts[0],
                tested,
                WEIGHS_MG_PER_DL,
                said / tested,
                firsts,
                100.0 * movedAsSaid / tested,
                moved / tested,
                movedByAnother / tested,
                100.0 * movedMoreThanAnother / tested);
    }
}
