package org.hearthgate.adapter.cgm.internal;

import java.util.List;
import java.util.Optional;

/**
 * The records of one measurement frame: what came before a fault is kept.
 *
 * @param records in order
 * @param fault why the rest of the frame could not be read
 */
record CgmFrame(List<CgmMeasurement> records, Optional<String> fault) {
    CgmFrame {
        records = List.copyOf(records);
    }
}
