package org.hearthgate.api.insight;

/**
 * How much of the glucose lay in each of the five ranges of the consensus (Battelino 2019); together 100 %. The limits mean the same
 * in both units: 10.0 mmol/L (180.18 mg/dL) is in range as 180 mg/dL is.
 *
 * @param veryLowPercent below 54 mg/dL (3.0 mmol/L), level 2
 * @param lowPercent 54 to below 70 mg/dL (3.9 mmol/L), level 1 alone
 * @param inRangePercent 70 to 180 mg/dL (10.0 mmol/L), both included
 * @param highPercent above 180 to 250 mg/dL (13.9 mmol/L), level 1 alone
 * @param veryHighPercent above 250 mg/dL, level 2
 * @param tightRangePercent 70 to 140 mg/dL (7.8 mmol/L), part of the range; a secondary figure
 */
public record TimeInRanges(
        double veryLowPercent,
        double lowPercent,
        double inRangePercent,
        double highPercent,
        double veryHighPercent,
        double tightRangePercent) {
    public TimeInRanges {
        Figure.percent("veryLowPercent", veryLowPercent);
        Figure.percent("lowPercent", lowPercent);
        Figure.percent("inRangePercent", inRangePercent);
        Figure.percent("highPercent", highPercent);
        Figure.percent("veryHighPercent", veryHighPercent);
        Figure.percent("tightRangePercent", tightRangePercent);
        double sum = veryLowPercent + lowPercent + inRangePercent + highPercent + veryHighPercent;
        if (Math.abs(sum - 100) > 1e-6) {
            throw new IllegalArgumentException("the five ranges must make 100 %, made " + sum);
        }
    }

    /** {@return all below 70 mg/dL, which is what the targets of the consensus count} */
    public double belowRangePercent() {
        return veryLowPercent + lowPercent;
    }

    /** {@return all above 180 mg/dL} */
    public double aboveRangePercent() {
        return highPercent + veryHighPercent;
    }
}
