package org.hearthgate.ingest.internal.signal;

import java.util.Map;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;

/**
 * A sensor's first and last hours, from what the device tells. Warm-up silences alarms, so it ends by itself: a lost message must not
 * cost a night.
 */
final class SensorLife {
    /** The shortest warm-up of today's sensors: without a configured one, no more is taken from a start alone. */
    private static final double WARM_UP_UNSAID_MINUTES = 30;
    /** The longest of today's sensors: after it, a warm-up that was never ended is over. */
    private static final double WARM_UP_LONGEST_MINUTES = 120;

    private static final long NEVER = Long.MIN_VALUE;

    private long startedAt = NEVER;
    private long warmUpStartedAt = NEVER;
    private long warmUpEndedAt = NEVER;
    private long endedAt = NEVER;
    private long calibratedAt = NEVER;

    void heard(DeviceEvent event) {
        long at = event.measuredAt().toEpochMilli();
        switch (event.event()) {
            case SENSOR_STARTED -> startedAt = Math.max(startedAt, at);
            case WARM_UP_STARTED -> warmUpStartedAt = Math.max(warmUpStartedAt, at);
            case WARM_UP_ENDED -> warmUpEndedAt = Math.max(warmUpEndedAt, at);
            case SENSOR_ENDED -> endedAt = Math.max(endedAt, at);
            case CALIBRATION -> calibratedAt = Math.max(calibratedAt, at);
            case SENSOR_FAULT, BATTERY_LOW, CLOCK_CHANGED, OTHER -> {}
        }
    }

    /** {@return whether the sensor was started or ended in that time, so that what lies between says nothing about it} */
    boolean changedBetween(long fromMillis, long untilMillis) {
        return within(startedAt, fromMillis, untilMillis)
                || within(warmUpStartedAt, fromMillis, untilMillis)
                || within(endedAt, fromMillis, untilMillis);
    }

    boolean calibratedBetween(long fromMillis, long untilMillis) {
        return within(calibratedAt, fromMillis, untilMillis);
    }

    void judge(long atMillis, Traits traits, Findings findings) {
        long begun = Math.max(startedAt, warmUpStartedAt);
        boolean told = warmUpEndedAt >= begun && atMillis >= warmUpEndedAt;
        double minutes = (atMillis - (double) begun) / 60_000;
        double warmUp = traits.warmUpMinutes() >= 0
                ? traits.warmUpMinutes()
                : warmUpStartedAt >= startedAt ? WARM_UP_LONGEST_MINUTES : WARM_UP_UNSAID_MINUTES;
        if (begun != NEVER && !told && minutes >= 0 && minutes < warmUp) {
            findings.doubt(
                    Doubt.Flag.WARM_UP,
                    "The sensor is warming up",
                    Map.of("minutesSinceStart", minutes, "warmUpMinutes", warmUp));
        }
        judgeEnd(atMillis, traits, findings);
    }

    private void judgeEnd(long atMillis, Traits traits, Findings findings) {
        double hours = startedAt == NEVER ? 0 : (atMillis - startedAt) / 3_600_000.0;
        boolean outlived = traits.lifeHours() > 0 && hours > traits.lifeHours();
        boolean ended = endedAt != NEVER && endedAt > startedAt && atMillis > endedAt;
        if (outlived) {
            findings.doubt(
                    Doubt.Flag.END_OF_LIFE,
                    "Measured after the sensor's stated life",
                    Map.of("hoursSinceStart", hours, "lifeHours", (double) traits.lifeHours()));
        } else if (ended) {
            findings.doubt(
                    Doubt.Flag.END_OF_LIFE,
                    "Measured after the sensor was said to have ended",
                    Map.of("minutesSinceEnd", (atMillis - endedAt) / 60_000.0));
        }
    }

    private static boolean within(long at, long fromMillis, long untilMillis) {
        return at > fromMillis && at <= untilMillis;
    }
}
