package org.hearthgate.ingest.internal.fusion;

import java.util.Map;
import java.util.TreeMap;
import org.hearthgate.api.observation.Doubt;

/** The sentences and measures with which a reading stands aside. */
final class Aside {
    /** A measure of the leading sensor's reading: the fused value that stands for it. */
    static final String FUSED = "fusedMgPerDl";

    private static final String DIFFERENCE = "differenceMgPerDl";

    private Aside() {}

    static Doubt copy(double differenceMgPerDl, long skewMillis, boolean onSkin) {
        var measures = measures(onSkin);
        measures.put(DIFFERENCE, hundredths(differenceMgPerDl));
        measures.put(Doubt.SKEW_SECONDS, hundredths(skewMillis / 1000.0));
        return new Doubt(Doubt.Flag.ASIDE, "the same sample came by another route", measures);
    }

    static Doubt sentAgain(boolean onSkin) {
        var measures = measures(onSkin);
        measures.put(Doubt.SKEW_SECONDS, 0.0);
        return new Doubt(Doubt.Flag.ASIDE, "the same sample came again at another time", measures);
    }

    /** Of the leading sensor: an average stands for it. */
    static Doubt leading(double fusedMgPerDl, double weight) {
        return new Doubt(
                Doubt.Flag.ASIDE,
                "the average of the sensors stands for it",
                Map.of(FUSED, fusedMgPerDl, "weight", hundredths(weight)));
    }

    static Doubt other(boolean agrees, Map<String, Double> difference, boolean onSkin) {
        var measures = measures(onSkin);
        measures.putAll(difference);
        return new Doubt(
                Doubt.Flag.ASIDE,
                agrees ? "the average of the sensors stands for it" : "another sensor leads",
                measures);
    }

    static Map<String, Double> difference(double mgPerDl, double ratio) {
        return Map.of(DIFFERENCE, hundredths(mgPerDl), "toleranceRatio", hundredths(ratio));
    }

    private static Map<String, Double> measures(boolean onSkin) {
        var measures = new TreeMap<String, Double>();
        if (onSkin) {
            measures.put(Doubt.NON_INVASIVE, 1.0);
        }
        return measures;
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
