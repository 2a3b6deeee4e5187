package org.hearthgate.forecast.tribuo.internal.serve;

import org.hearthgate.forecast.tribuo.internal.features.Features;
import org.hearthgate.forecast.tribuo.internal.model.PathShape;
import org.hearthgate.forecast.tribuo.internal.model.Prediction;

/** The simplest forecast there is: on as it moves now, less and less. Knows nobody, so nobody's change can make it wrong. */
public final class FadingLine {
    /** As the rules fade a fall. */
    private static final double FADES_IN_MINUTES = 25;

    private static final int GLUCOSE = Features.names().indexOf("glucose");
    private static final int SLOPE = Features.names().indexOf("slope of 15 min");

    private FadingLine() {}

    /** {@return what it says for so many steps of five minutes ahead, mg/dL} @param row the features */
    public static double mgPerDl(float[] row, int step) {
        double slope = Float.isNaN(row[SLOPE]) ? 0 : row[SLOPE];
        double minutes = (double) PathShape.STEP_MINUTES * step;
        double change = slope * FADES_IN_MINUTES * (1 - Math.exp(-minutes / FADES_IN_MINUTES));
        return Prediction.within(row[GLUCOSE] + change);
    }
}
