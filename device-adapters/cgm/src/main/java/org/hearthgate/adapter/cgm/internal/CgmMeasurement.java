package org.hearthgate.adapter.cgm.internal;

import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.ieee11073.MedicalFloat;
import org.hearthgate.api.observation.RawForm;

/**
 * One record of a measurement frame (2AA7) as it was sent.
 *
 * @param glucose in mg/dL
 * @param offsetMinutes since the session's start, 0 to 65535
 * @param said by the status octets, where it has any
 * @param trend in mg/dL per minute, where stated
 * @param quality in percent, where stated
 * @param check of its end-to-end check
 * @param raw the record's own octets
 */
record CgmMeasurement(
        MedicalFloat glucose,
        int offsetMinutes,
        Optional<Set<Annunciation>> said,
        Optional<MedicalFloat> trend,
        Optional<MedicalFloat> quality,
        Check check,
        RawForm raw) {

    boolean says(Annunciation annunciation) {
        return said.filter(set -> set.contains(annunciation)).isPresent();
    }
}
