package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;

/**
 * Whether glucose clearly gets better, so that a snooze that ends need not wake somebody whose treatment works. The figures are those of
 * the followers that families use today: a low rose by more than 4 mg/dL in 5 min or 10 in 10 min, a high fell by more than 1 in 5 min or
 * 2 in 10 min. Pure.
 *
 * @param lows classes whose snooze is extended while glucose rises
 * @param highs classes whose snooze is extended while glucose falls
 */
record Recovery(Set<String> lows, Set<String> highs) {
    private static final double ROSE_IN_5_MIN = 4;
    private static final double ROSE_IN_10_MIN = 10;
    private static final double FELL_IN_5_MIN = 1;
    private static final double FELL_IN_10_MIN = 2;
    private static final Duration FIVE = Duration.ofMinutes(5);
    private static final Duration TEN = Duration.ofMinutes(10);
    /** A five-minute sensor is seldom on the second. */
    private static final Duration GIVE = Duration.ofSeconds(90);

    Recovery {
        lows = Set.copyOf(lows);
        highs = Set.copyOf(highs);
        if (lows.contains("urgent-low") || highs.contains("urgent-low")) {
            throw new IllegalArgumentException("org.hearthgate.alerting: a snooze of urgent-low is never extended; take"
                    + " urgent-low out of extendWhileRising and extendWhileFalling");
        }
    }

    /** {@return whether it gets clearly better, by readings that are fresh; never for what is urgent} */
    boolean of(Alert alert, Snapshot snapshot) {
        if (alert.priority() == Priority.HIGH) {
            return false;
        }
        if (lows.contains(alert.rule())) {
            return moved(snapshot, 1, ROSE_IN_5_MIN, ROSE_IN_10_MIN);
        }
        return highs.contains(alert.rule()) && moved(snapshot, -1, FELL_IN_5_MIN, FELL_IN_10_MIN);
    }

    private static boolean moved(Snapshot snapshot, int direction, double inFive, double inTen) {
        Optional<GlucoseReading> newest = snapshot.freshGlucose();
        return newest.filter(now -> change(snapshot, now, FIVE, direction) > inFive
                        || change(snapshot, now, TEN, direction) > inTen)
                .isPresent();
    }

    /** {@return the change since a reading of the same sensor that long ago; NaN, which is above nothing, where there is none} */
    private static double change(Snapshot snapshot, GlucoseReading now, Duration ago, int direction) {
        Instant then = now.measuredAt().minus(ago);
        List<GlucoseReading> readings = snapshot.glucose();
        GlucoseReading nearest = null;
        for (int i = readings.size() - 1; i >= 0; i--) {
            GlucoseReading reading = readings.get(i);
            if (reading.measuredAt().isBefore(then.minus(GIVE))) {
                break;
            }
            boolean comparable = reading.device().equals(now.device())
                    && reading.quality().mayAlarm()
                    && !reading.quality().has(Doubt.Flag.LATE)
                    && !reading.measuredAt().isAfter(then.plus(GIVE));
            if (comparable && (nearest == null || distance(reading, then) < distance(nearest, then))) {
                nearest = reading;
            }
        }
        return nearest == null ? Double.NaN : direction * (now.mgPerDl() - nearest.mgPerDl());
    }

    private static long distance(GlucoseReading reading, Instant then) {
        return Math.abs(Duration.between(reading.measuredAt(), then).toMillis());
    }
}
