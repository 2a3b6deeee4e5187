package org.hearthgate.forecast.tribuo.internal.linear;

import org.hearthgate.forecast.tribuo.internal.features.Features;

/**
 * What one feature adds to a forecast. Where the feature is not known, the mean stands in for it, and {@code whenUnknown} is added, as that
 * nobody recorded it may say something too.
 *
 * @param feature which of {@link Features#names}
 * @param weight of one standard deviation
 * @param mean of the training
 * @param scale standard deviation of the training, above 0
 * @param whenUnknown in the unit of what is foretold
 */
public record LinearTerm(int feature, double weight, double mean, double scale, double whenUnknown) {
    public LinearTerm {
        if (feature < 0 || feature >= Features.names().size()) {
            throw new IllegalArgumentException("there is no feature " + feature);
        }
        if (!(scale > 0) || !Double.isFinite(scale)) {
            throw new IllegalArgumentException("the scale must be above 0, was " + scale);
        }
        if (!Double.isFinite(weight) || !Double.isFinite(mean) || !Double.isFinite(whenUnknown)) {
            throw new IllegalArgumentException("weight, mean and whenUnknown must be finite");
        }
    }

    public String name() {
        return Features.names().get(feature);
    }

    /** {@return exactly what this feature adds for a row of all features} */
    public double contribution(float[] row) {
        float value = row[feature];
        return Float.isNaN(value) ? whenUnknown : weight * (value - mean) / scale;
    }
}
