package org.hearthgate.forecast.tribuo.internal.model;

import java.util.List;
import org.hearthgate.forecast.tribuo.internal.features.Features;

/**
 * The way from now to 60 min ahead, every five minutes: a line of the two forecasts and of how the glucose moves now, fitted to people
 * whom the forecasts had not seen. At 30 and 60 min it goes through the forecasts.
 *
 * @param weights by step, then by {@link #INPUTS}
 * @param spreads by step: how many spreads of 30 min the path is off on average
 */
public record PathShape(double[][] weights, double[] spreads) {
    public static final int STEPS = 12;
    public static final int STEP_MINUTES = 5;
    /** Names of features; the change in 30 and in 60 min come before them. */
    static final List<String> MOTION =
            List.of("slope of 15 min", "slope of 30 min", "momentum", "last bend", "step 0 min ago");

    static final int INPUTS = 2 + MOTION.size();
    private static final int[] COLUMNS =
            MOTION.stream().mapToInt(Features.names()::indexOf).toArray();
    /** For a model that has not learned it. */
    static final PathShape STRAIGHT = straight();

    static double[] inputs(double changeIn30, double changeIn60, float[] row) {
        var inputs = new double[INPUTS];
        inputs[0] = changeIn30;
        inputs[1] = changeIn60;
        for (int k = 0; k < COLUMNS.length; k++) {
            float motion = row[COLUMNS[k]];
            inputs[2 + k] = Float.isNaN(motion) ? 0 : motion;
        }
        return inputs;
    }

    /** {@return the change by the step, in mg/dL; the first step is 5 min ahead} */
    double[] changes(double[] inputs) {
        var changes = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            for (int k = 0; k < INPUTS; k++) {
                changes[step] += weights[step][k] * inputs[k];
            }
        }
        return changes;
    }

    /** {@return the shape between several} */
    static PathShape mean(List<PathShape> all) {
        var weights = new double[STEPS][INPUTS];
        var spreads = new double[STEPS];
        for (PathShape one : all) {
            for (int step = 0; step < STEPS; step++) {
                spreads[step] += one.spreads[step] / all.size();
                for (int k = 0; k < INPUTS; k++) {
                    weights[step][k] += one.weights[step][k] / all.size();
                }
            }
        }
        return new PathShape(weights, spreads);
    }

    private static PathShape straight() {
        var weights = new double[STEPS][INPUTS];
        var spreads = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            double minutes = STEP_MINUTES * (step + 1.0);
            weights[step][0] = minutes <= 30 ? minutes / 30 : (60 - minutes) / 30;
            weights[step][1] = minutes <= 30 ? 0 : (minutes - 30) / 30;
            spreads[step] = Math.sqrt(minutes / 30);
        }
        return new PathShape(weights, spreads);
    }
}
