package org.hearthgate.ingest.internal.signal;

import java.util.Map;
import org.hearthgate.api.observation.SensorArtefact.Artefact;

/** More than two readings missed in a row; a sensor away for half a day was taken off, and nothing is said. */
final class Gap {
    private static final double MOST_INTERVALS = 3.2;
    private static final double LONGEST_MINUTES = 12 * 60;

    private Gap() {}

    /** Looks at the interval that the newest reading ends. */
    static void judge(Trace trace, double intervalMinutes, boolean sensorChanged, Findings findings) {
        if (trace.size() < 2 || sensorChanged) {
            return;
        }
        double minutes = trace.get(0).minutesSince(trace.get(1));
        if (minutes > MOST_INTERVALS * intervalMinutes && minutes <= LONGEST_MINUTES) {
            findings.artefact(
                    Artefact.DROPOUT,
                    trace.get(1).atMillis(),
                    trace.get(0).atMillis(),
                    Map.of(
                            "minutes",
                            minutes,
                            "samplingMinutes",
                            intervalMinutes,
                            "readingsMissed",
                            Math.rint(minutes / intervalMinutes) - 1));
        }
    }
}
