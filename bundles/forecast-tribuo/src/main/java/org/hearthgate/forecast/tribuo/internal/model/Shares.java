package org.hearthgate.forecast.tribuo.internal.model;

import org.hearthgate.forecast.tribuo.internal.boosting.Trees;
import org.hearthgate.forecast.tribuo.internal.features.Features;

/**
 * How far each feature moved one forecast, and what is said whatever the features are; together they are the forecast. A step down a tree
 * belongs to the feature it asks (Saabas 2014). Not thread-safe.
 */
public final class Shares {
    private final double[] ofFeatures = new double[Features.names().size()];
    private double rest;

    void add(Trees trees, float[] row, double weight) {
        trees.contributions(row, weight, ofFeatures, base -> rest += base);
    }

    /** @param more by how much the feature moved it */
    public void add(int feature, double more) {
        ofFeatures[feature] += more;
    }

    public void addRest(double more) {
        rest += more;
    }

    /** As a straight line makes of them what it makes of the whole. */
    void scale(PlattScaling line) {
        for (int f = 0; f < ofFeatures.length; f++) {
            ofFeatures[f] *= line.slope();
        }
        rest = line.apply(rest);
    }

    /** {@return by how much the feature moved it} */
    public double of(int feature) {
        return ofFeatures[feature];
    }

    /** {@return what no feature moved} */
    public double rest() {
        return rest;
    }

    /** {@return the forecast itself} */
    public double total() {
        double total = rest;
        for (double share : ofFeatures) {
            total += share;
        }
        return total;
    }
}
