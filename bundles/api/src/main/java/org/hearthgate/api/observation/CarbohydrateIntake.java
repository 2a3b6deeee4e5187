package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * Carbohydrates eaten or drunk (LOINC 9059-7).
 *
 * @param grams 0 to 1000, rounded to hundredths
 * @param absorption how long they are expected to act, where said
 */
public record CarbohydrateIntake(Origin origin, double grams, Optional<Duration> absorption) implements Observation {
    public CarbohydrateIntake {
        requireNonNull(origin, "origin");
        grams = Measure.within("carbohydrates in g", grams, 0, 1000);
        requireNonNull(absorption, "absorption");
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.CARBOHYDRATE_INTAKE;
    }

    @Override
    public CarbohydrateIntake withOrigin(Origin other) {
        return new CarbohydrateIntake(other, grams, absorption);
    }
}
