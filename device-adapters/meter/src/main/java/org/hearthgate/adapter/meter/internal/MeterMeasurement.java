package org.hearthgate.adapter.meter.internal;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.hearthgate.api.observation.RawForm;

/**
 * One record of a meter (2A18) as it was sent.
 *
 * @param sequence its number, 0 to 65535
 * @param base the meter's clock as it was set last
 * @param offsetMinutes added to the base, -32768 to 32767; empty where not stated
 * @param sample the value and where it comes from; empty when the record has none
 * @param said by the annunciation bits, where it has them
 * @param contextFollows whether a context record with the same number follows
 * @param raw its octets
 */
record MeterMeasurement(
        int sequence,
        DeviceDateTime base,
        OptionalInt offsetMinutes,
        Optional<Sample> sample,
        Optional<Set<Annunciation>> said,
        boolean contextFollows,
        RawForm raw) {
    private static final int CONTROL_SOLUTION_TYPE = 10;
    private static final int CONTROL_SOLUTION_LOCATION = 4;
    private static final int SEQUENCE_BITS = 16;

    /**
     * What was measured.
     *
     * @param concentration in kg/L or mol/L
     * @param molar whether in mol/L
     * @param type of the sample, 0 to 15
     * @param location of the sample, 0 to 15
     */
    record Sample(MedicalFloat concentration, boolean molar, int type, int location) {
        boolean controlSolution() {
            return type == CONTROL_SOLUTION_TYPE || location == CONTROL_SOLUTION_LOCATION;
        }
    }

    boolean says(Annunciation annunciation) {
        return said.filter(set -> set.contains(annunciation)).isPresent();
    }

    /** {@return when it was measured by the meter's clock, where that is a time} */
    Optional<LocalDateTime> local() {
        return base.local().map(time -> time.plusMinutes(offsetMinutes.orElse(0)));
    }

    /**
     * {@return what identifies this record for good: its base time and its number} A meter that was reset begins its numbers anew but not
     * its time; a meter whose clock is moved changes the offset of what comes, not the base of what it has.
     */
    long identity() {
        long seconds =
                base.local().map(time -> time.toEpochSecond(ZoneOffset.UTC)).orElse(0L);
        return Math.max(0, seconds) << SEQUENCE_BITS | sequence;
    }

    static int sequenceOf(long identity) {
        return (int) (identity & 0xFFFF);
    }

    static LocalDateTime baseOf(long identity) {
        return LocalDateTime.ofEpochSecond(identity >>> SEQUENCE_BITS, 0, ZoneOffset.UTC);
    }
}
