package org.hearthgate.forecast.tribuo.internal.model;

import java.util.Arrays;

/** What a member says of a person whom it has not seen, moment by moment, beside what came. */
final class Unseen {
    private final Member member;
    final Examples examples;
    final double[][] change = new double[Horizon.values().length][];
    final double[][] logOdds = new double[Horizon.values().length][];
    final double[][] spread = new double[Horizon.values().length][];

    Unseen(Member member, Examples examples) {
        this.member = member;
        this.examples = examples;
        for (Horizon horizon : Horizon.values()) {
            int h = horizon.ordinal();
            change[h] = new double[examples.size()];
            logOdds[h] = new double[examples.size()];
            Arrays.setAll(change[h], i -> member.stage.change(horizon, examples.columns, i));
            Arrays.setAll(
                    logOdds[h], i -> member.logOddsOfAll.get(horizon) + member.stage.low(horizon, examples.columns, i));
        }
    }

    /** {@return by how much the change was off, without its sign; NaN where it is not known} */
    float[] off(Horizon horizon) {
        var off = new float[examples.size()];
        float[] came = examples.change[horizon.ordinal()];
        for (int i = 0; i < off.length; i++) {
            off[i] = (float) Math.abs(came[i] - change[horizon.ordinal()][i]);
        }
        return off;
    }

    /** Once the member has learned how far off it is. */
    void measureSpread() {
        for (Horizon horizon : Horizon.values()) {
            spread[horizon.ordinal()] = new double[examples.size()];
            Arrays.setAll(
                    spread[horizon.ordinal()],
                    i -> new Outlook(0, 0, member.spread.get(horizon).sum(examples.columns, i)).spread());
        }
    }
}
