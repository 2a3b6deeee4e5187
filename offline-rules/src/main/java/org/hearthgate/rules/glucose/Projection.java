package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.GlucoseReading;

/**
 * Where glucose will be in some minutes: by the forecast where there is a usable one, and by the fall itself, which is taken to fade.
 *
 * <p>A fall carried on in a straight line was wrong six times in seven on people (docs/alarm-figures.md). So it is carried on as it
 * fades, by half every 14 minutes, and of two measures of it the flatter counts: the median slope of a quarter of an hour, and the last
 * step of at least four minutes. A fall that has just ended is then none, and one noisy reading makes none.
 */
final class Projection {
    private static final double FADES_IN_MINUTES = 20;
    private static final Duration STEP = Duration.ofMinutes(4);
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final Duration INPUT_BEHIND = Duration.ofMinutes(6);

    private final GlucoseReading from;
    private final OptionalDouble slope;
    private final Optional<GlucoseForecast> forecast;
    private final Instant asOf;

    private Projection(GlucoseReading from, OptionalDouble slope, Optional<GlucoseForecast> forecast, Instant asOf) {
        this.from = from;
        this.slope = slope;
        this.forecast = forecast;
        this.asOf = asOf;
    }

    static Projection of(Snapshot snapshot, GlucoseReading fresh) {
        return new Projection(
                fresh,
                fall(snapshot),
                snapshot.forecast().filter(ahead -> isUsable(ahead, snapshot, fresh)),
                snapshot.asOf());
    }

    /** {@return whether there is anything to look ahead by} */
    boolean isKnown() {
        return forecast.isPresent() || slope.isPresent();
    }

    /**
     * {@return the lowest that is expected within this time, in mg/dL; empty where nothing is known} A forecast's median is careful and
     * seldom goes as low as people do; so beside it the fall itself counts, unless the forecast thinks it nearly impossible.
     */
    OptionalDouble lowestWithin(int minutes) {
        OptionalDouble own =
                slope.isEmpty() ? slope : OptionalDouble.of(fading(Math.min(0, slope.getAsDouble()), minutes));
        if (forecast.isEmpty()) {
            return own;
        }
        OptionalDouble median = lowest(minutes, GlucoseForecast.Point::mgPerDl);
        if (median.isEmpty()) {
            return own;
        }
        double possible = lowest(minutes, GlucoseForecast.Point::lower90MgPerDl).orElseThrow();
        return OptionalDouble.of(Math.min(median.getAsDouble(), Math.max(possible, own.orElse(Double.MAX_VALUE))));
    }

    private OptionalDouble lowest(int minutes, ToDoubleFunction<GlucoseForecast.Point> edge) {
        return forecast.orElseThrow().path().stream()
                .filter(point -> minutesAhead(point) >= 0 && minutesAhead(point) <= minutes)
                .mapToDouble(edge)
                .min();
    }

    /** {@return in how many minutes it will be at or below a limit, if within this time} */
    Optional<Integer> reaches(double limitMgPerDl, int withinMinutes) {
        for (int minutes = 0; minutes <= withinMinutes; minutes++) {
            if (lowestWithin(minutes).orElse(Double.MAX_VALUE) <= limitMgPerDl) {
                return Optional.of(minutes);
            }
        }
        return Optional.empty();
    }

    /** {@return whether the forecast says so by itself, not only the fall} */
    boolean isByForecast(double limitMgPerDl, int withinMinutes) {
        return forecast.isPresent()
                && lowest(withinMinutes, GlucoseForecast.Point::mgPerDl).orElse(Double.MAX_VALUE) <= limitMgPerDl;
    }

    private double fading(double mgPerDlPerMin, int minutes) {
        return from.mgPerDl() + mgPerDlPerMin * FADES_IN_MINUTES * (1 - Math.exp(-minutes / FADES_IN_MINUTES));
    }

    private double minutesAhead(GlucoseForecast.Point point) {
        return Duration.between(asOf, forecast.orElseThrow().asOf().plus(point.ahead()))
                        .toMillis()
                / 60_000.0;
    }

    /** The flatter of the two falls; empty where there is no trend. */
    private static OptionalDouble fall(Snapshot snapshot) {
        if (snapshot.trend().isEmpty()) {
            return OptionalDouble.empty();
        }
        double trend = snapshot.trend().get().mgPerDlPerMin();
        List<GlucoseReading> newestFirst = Series.upTo(snapshot);
        for (GlucoseReading before : newestFirst) {
            GlucoseReading newest = newestFirst.get(0);
            Duration apart = Duration.between(before.measuredAt(), newest.measuredAt());
            if (apart.compareTo(STEP) >= 0 && before.device().equals(newest.device())) {
                double step = (newest.mgPerDl() - before.mgPerDl()) / (apart.toMillis() / 60_000.0);
                return OptionalDouble.of(Math.max(trend, step));
            }
        }
        return OptionalDouble.of(trend);
    }

    private static boolean isSoon(GlucoseForecast ahead, GlucoseForecast.Point point, Instant asOf) {
        Duration in = Duration.between(asOf, ahead.asOf().plus(point.ahead()));
        return !in.isNegative() && in.compareTo(SOON) <= 0;
    }

    /** A forecast that is old, or has not seen the reading that is judged, says nothing. */
    private static boolean isUsable(GlucoseForecast ahead, Snapshot snapshot, GlucoseReading fresh) {
        return fresh.bound() == Bound.EXACT
                && ahead.path().stream().anyMatch(point -> isSoon(ahead, point, snapshot.asOf()))
                && !ahead.asOf().isAfter(snapshot.asOf().plus(Snapshot.FUTURE_TOLERANCE))
                && !ahead.newestInputAt().isBefore(fresh.measuredAt().minus(INPUT_BEHIND))
                && !ahead.newestInputAt().isBefore(snapshot.asOf().minus(Snapshot.FRESH_FOR));
    }
}
