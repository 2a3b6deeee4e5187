package org.hearthgate.api.insight;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;

/**
 * A stretch of glucose beyond a limit, judged sensor by sensor, so that a second sensor that says something else neither ends it nor makes
 * two of it; what overlaps is one. A silence of more than {@link #LONGEST_GAP} ends it: nothing is drawn over a gap.
 *
 * @param startedAt when its first reading was measured
 * @param endedAt when its last reading beyond the limit was measured
 * @param heardAt when the hub heard of it first
 * @param longest how long it was beyond without a break
 * @param furthestMgPerDl the lowest, or the highest, of it
 */
public record GlucoseEpisode(
        Instant startedAt, Instant endedAt, Instant heardAt, Duration longest, double furthestMgPerDl) {
    /** Two readings further apart than this say nothing about the time between. */
    public static final Duration LONGEST_GAP = Duration.ofMinutes(15);

    public GlucoseEpisode {
        requireNonNull(startedAt, "startedAt");
        requireNonNull(endedAt, "endedAt");
        requireNonNull(heardAt, "heardAt");
        requireNonNull(longest, "longest");
    }

    /** {@return from the first reading beyond to the last} */
    public Duration length() {
        return Duration.between(startedAt, endedAt);
    }

    /** {@return whether it was there at this instant} */
    public boolean covers(Instant instant) {
        return !instant.isBefore(startedAt) && !instant.isAfter(endedAt);
    }

    /**
     * {@return the episodes in these readings, oldest first}
     *
     * @param readings of one person, ascending by {@code measuredAt}; whoever asks leaves out what is not to count
     */
    public static List<GlucoseEpisode> in(List<GlucoseReading> readings, GlucoseLimit limit) {
        Map<DeviceId, Run> runs = new LinkedHashMap<>();
        var found = new ArrayList<GlucoseEpisode>();
        for (GlucoseReading reading : readings) {
            runs.computeIfAbsent(reading.device(), any -> new Run(limit, found)).take(reading);
        }
        runs.values().forEach(Run::end);
        found.sort(Comparator.comparing(GlucoseEpisode::startedAt).thenComparing(GlucoseEpisode::endedAt));
        return merged(found, limit);
    }

    private static List<GlucoseEpisode> merged(List<GlucoseEpisode> sorted, GlucoseLimit limit) {
        var merged = new ArrayList<GlucoseEpisode>();
        for (GlucoseEpisode next : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && !next.startedAt().isAfter(merged.get(last).endedAt())) {
                merged.set(last, merged.get(last).with(next, limit));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }

    private GlucoseEpisode with(GlucoseEpisode other, GlucoseLimit limit) {
        return new GlucoseEpisode(
                startedAt,
                other.endedAt.isAfter(endedAt) ? other.endedAt : endedAt,
                other.heardAt.isBefore(heardAt) ? other.heardAt : heardAt,
                other.longest.compareTo(longest) > 0 ? other.longest : longest,
                limit.side() == GlucoseLimit.Side.BELOW
                        ? Math.min(furthestMgPerDl, other.furthestMgPerDl)
                        : Math.max(furthestMgPerDl, other.furthestMgPerDl));
    }

    /** One sensor's way through its readings. */
    private static final class Run {
        private final GlucoseLimit limit;
        private final List<GlucoseEpisode> found;
        private GlucoseReading first;
        private GlucoseReading last;
        private GlucoseReading previous;
        private Instant beyondSince;
        private Instant backSince;
        private Instant heardAt;
        private Duration longest = Duration.ZERO;
        private double furthest;

        private Run(GlucoseLimit limit, List<GlucoseEpisode> found) {
            this.limit = limit;
            this.found = found;
        }

        private void take(GlucoseReading reading) {
            if (previous != null
                    && Duration.between(previous.measuredAt(), reading.measuredAt())
                                    .compareTo(LONGEST_GAP)
                            > 0) {
                end();
            }
            previous = reading;
            if (limit.isBeyond(reading)) {
                beyond(reading);
            } else if (first != null) {
                back(reading);
            }
        }

        private void beyond(GlucoseReading reading) {
            if (first == null) {
                first = reading;
                heardAt = reading.receivedAt();
                furthest = reading.mgPerDl();
                longest = Duration.ZERO;
            }
            if (beyondSince == null) {
                beyondSince = reading.measuredAt();
            }
            last = reading;
            backSince = null;
            heardAt = reading.receivedAt().isBefore(heardAt) ? reading.receivedAt() : heardAt;
            furthest = limit.side() == GlucoseLimit.Side.BELOW
                    ? Math.min(furthest, reading.mgPerDl())
                    : Math.max(furthest, reading.mgPerDl());
            Duration run = Duration.between(beyondSince, reading.measuredAt());
            longest = run.compareTo(longest) > 0 ? run : longest;
        }

        private void back(GlucoseReading reading) {
            beyondSince = null;
            if (!limit.isBack(reading)) {
                backSince = null;
                return;
            }
            if (backSince == null) {
                backSince = reading.measuredAt();
            }
            Duration backFor = Duration.between(backSince, reading.measuredAt()).plus(GlucoseLimit.JITTER);
            if (backFor.compareTo(limit.overFor()) >= 0) {
                end();
            }
        }

        private void end() {
            if (first != null && longest.plus(GlucoseLimit.JITTER).compareTo(limit.atLeast()) >= 0) {
                found.add(new GlucoseEpisode(first.measuredAt(), last.measuredAt(), heardAt, longest, furthest));
            }
            first = null;
            beyondSince = null;
            backSince = null;
        }
    }
}
