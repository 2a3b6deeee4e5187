package org.hearthgate.ingest.internal.signal;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How likely a sudden fall is pressure on the sensor. The weights are set by hand from what is published of compression lows (steep from
 * a calm line, at night, lying still, little insulin at work, back to the old line) and only the bias was moved on simulated people, so
 * the figure is a graded opinion and not a calibrated chance.
 *
 * @param fallMgPerDlPerMin how steep it fell, positive
 * @param slopeBeforeMgPerDlPerMin the line before
 * @param levelBeforeMgPerDl its height
 * @param dropMgPerDl how far below that line it fell
 * @param hourOfDay the hour in the home, 0 to 24
 * @param stillness 1 lying, -1 up; empty when unknown
 * @param insulinOnBoardUnits empty when unknown
 */
record CompressionOdds(
        double fallMgPerDlPerMin,
        double slopeBeforeMgPerDlPerMin,
        double levelBeforeMgPerDl,
        double dropMgPerDl,
        double hourOfDay,
        OptionalDouble stillness,
        OptionalDouble insulinOnBoardUnits) {
    private static final double BIAS = -3.4;
    private static final double STEEPEST = 6;

    /** {@return the probability while it lasts} */
    double now() {
        return logistic(score());
    }

    /**
     * {@return the probability once it has come back}
     *
     * @param recoveredShare of the drop
     * @param riseMgPerDlPerMin the steepest stretch of the way back
     */
    double after(double recoveredShare, double riseMgPerDlPerMin) {
        return logistic(
                score() - 1.2 + 2 * Math.min(recoveredShare, 1.2) + 0.5 * Math.min(riseMgPerDlPerMin, STEEPEST) - 1);
    }

    Map<String, Double> measures(double probability) {
        var measures = new TreeMap<String, Double>();
        measures.put("probability", probability);
        measures.put("fallMgPerDlPerMin", fallMgPerDlPerMin);
        measures.put("slopeBeforeMgPerDlPerMin", slopeBeforeMgPerDlPerMin);
        measures.put("levelBeforeMgPerDl", levelBeforeMgPerDl);
        measures.put("dropMgPerDl", dropMgPerDl);
        measures.put("hourOfDay", hourOfDay);
        stillness.ifPresent(value -> measures.put("stillness", value));
        insulinOnBoardUnits.ifPresent(value -> measures.put("insulinOnBoardUnits", value));
        return measures;
    }

    private double score() {
        return BIAS
                + 0.65 * Math.min(fallMgPerDlPerMin, STEEPEST)
                - 0.8 * Math.abs(slopeBeforeMgPerDlPerMin)
                + (night() ? 1.6 : 0)
                + 1.1 * stillness.orElse(0)
                - 0.25 * Math.min(insulinOnBoardUnits.orElse(0), 6);
    }

    private boolean night() {
        return hourOfDay >= 22 || hourOfDay < 8;
    }

    private static double logistic(double score) {
        return 1 / (1 + Math.exp(-score));
    }
}
