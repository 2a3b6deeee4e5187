package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One dose of insulin that was given: a FHIR MedicationAdministration, never an order. Hearthgate doses nobody.
 *
 * @param units international units (IU), 0 to 300, rounded to hundredths
 * @param purpose what it was for; a prime never reached the body
 * @param insulin name of the insulin where known
 */
public record InsulinDose(Origin origin, double units, Purpose purpose, Optional<String> insulin)
        implements Observation {
    public InsulinDose {
        requireNonNull(origin, "origin");
        units = Measure.within("insulin dose in IU", units, 0, 300);
        requireNonNull(purpose, "purpose");
        insulin.ifPresent(name -> Measure.text("insulin name", name, 200));
    }

    /** What a dose was for. */
    public enum Purpose {
        /** For a meal or a correction; counts as insulin on board. */
        BOLUS,
        /** Long-acting background insulin; does not count as insulin on board. */
        BASAL,
        /** An air shot into the room, kept apart from therapy. */
        PRIME
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.INSULIN_DOSE;
    }

    @Override
    public InsulinDose withOrigin(Origin other) {
        return new InsulinDose(other, units, purpose, insulin);
    }
}
