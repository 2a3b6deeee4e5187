package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

/**
 * Body weight (LOINC 29463-7).
 *
 * @param kilograms 0.2 to 650, rounded to hundredths
 */
public record BodyWeight(Origin origin, double kilograms) implements Observation {
    public BodyWeight {
        requireNonNull(origin, "origin");
        kilograms = Measure.within("body weight in kg", kilograms, 0.2, 650);
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.BODY_WEIGHT;
    }

    @Override
    public BodyWeight withOrigin(Origin other) {
        return new BodyWeight(other, kilograms);
    }
}
