package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.observation.RawForm;

/**
 * One record of a pack after resolution: nothing in it depends on its neighbours any more.
 *
 * @param position in the pack, 1 for the first
 * @param name base name and name, joined
 * @param unit as written; empty where none was
 * @param value empty where the record has only a sum
 * @param sum integral over time, with the base sum added
 * @param time on the hub's time line
 * @param raw the octets it was made from
 */
record SenmlRecord(
        int position,
        String name,
        Optional<String> unit,
        Optional<SenmlValue> value,
        Optional<BigDecimal> sum,
        Instant time,
        RawForm raw) {

    /** {@return the part of the name that names the device, its closing separator included; empty where there is none} */
    String device() {
        return name.substring(0, endOfDevice());
    }

    /** {@return the part of the name that names what was measured} */
    String measurement() {
        return name.substring(endOfDevice());
    }

    /** Separators in use behind a device URN: ':' and '/' by base name, '_' for the sub-parts of RFC 9039. */
    private int endOfDevice() {
        for (int i = name.length(); i > 0; i--) {
            char c = name.charAt(i - 1);
            if (c == ':' || c == '/' || c == '_') {
                return i;
            }
        }
        return 0;
    }
}
