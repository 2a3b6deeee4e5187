package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

/**
 * Oxygen saturation by pulse oximetry (LOINC 59408-5).
 *
 * @param percent 0 to 100, rounded to hundredths
 */
public record OxygenSaturation(Origin origin, double percent) implements Observation {
    public OxygenSaturation {
        requireNonNull(origin, "origin");
        percent = Measure.within("oxygen saturation in %", percent, 0, 100);
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.OXYGEN_SATURATION;
    }

    @Override
    public OxygenSaturation withOrigin(Origin other) {
        return new OxygenSaturation(other, percent);
    }
}
