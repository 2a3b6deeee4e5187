package org.hearthgate.adapter.coap.internal;

import java.math.BigDecimal;

/** What a record states: exactly one of the four kinds of RFC 8428. */
sealed interface SenmlValue {
    /** @param decimal exactly as it was written, with the base value added */
    record Number(BigDecimal decimal) implements SenmlValue {}

    /** @param text as it was written */
    record Text(String text) implements SenmlValue {}

    /** @param on true or false */
    record Flag(boolean on) implements SenmlValue {}

    /** @param hex the octets, two lower-case digits each */
    record Data(String hex) implements SenmlValue {}
}
