package org.hearthgate.api.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which way glucose moves, from the readings themselves: the median of all pairwise slopes (Theil–Sen) over the last 15 minutes, so that
 * one noisy reading does not turn the arrow. A slope is only ever taken within one device: that another sensor stands on another level
 * is no movement. No trend from fewer than three readings, or from readings that span less than 9 minutes: better no arrow than a
 * guessed one.
 *
 * <p>The newest reading's own device decides, with its readings that stand {@linkplain Doubt.Flag#ASIDE aside}. Where it has too few,
 * the slopes of every device that spoke in the series meanwhile are taken together: two routes of one sensor that each lost some.
 *
 * @param mgPerDlPerMin slope, rounded to hundredths
 * @param arrow the arrow that Dexcom draws for that slope (1, 2 and 3 mg/dL/min)
 */
public record GlucoseTrend(double mgPerDlPerMin, Arrow arrow) {
    /** How far back the slope looks. */
    public static final Duration WINDOW = Duration.ofMinutes(16);

    private static final Duration SHORTEST_SPAN = Duration.ofMinutes(9);
    private static final int FEWEST = 3;
    private static final int MOST = 20;
    private static final int MOST_OF_ALL = 100;

    /** Arrows with the names of the Nightscout wire, without the ones no reading can justify. */
    public enum Arrow {
        DOUBLE_UP("DoubleUp", 1),
        SINGLE_UP("SingleUp", 2),
        FORTY_FIVE_UP("FortyFiveUp", 3),
        FLAT("Flat", 4),
        FORTY_FIVE_DOWN("FortyFiveDown", 5),
        SINGLE_DOWN("SingleDown", 6),
        DOUBLE_DOWN("DoubleDown", 7);

        private final String nightscoutName;
        private final int nightscoutCode;

        Arrow(String nightscoutName, int nightscoutCode) {
            this.nightscoutName = nightscoutName;
            this.nightscoutCode = nightscoutCode;
        }

        public String nightscoutName() {
            return nightscoutName;
        }

        public int nightscoutCode() {
            return nightscoutCode;
        }

        /** {@return the arrow for a slope in mg/dL per minute} */
        public static Arrow of(double mgPerDlPerMin) {
            double steep = Math.abs(mgPerDlPerMin);
            boolean up = mgPerDlPerMin > 0;
            if (steep > 3) {
                return up ? DOUBLE_UP : DOUBLE_DOWN;
            }
            if (steep >= 2) {
                return up ? SINGLE_UP : SINGLE_DOWN;
            }
            if (steep >= 1) {
                return up ? FORTY_FIVE_UP : FORTY_FIVE_DOWN;
            }
            return FLAT;
        }
    }

    public GlucoseTrend {
        mgPerDlPerMin = Measure.hundredths(mgPerDlPerMin);
    }

    /**
     * {@return the trend at the newest of these readings that does not stand aside, if there are enough of them}
     *
     * @param readings of one person, ascending by {@code measuredAt}
     * @param asOf the hub's now: readings after it are left out
     */
    public static Optional<GlucoseTrend> of(List<GlucoseReading> readings, Instant asOf) {
        int newest = newest(readings, asOf);
        if (newest < 0) {
            return Optional.empty();
        }
        GlucoseReading last = readings.get(newest);
        Instant from = last.measuredAt().minus(WINDOW);
        var window = new ArrayList<GlucoseReading>(MOST);
        var spoke = new HashSet<DeviceId>();
        for (int i = newest; i >= 0 && window.size() < MOST_OF_ALL; i--) {
            GlucoseReading reading = readings.get(i);
            if (reading.measuredAt().isBefore(from)) {
                break;
            }
            if (reading.quality().mayAlarm() && reading.bound() == Bound.EXACT) {
                window.add(reading);
                if (!reading.quality().has(Doubt.Flag.ASIDE)) {
                    spoke.add(reading.device());
                }
            }
        }
        return of(window, Set.of(last.device())).or(() -> spoke.size() < 2 ? Optional.empty() : of(window, spoke));
    }

    /** Within 16 minutes of the newest of all, the newest that stands in the series; of a lone reading, that one. */
    private static int newest(List<GlucoseReading> readings, Instant asOf) {
        int newest = readings.size() - 1;
        while (newest >= 0 && readings.get(newest).measuredAt().isAfter(asOf)) {
            newest--;
        }
        for (int i = newest; i >= 0; i--) {
            if (!readings.get(i).quality().has(Doubt.Flag.ASIDE)) {
                return i;
            }
        }
        return newest;
    }

    private static Optional<GlucoseTrend> of(List<GlucoseReading> newestFirst, Set<DeviceId> devices) {
        var used = new GlucoseReading[MOST];
        int n = 0;
        for (GlucoseReading reading : newestFirst) {
            if (n < MOST && devices.contains(reading.device())) {
                used[n++] = reading;
            }
        }
        if (n < FEWEST || longestSpan(used, n).compareTo(SHORTEST_SPAN) < 0) {
            return Optional.empty();
        }
        double slope = medianSlope(used, n);
        return Optional.of(new GlucoseTrend(slope, Arrow.of(slope)));
    }

    private static Duration longestSpan(GlucoseReading[] readings, int n) {
        Duration longest = Duration.ZERO;
        for (int newer = 0; newer < n; newer++) {
            for (int older = n - 1; older > newer; older--) {
                if (readings[newer].device().equals(readings[older].device())) {
                    Duration span = Duration.between(readings[older].measuredAt(), readings[newer].measuredAt());
                    longest = span.compareTo(longest) > 0 ? span : longest;
                    break;
                }
            }
        }
        return longest;
    }

    private static double medianSlope(GlucoseReading[] readings, int n) {
        var slopes = new double[n * (n - 1) / 2];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                double minutes = Duration.between(readings[j].measuredAt(), readings[i].measuredAt())
                                .toMillis()
                        / 60_000.0;
                if (minutes > 0 && readings[i].device().equals(readings[j].device())) {
                    slopes[k++] = (readings[i].mgPerDl() - readings[j].mgPerDl()) / minutes;
                }
            }
        }
        if (k == 0) {
            return 0;
        }
        Arrays.sort(slopes, 0, k);
        return k % 2 == 1 ? slopes[k / 2] : (slopes[k / 2 - 1] + slopes[k / 2]) / 2;
    }
}
