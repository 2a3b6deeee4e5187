package org.hearthgate.adapter.coap.internal;

import java.util.List;

/**
 * What a body said: the records that could be resolved, and beside them those that could not.
 *
 * @param records in the order of the pack
 * @param refused in the order of the pack
 */
record SenmlPack(List<SenmlRecord> records, List<SenmlRefusal> refused) {
    SenmlPack {
        records = List.copyOf(records);
        refused = List.copyOf(refused);
    }
}
