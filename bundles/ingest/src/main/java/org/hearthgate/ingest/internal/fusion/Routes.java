package org.hearthgate.ingest.internal.fusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;

/** The routes by which one person's glucose comes, bounded, and which of them are one sensor. */
final class Routes {
    static final int MOST = 8;

    private final PersonId person;
    private final FusionSettings settings;
    private final List<Route> routes = new ArrayList<>();
    private final Map<Pair, Kinship> kinships = new HashMap<>();
    private List<Sensor> sensors = List.of();
    private int seen;

    private record Pair(DeviceId a, DeviceId b) {}

    Routes(PersonId person, FusionSettings settings) {
        this.person = person;
        this.settings = settings;
    }

    /** {@return the route of this name; a ninth takes the place of the one that has been silent for longest} */
    Route of(DeviceId device) {
        for (Route route : routes) {
            if (route.device().equals(device)) {
                return route;
            }
        }
        if (routes.size() == MOST) {
            Route gone = routes.stream()
                    .min(Comparator.comparingLong(Route::heardAt))
                    .orElseThrow();
            routes.remove(gone);
            kinships.keySet().removeIf(pair -> pair.a.equals(gone.device()) || pair.b.equals(gone.device()));
        }
        var route = new Route(device, settings.isOnSkin(device), settings.rank(person, device, seen++));
        routes.add(route);
        group();
        return route;
    }

    List<Route> all() {
        return routes;
    }

    /** {@return the sensors in order of precedence} */
    List<Sensor> sensors() {
        return sensors;
    }

    Sensor sensorOf(Route route) {
        for (Sensor sensor : sensors) {
            if (sensor.has(route)) {
                return sensor;
            }
        }
        throw new IllegalStateException("every route belongs to a sensor");
    }

    Kinship.State kinship(Route a, Route b) {
        return of(a, b).state();
    }

    boolean mayBeSame(Route a, Route b) {
        return of(a, b).mayBeSame();
    }

    /** {@return by how much the times of b are ahead of those of a} */
    long skewMillis(Route a, Route b) {
        long skew = of(a, b).skewMillis();
        return isOrdered(a, b) ? skew : -skew;
    }

    /** Two samples that lie where one would: they tell whether the routes are one sensor. */
    void note(Route a, Sample ofA, Route b, Sample ofB) {
        Kinship kinship = of(a, b);
        Kinship.State before = kinship.state();
        if (isOrdered(a, b)) {
            kinship.note(ofA.mgPerDl(), ofB.mgPerDl(), ofB.at() - ofA.at());
        } else {
            kinship.note(ofB.mgPerDl(), ofA.mgPerDl(), ofA.at() - ofB.at());
        }
        if (before != kinship.state()) {
            group();
        }
    }

    private Kinship of(Route a, Route b) {
        Pair pair = isOrdered(a, b) ? new Pair(a.device(), b.device()) : new Pair(b.device(), a.device());
        return kinships.computeIfAbsent(
                pair, any -> new Kinship(settings.isSameSensor(person, a.device(), b.device())));
    }

    private static boolean isOrdered(Route a, Route b) {
        return a.device().value().compareTo(b.device().value()) < 0;
    }

    private void group() {
        var groups = new ArrayList<List<Route>>();
        for (Route route : routes) {
            var joined = new ArrayList<Route>();
            groups.removeIf(group -> {
                boolean kin = group.stream().anyMatch(other -> kinship(other, route) == Kinship.State.SAME);
                if (kin) {
                    joined.addAll(group);
                }
                return kin;
            });
            joined.add(route);
            groups.add(joined);
        }
        sensors = groups.stream()
                .map(group -> {
                    group.sort(Comparator.comparingInt(Route::rank));
                    return new Sensor(group);
                })
                .sorted(Comparator.comparingInt(Sensor::rank)
                        .thenComparing(sensor -> sensor.id().value()))
                .toList();
    }
}
