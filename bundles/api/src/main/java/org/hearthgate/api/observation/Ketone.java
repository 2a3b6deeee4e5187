package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

/**
 * Beta-hydroxybutyrate in blood (LOINC 104816-4).
 *
 * @param mmolPerL 0 to 30, rounded to hundredths
 */
public record Ketone(Origin origin, double mmolPerL) implements Observation {
    public Ketone {
        requireNonNull(origin, "origin");
        mmolPerL = Measure.within("ketone in mmol/L", mmolPerL, 0, 30);
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.KETONE;
    }

    @Override
    public Ketone withOrigin(Origin other) {
        return new Ketone(other, mmolPerL);
    }
}
