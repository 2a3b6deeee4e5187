package org.hearthgate.adapter.pen.internal.port;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.Optional;
import org.hearthgate.api.ieee11073.MedicalFloat;

/**
 * One dose as a pen logged it.
 *
 * @param at seconds on the pen's clock, 0 to 2^32 - 1; its zero is the pen's first use
 * @param units insulin in IU as sent, which may be no number
 * @param complaint what the pen itself has against this dose, in words; empty for a good one
 * @param raw the entry as sent, in hexadecimal
 */
public record LoggedDose(long at, MedicalFloat units, Optional<String> complaint, String raw) {
    public LoggedDose {
        requireNonNull(units, "units");
        requireNonNull(complaint, "complaint");
        requireNonNull(raw, "raw");
    }

    /** {@return the entry as sent} */
    public byte[] octets() {
        return HexFormat.of().parseHex(raw);
    }
}
