package org.hearthgate.ingest.internal.stage;

import java.time.Instant;
import java.util.List;
import org.hearthgate.api.observation.Observation;

/**
 * One step between the door and the commit that looks at what came in and says what it thinks of it. Registered as a service inside this
 * bundle; the pipeline goes on without a stage that is missing or throws, because none of them may stand between a reading and its alarm.
 *
 * <p>Called on the pipeline's thread alone. It has microseconds per observation, keeps bounded state, and must not mind to see an
 * observation again: what the disk refused is sent once more.
 */
public interface Stage {
    /** {@return stable short name, for logs and health} */
    String name();

    /** {@return its place: lower goes first. Clocks 100, signals 200, fusion 300} */
    int order();

    /**
     * Judges a batch, in order of arrival.
     *
     * @param observations what comes from the stage before
     * @param now the hub's time
     */
    Passed pass(List<Observation> observations, Instant now);

    /**
     * What goes on.
     *
     * @param observations as many as came in and in the same order, with doubts added or times put right; values are never changed
     * @param derived what the stage adds to the record from what it has seen, e.g. an artefact or a fused reading
     */
    record Passed(List<Observation> observations, List<Observation> derived) {
        public Passed {
            observations = List.copyOf(observations);
            derived = List.copyOf(derived);
        }
    }
}
