package org.hearthgate.home.rules.internal;

import java.time.Duration;
import java.util.Comparator;
import org.hearthgate.api.forecast.GlucoseForecast;

/** {@code ahead} in an expression: what the forecast says, where there is one. */
record Ahead(GlucoseForecast forecast) {
    private static final Duration NEAR_ENOUGH = Duration.ofMinutes(5);

    /** {@return the forecast's median at the point of its path nearest to that time} */
    Measured glucose(Duration ahead) {
        GlucoseForecast.Point nearest = forecast.path().stream()
                .min(Comparator.comparing(point -> point.ahead().minus(ahead).abs()))
                .filter(point -> point.ahead().minus(ahead).abs().compareTo(NEAR_ENOUGH) <= 0)
                .orElseThrow(() -> new NotKnown("the forecast does not reach so far"));
        return Measured.of(Quantity.GLUCOSE, nearest.mgPerDl());
    }

    /** {@return P(any reading below 70 mg/dL) within 30 or 60 min, 0 to 1} */
    double lowChance(Duration within) {
        return within.compareTo(Duration.ofMinutes(30)) <= 0
                ? forecast.probabilityLowIn30Min()
                : forecast.probabilityLowIn60Min();
    }
}
