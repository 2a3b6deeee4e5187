package org.hearthgate.adapter.cgm.internal;

/**
 * In which order a model writes the Status, Cal/Temp and Warning octets of a measurement. The specification says one thing, and products
 * were built from firmware that does another.
 */
enum OctetOrder {
    /** Status, Cal/Temp, Warning, as the specification has it. */
    SPECIFIED(0x80, 0x40, 0x20),
    /** Warning, Cal/Temp, Status, as the nRF5 SDK writes them. */
    WARNING_FIRST(0x20, 0x40, 0x80),
    /** Status, Warning, Cal/Temp, as a known simulator writes them. */
    WARNING_SECOND(0x80, 0x20, 0x40);

    private final int[] flags;

    OctetOrder(int... flags) {
        this.flags = flags;
    }

    /** {@return the flags that announce the octets, in order of the octets} */
    int[] flags() {
        return flags.clone();
    }

    /** {@return the order of that name in a configuration: {@code specified}, {@code warning-first}, {@code warning-second}} */
    static OctetOrder named(String name) {
        for (OctetOrder order : values()) {
            if (order.name().replace('_', '-').equalsIgnoreCase(name)) {
                return order;
            }
        }
        throw new IllegalArgumentException(
                "statusOctets must be 'specified', 'warning-first' or 'warning-second', was '" + name + "'");
    }
}
