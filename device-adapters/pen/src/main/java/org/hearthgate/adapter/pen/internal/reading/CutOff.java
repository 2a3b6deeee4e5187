package org.hearthgate.adapter.pen.internal.reading;

import java.util.Optional;
import org.hearthgate.api.observation.DeviceEvent;

/**
 * A note in the record that a read ended too early: doses before this second on the pen's clock have not been read, or that they have been
 * by now. It is committed together with the doses of that read, so that one is never there without the other.
 *
 * @param at seconds on the pen's clock
 * @param closed whether they have been read since
 */
record CutOff(long at, boolean closed) {
    private static final String OPEN = "readCutOff: doses before this one have not been read yet";
    private static final String CLOSED = "readOn: doses before this one have been read";
    private static final int BITS = 2;

    /** {@return the identity of the event; corrections by rule have the next one} */
    long sequence() {
        return ReadDose.first(at) << BITS | (closed ? 1 : 0);
    }

    /** {@return the identity of the event by which a rule corrects a dose} */
    static long correctionSequence(long dose) {
        return dose << BITS | 2;
    }

    String detail() {
        return closed ? CLOSED : OPEN;
    }

    static Optional<CutOff> of(DeviceEvent event) {
        boolean closed = event.detail().equals(CLOSED);
        if (!closed && !event.detail().equals(OPEN) || event.origin().sequence().isEmpty()) {
            return Optional.empty();
        }
        long at = event.origin().sequence().getAsLong() >> BITS + Long.numberOfTrailingZeros(ReadDose.first(1));
        return Optional.of(new CutOff(at, closed));
    }
}
