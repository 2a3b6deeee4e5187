package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

/**
 * Body temperature (LOINC 8310-5).
 *
 * @param celsius 20 to 46, rounded to hundredths
 */
public record BodyTemperature(Origin origin, double celsius) implements Observation {
    public BodyTemperature {
        requireNonNull(origin, "origin");
        celsius = Measure.within("body temperature in Celsius", celsius, 20, 46);
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.BODY_TEMPERATURE;
    }

    @Override
    public BodyTemperature withOrigin(Origin other) {
        return new BodyTemperature(other, celsius);
    }
}
