package org.hearthgate.adapter.cgm.internal;

import java.util.Set;

/**
 * How the sensor and its session are (2AA9): the one place where the order of the status octets is the same in every product.
 *
 * @param offsetMinutes since the session's start, 0 to 65535
 * @param said by the status octets
 * @param check of the value
 */
record CgmStatus(int offsetMinutes, Set<Annunciation> said, Check check) {
    CgmStatus {
        said = Set.copyOf(said);
    }
}
