package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

/**
 * One fingerstick: capillary blood (LOINC 41653-7), the reference a sensor is compared with.
 *
 * @param mgPerDl above 0, at most 2000, rounded to hundredths
 * @param bound whether {@code mgPerDl} is the value or the edge of the meter's range
 */
public record CapillaryGlucose(Origin origin, double mgPerDl, Bound bound) implements Observation {
    public CapillaryGlucose {
        requireNonNull(origin, "origin");
        requireNonNull(bound, "bound");
        mgPerDl = Measure.within("capillary glucose in mg/dL", mgPerDl, 0.01, 2000);
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.CAPILLARY_GLUCOSE;
    }

    @Override
    public CapillaryGlucose withOrigin(Origin other) {
        return new CapillaryGlucose(other, mgPerDl, bound);
    }
}
