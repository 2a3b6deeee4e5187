package org.hearthgate.ingest.internal.signal;

import java.util.List;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.SensorArtefact;

/**
 * One judged reading, with the judgement, so that the same reading sent again gets the same answer.
 *
 * @param atMillis when it was measured
 * @param mgPerDl its value
 * @param exact whether the value is one, and not the edge of the sensor's range
 * @param doubts what was said of it
 * @param derived the artefacts that ended with it
 */
record Sample(long atMillis, double mgPerDl, boolean exact, List<Doubt> doubts, List<SensorArtefact> derived) {
    Sample {
        doubts = List.copyOf(doubts);
        derived = List.copyOf(derived);
    }

    double minutesSince(Sample earlier) {
        return (atMillis - earlier.atMillis) / 60_000.0;
    }
}
