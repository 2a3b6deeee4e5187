package org.hearthgate.ingest.internal.fusion;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;

/**
 * What fusion remembers of one reading: enough to compare others with it, and to judge it the same when it comes again.
 *
 * @param at milliseconds since 1970
 * @param sound an exact number that an alarm might rest on, back-filled or not
 * @param doubted whether its signal is doubtful
 * @param decision what became of it
 */
record Sample(long at, double mgPerDl, OptionalLong sequence, boolean sound, boolean doubted, Decision decision) {
    /**
     * What became of a reading.
     *
     * @param aside why it stands aside; empty when it is the series
     * @param fusedMgPerDl the fused value that stands for it
     */
    record Decision(Optional<Doubt> aside, OptionalDouble fusedMgPerDl) {
        static final Decision STANDS = new Decision(Optional.empty(), OptionalDouble.empty());

        static Decision aside(Doubt doubt) {
            return new Decision(Optional.of(doubt), OptionalDouble.empty());
        }

        static Decision fused(double mgPerDl, Doubt doubt) {
            return new Decision(Optional.of(doubt), OptionalDouble.of(mgPerDl));
        }
    }

    static Sample of(GlucoseReading reading, Decision decision) {
        return new Sample(
                reading.measuredAt().toEpochMilli(),
                reading.mgPerDl(),
                reading.origin().sequence(),
                reading.bound() == Bound.EXACT && Doubts.isSound(reading),
                Doubts.isDoubted(reading),
                decision);
    }

    /** {@return whether the series has this sample: itself, or a fused value at its time} */
    boolean inSeries() {
        return decision.aside().isEmpty() || decision.fusedMgPerDl().isPresent();
    }
}
