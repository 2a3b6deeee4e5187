package org.hearthgate.adapter.pen.internal.reading;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;

/**
 * What one touch brought.
 *
 * @param fresh what is to be committed, all at once: new doses, newest first, then notes about them
 * @param refused what cannot be a dose
 * @param newest the newest dose that was no air shot, new or not
 * @param looked how many entries of the log were read
 * @param end how it ended
 * @param trouble what went wrong, in words, where something did
 */
public record PenRead(
        List<Observation> fresh,
        List<Quarantined> refused,
        Optional<InsulinDose> newest,
        int looked,
        End end,
        Optional<String> trouble) {
    public PenRead {
        fresh = List.copyOf(fresh);
        refused = List.copyOf(refused);
    }

    /** How a read can end. */
    public enum End {
        /** Everything that was not in the record has been read. */
        COMPLETE,
        /** The pen left the field; what came before is kept. */
        CUT_OFF,
        /** The pen said something that it should not; what came before is kept. */
        GARBLED
    }

    /** {@return the new doses} */
    public List<InsulinDose> doses() {
        return fresh.stream()
                .filter(InsulinDose.class::isInstance)
                .map(InsulinDose.class::cast)
                .toList();
    }

    /** {@return when the newest dose was given} */
    public Optional<Instant> newestAt() {
        return newest.map(InsulinDose::measuredAt);
    }
}
