package org.hearthgate.rules.glucose;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;

/** The readings that lead up to the one a rule judges by: one series, without holes, nothing that may not alarm. */
final class Series {
    /** Between two readings that belong together; three of a five-minute sensor, with one lost and one late. */
    static final Duration LONGEST_GAP = Duration.ofMinutes(16);

    private Series() {}

    /** {@return the fresh reading and those before it, newest first, up to the first hole; empty where nothing is fresh} */
    static List<GlucoseReading> upTo(Snapshot snapshot) {
        var found = new ArrayList<GlucoseReading>();
        snapshot.freshGlucose().ifPresent(newest -> collect(snapshot.glucose(), newest, found));
        return found;
    }

    private static void collect(List<GlucoseReading> ascending, GlucoseReading newest, List<GlucoseReading> found) {
        boolean aside = newest.quality().has(Doubt.Flag.ASIDE);
        found.add(newest);
        GlucoseReading later = newest;
        for (int i = ascending.size() - 1; i >= 0; i--) {
            GlucoseReading reading = ascending.get(i);
            boolean same = aside
                    ? reading.device().equals(newest.device())
                    : !reading.quality().has(Doubt.Flag.ASIDE);
            if (!same || !reading.quality().mayAlarm() || !reading.measuredAt().isBefore(later.measuredAt())) {
                continue;
            }
            if (Duration.between(reading.measuredAt(), later.measuredAt()).compareTo(LONGEST_GAP) > 0) {
                return;
            }
            found.add(reading);
            later = reading;
        }
    }
}
