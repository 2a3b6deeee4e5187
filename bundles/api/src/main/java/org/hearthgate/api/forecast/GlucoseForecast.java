package org.hearthgate.api.forecast;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hearthgate.api.observation.PersonId;

/**
 * A path ahead with its uncertainty and where it came from. A proposal, always shown as one.
 *
 * @param asOf when it was made
 * @param newestInputAt {@code measuredAt} of the newest reading it rests on
 * @param path ascending in {@code ahead}
 * @param probabilityLowIn30Min calibrated P(any reading below 70 mg/dL within 30 min), 0 to 1
 * @param probabilityLowIn60Min the same for 60 min
 * @param model name and version of the model, e.g. {@code ridge-person 2026-11-20}
 * @param reasons what moves the 30 min ahead most, the weightiest first; all the way the forecast goes. Empty where nothing stands out
 * @param filled stretches of the last hour that were looked across without a reading, oldest first
 */
public record GlucoseForecast(
        PersonId person,
        Instant asOf,
        Instant newestInputAt,
        List<Point> path,
        double probabilityLowIn30Min,
        double probabilityLowIn60Min,
        String model,
        List<Reason> reasons,
        List<FilledInput> filled) {

    /**
     * One point of the path.
     *
     * @param ahead time after {@code asOf}
     * @param mgPerDl median
     * @param lower90MgPerDl lower edge of the 90 % interval
     * @param upper90MgPerDl upper edge of the 90 % interval
     */
    public record Point(Duration ahead, double mgPerDl, double lower90MgPerDl, double upper90MgPerDl) {
        public Point {
            if (!(lower90MgPerDl <= mgPerDl && mgPerDl <= upper90MgPerDl)) {
                throw new IllegalArgumentException("a forecast must lie within its own interval");
            }
        }
    }

    public GlucoseForecast {
        requireNonNull(person, "person");
        requireNonNull(asOf, "asOf");
        requireNonNull(newestInputAt, "newestInputAt");
        requireNonNull(model, "model");
        path = List.copyOf(path);
        reasons = List.copyOf(reasons);
        filled = List.copyOf(filled);
        requireProbability(probabilityLowIn30Min);
        requireProbability(probabilityLowIn60Min);
    }

    private static void requireProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability must be 0 to 1, was " + p);
        }
    }
}
