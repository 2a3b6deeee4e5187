package org.hearthgate.api.insight;

/**
 * How risky the glucose was, in one figure a side and one for both.
 *
 * @param lowIndex LBGI: the weight of the lows (Kovatchev 1998, 2006); up to 1.1 minimal, to 2.5 low, to 5 moderate, above high
 * @param highIndex HBGI: the weight of the highs
 * @param glycemiaRiskIndex GRI: 0 (best) to 100 (Klonoff 2022)
 */
public record GlucoseRisk(double lowIndex, double highIndex, double glycemiaRiskIndex) {
    /** The fifths of the Glycemia Risk Index, A the best. */
    public enum Zone {
        A,
        B,
        C,
        D,
        E
    }

    public GlucoseRisk {
        Figure.finite("lowIndex", lowIndex);
        Figure.finite("highIndex", highIndex);
        Figure.percent("glycemiaRiskIndex", glycemiaRiskIndex);
    }

    /** {@return in which fifth the index lies; 20 is still A} */
    public Zone zone() {
        int fifth = (int) Math.ceil(glycemiaRiskIndex / 20) - 1;
        return Zone.values()[Math.max(0, Math.min(4, fifth))];
    }
}
