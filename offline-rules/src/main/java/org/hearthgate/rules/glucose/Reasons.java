package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.ActivityEpisode;
import org.hearthgate.api.observation.CarbohydrateIntake;

/** What is known that may be behind a movement, in plain words: food, insulin, exercise. Empty where nothing is known. */
final class Reasons {
    private static final Duration MEAL = Duration.ofHours(2);
    private static final Duration EXERCISE = Duration.ofHours(4);
    private static final double WORTH_SAYING_UNITS = 0.3;

    private Reasons() {}

    static String behindAFall(Snapshot snapshot) {
        var told = new ArrayList<String>();
        insulin(snapshot).ifPresent(told::add);
        exercise(snapshot).ifPresent(told::add);
        meal(snapshot).ifPresent(told::add);
        return sentence(told);
    }

    static String behindARise(Snapshot snapshot) {
        var told = new ArrayList<String>();
        meal(snapshot).ifPresent(told::add);
        insulin(snapshot).ifPresent(told::add);
        return sentence(told);
    }

    private static String sentence(List<String> told) {
        return told.isEmpty() ? "" : "Known: " + String.join(", ", told) + ".";
    }

    private static Optional<String> insulin(Snapshot snapshot) {
        double units = InsulinAtWork.units(snapshot);
        return units < WORTH_SAYING_UNITS
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "about %.1f units of insulin still working", units));
    }

    private static Optional<String> meal(Snapshot snapshot) {
        Circumstances known = snapshot.circumstances();
        return known.newest(CarbohydrateIntake.class, snapshot.asOf(), MEAL)
                .filter(meal -> meal.grams() >= 1 && !meal.measuredAt().isAfter(snapshot.asOf()))
                .map(meal -> String.format(
                        Locale.ROOT,
                        "%.0f g of carbs eaten %s",
                        meal.grams(),
                        ago(Duration.between(meal.measuredAt(), snapshot.asOf()))));
    }

    private static Optional<String> exercise(Snapshot snapshot) {
        Instant now = snapshot.asOf();
        return snapshot.circumstances().trusted(ActivityEpisode.class).stream()
                .filter(activity -> !activity.measuredAt().isAfter(now)
                        && !activity.endedAt().isBefore(now.minus(EXERCISE)))
                .reduce((earlier, later) -> later)
                .map(activity -> activity.endedAt().isBefore(now)
                        ? "exercise until " + ago(Duration.between(activity.endedAt(), now))
                        : "exercise now");
    }

    private static String ago(Duration time) {
        long minutes = time.toMinutes();
        return minutes < 90 ? minutes + " min ago" : Math.round(minutes / 60.0) + " hours ago";
    }
}
