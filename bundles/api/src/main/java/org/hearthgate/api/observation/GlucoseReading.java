package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;

/**
 * One glucose concentration from a continuous sensor: interstitial fluid (LOINC 99504-3), which trails blood by minutes. Never averaged
 * with {@link CapillaryGlucose}.
 *
 * @param mgPerDl above 0, at most 2000, rounded to hundredths; ingest refuses what no sensor produces
 * @param bound whether {@code mgPerDl} is the value or the edge of the sensor's range
 * @param trendMgPerDlPerMin rate of change as the device states it, -100 to 100; empty when it states none
 */
public record GlucoseReading(Origin origin, double mgPerDl, Bound bound, OptionalDouble trendMgPerDlPerMin)
        implements Observation {
    /** Molar mass of glucose in g/mol; mg/dL = mmol/L × this / 10. */
    private static final double GRAMS_PER_MOL = 180.182;

    public GlucoseReading {
        requireNonNull(origin, "origin");
        requireNonNull(bound, "bound");
        mgPerDl = Measure.within("glucose in mg/dL", mgPerDl, 0.01, 2000);
        if (trendMgPerDlPerMin.isPresent()) {
            trendMgPerDlPerMin = OptionalDouble.of(
                    Measure.within("glucose trend in mg/dL per min", trendMgPerDlPerMin.getAsDouble(), -100, 100));
        }
    }

    /** {@return an exact reading without a stated trend} */
    public static GlucoseReading exact(Origin origin, double mgPerDl) {
        return new GlucoseReading(origin, mgPerDl, Bound.EXACT, OptionalDouble.empty());
    }

    /** {@return mg/dL for a value in mmol/L, by the factor 18.0182} */
    public static double mgPerDlOf(double mmolPerL) {
        return mmolPerL * GRAMS_PER_MOL / 10;
    }

    public double mmolPerL() {
        return mgPerDl * 10 / GRAMS_PER_MOL;
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.GLUCOSE;
    }

    @Override
    public GlucoseReading withOrigin(Origin other) {
        return new GlucoseReading(other, mgPerDl, bound, trendMgPerDlPerMin);
    }
}
