package org.hearthgate.rules.body;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.observation.BodyWeight;

/**
 * How a person's weight moved: the newest, if it is of today, against the middle one of those before it.
 *
 * @param kilograms how much more than before; negative when less
 * @param beforeKilograms the median of the days before
 * @param days over how many days, at least 1
 */
record WeightChange(double kilograms, double beforeKilograms, long days) {
    private static final Duration TODAY = Duration.ofHours(24);
    /** Clothes and breakfast are no change: the same morning is not compared with itself. */
    private static final Duration APART = Duration.ofHours(12);

    static Optional<WeightChange> of(Circumstances known, Instant now, Duration reach) {
        Optional<BodyWeight> today = known.newest(BodyWeight.class, now, TODAY);
        if (today.isEmpty()) {
            return Optional.empty();
        }
        BodyWeight newest = today.get();
        List<BodyWeight> before =
                known.trusted(BodyWeight.class, newest.measuredAt().minus(reach).minusMillis(1)).stream()
                        .filter(weight ->
                                !weight.measuredAt().isAfter(newest.measuredAt().minus(APART)))
                        .toList();
        if (before.isEmpty()) {
            return Optional.empty();
        }
        double[] kilograms =
                before.stream().mapToDouble(BodyWeight::kilograms).sorted().toArray();
        double median = kilograms[kilograms.length / 2];
        long days = Math.max(
                1,
                Math.round(Duration.between(before.get(0).measuredAt(), newest.measuredAt())
                                .toHours()
                        / 24.0));
        return Optional.of(new WeightChange(newest.kilograms() - median, median, days));
    }
}
