package org.hearthgate.api.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.observation.PersonId;

/**
 * A forecast, or why there is none.
 *
 * @param asOf when it was asked
 * @param forecast present unless {@code why} is
 */
public record ForecastAnswer(
        PersonId person, Instant asOf, Optional<GlucoseForecast> forecast, Optional<NoForecast> why) {
    public ForecastAnswer {
        requireNonNull(person, "person");
        requireNonNull(asOf, "asOf");
        if (forecast.isPresent() == why.isPresent()) {
            throw new IllegalArgumentException("either a forecast or why there is none");
        }
    }

    public static ForecastAnswer of(GlucoseForecast forecast) {
        return new ForecastAnswer(forecast.person(), forecast.asOf(), Optional.of(forecast), Optional.empty());
    }

    public static ForecastAnswer none(PersonId person, Instant asOf, NoForecast why) {
        return new ForecastAnswer(person, asOf, Optional.empty(), Optional.of(why));
    }
}
