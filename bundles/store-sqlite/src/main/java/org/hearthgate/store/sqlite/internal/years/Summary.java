package org.hearthgate.store.sqlite.internal.years;

import java.time.Instant;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.HeartRateSummary;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.observation.StepCount;

/**
 * Makes one observation of many: the sum of steps; mean, lowest, highest and number of heart rates without lost contacts. It spans the first
 * to the last, was received when the last of them was, and its adapter is {@code roll-up}.
 *
 * @param piece how many roll-ups this hour had before
 */
record Summary(HourKey key, int piece) {
    static final Provenance ROLL_UP = Provenance.of("roll-up");
    private static final int MOST_STEPS = 200_000;

    /** {@return whether one observation can say it: a device that counts nonsense keeps its rows as they are} */
    boolean holds(List<Member> members) {
        return members.stream()
                        .map(Member::observation)
                        .mapToLong(it -> it instanceof StepCount count ? count.steps() : 0)
                        .sum()
                <= MOST_STEPS;
    }

    /** {@return the roll-up; empty when there is nothing to say, of no rows or of lost contacts alone} */
    Optional<Observation> of(List<Member> members) {
        List<Observation> all =
                members.stream().map(Member::observation).filter(Summary::says).toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(all.get(0) instanceof StepCount ? steps(all) : heartRates(all));
    }

    private static boolean says(Observation it) {
        return !(it instanceof HeartRate rate && rate.beatsPerMinute() == 0);
    }

    private HeartRateSummary heartRates(List<Observation> all) {
        IntSummaryStatistics rates =
                all.stream().mapToInt(it -> ((HeartRate) it).beatsPerMinute()).summaryStatistics();
        Origin origin = origin(all);
        Instant first = all.stream()
                .map(Observation::measuredAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant startedAt = first.isBefore(origin.measuredAt()) ? first : Instant.ofEpochMilli(key.beginsAfter());
        return new HeartRateSummary(
                origin, startedAt, rates.getAverage(), rates.getMin(), rates.getMax(), (int) rates.getCount());
    }

    private StepCount steps(List<Observation> all) {
        int sum = all.stream().mapToInt(it -> ((StepCount) it).steps()).sum();
        Instant startedAt = all.stream()
                .map(it -> ((StepCount) it).startedAt())
                .min(Instant::compareTo)
                .orElseThrow();
        return new StepCount(origin(all), sum, startedAt);
    }

    private Origin origin(List<Observation> all) {
        Instant last = all.stream()
                .map(Observation::measuredAt)
                .max(Instant::compareTo)
                .orElseThrow();
        Instant heard = all.stream()
                .map(Observation::receivedAt)
                .max(Instant::compareTo)
                .orElseThrow();
        return new Origin(
                all.get(0).person(),
                all.get(0).device(),
                last,
                Optional.empty(),
                heard,
                OptionalLong.of(RolledUp.number(key, piece)),
                Quality.GOOD,
                ROLL_UP);
    }
}
