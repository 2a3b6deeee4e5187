package org.hearthgate.ingest.internal.fusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.DeviceId;

/** One glucose sensor of one person, heard by one route or by several. */
final class Sensor {
    private static final long MINUTE = 60_000;
    /** A value is carried on for no longer than this past its last sample, and no bridge between two samples is longer. */
    private static final long CARRIED_ON = 7 * MINUTE;

    private static final long BRIDGE = 11 * MINUTE;
    private static final long SLOPE_FROM = 16 * MINUTE;
    /** Noise makes a slope from few samples too steep, and glucose turns. */
    private static final double DAMPING = 0.7;

    private static final double STEEPEST_MG_PER_DL_PER_MIN = 3;

    private final List<Route> routes;

    /** @param routes the one that gives the sensor its name first */
    Sensor(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** {@return the name of the first of its routes} */
    DeviceId id() {
        return routes.get(0).device();
    }

    List<Route> routes() {
        return routes;
    }

    boolean has(Route route) {
        return routes.contains(route);
    }

    boolean onSkin() {
        return routes.get(0).onSkin();
    }

    int rank() {
        return routes.stream().mapToInt(Route::rank).min().orElse(Integer.MAX_VALUE);
    }

    long gridMillis() {
        return routes.stream()
                .mapToLong(route -> route.samples().gridMillis())
                .min()
                .orElseThrow();
    }

    long soundAt() {
        return routes.stream().mapToLong(Route::soundAt).max().orElseThrow();
    }

    /** {@return whether the newest that any route said is not to be trusted} */
    boolean unsound() {
        return routes.stream().allMatch(Route::unsound);
    }

    /**
     * A sensor's value at a time at which it may not have measured.
     *
     * @param carriedMinutes how far it had to be carried on past the last sample; 0 between two samples
     */
    record Estimate(double mgPerDl, double carriedMinutes, boolean doubted) {}

    /** {@return what it says of that time by the samples that have arrived; empty where it was silent} */
    Optional<Estimate> at(long time) {
        Sample before = null;
        Sample after = null;
        Route of = null;
        for (Route route : routes) {
            Samples samples = route.samples();
            int until = samples.countUntil(time);
            if (until > 0 && (before == null || samples.get(until - 1).at() > before.at())) {
                before = samples.get(until - 1);
                of = route;
            }
            if (until < samples.size() && (after == null || samples.get(until).at() < after.at())) {
                after = samples.get(until);
            }
        }
        if (before == null || !before.sound()) {
            return Optional.empty();
        }
        if (before.at() == time) {
            return Optional.of(new Estimate(before.mgPerDl(), 0, before.doubted()));
        }
        if (after != null && after.sound() && after.at() - before.at() <= Math.max(BRIDGE, 2 * gridMillis())) {
            double share = (double) (time - before.at()) / (after.at() - before.at());
            return Optional.of(new Estimate(
                    before.mgPerDl() + share * (after.mgPerDl() - before.mgPerDl()),
                    0,
                    before.doubted() || after.doubted()));
        }
        long carried = time - before.at();
        if (carried > Math.max(CARRIED_ON, gridMillis() + MINUTE)) {
            return Optional.empty();
        }
        double minutes = carried / (double) MINUTE;
        double value = before.mgPerDl() + DAMPING * slope(of, before) * minutes;
        return Optional.of(new Estimate(Math.max(value, 1), minutes, before.doubted()));
    }

    /** The median slope from the newest sample to each of those before it; 0 where there are fewer than three. */
    private static double slope(Route route, Sample newest) {
        List<Sample> samples = route.samples().between(newest.at() - SLOPE_FROM, newest.at(), 16);
        var slopes = new ArrayList<Double>(samples.size());
        for (Sample sample : samples) {
            if (sample.sound() && sample.at() < newest.at()) {
                slopes.add((newest.mgPerDl() - sample.mgPerDl()) * MINUTE / (newest.at() - sample.at()));
            }
        }
        if (slopes.size() < 2) {
            return 0;
        }
        slopes.sort(Comparator.naturalOrder());
        double median = slopes.get(slopes.size() / 2);
        return Math.max(-STEEPEST_MG_PER_DL_PER_MIN, Math.min(STEEPEST_MG_PER_DL_PER_MIN, median));
    }
}
