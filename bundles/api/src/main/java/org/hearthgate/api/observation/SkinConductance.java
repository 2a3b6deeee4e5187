package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

/**
 * Electrodermal activity.
 *
 * @param microsiemens 0 to 200, rounded to hundredths
 */
public record SkinConductance(Origin origin, double microsiemens) implements Observation {
    public SkinConductance {
        requireNonNull(origin, "origin");
        microsiemens = Measure.within("skin conductance in microsiemens", microsiemens, 0, 200);
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.SKIN_CONDUCTANCE;
    }

    @Override
    public SkinConductance withOrigin(Origin other) {
        return new SkinConductance(other, microsiemens);
    }
}
