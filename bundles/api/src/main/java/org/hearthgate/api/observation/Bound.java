package org.hearthgate.api.observation;

/** Whether a number is the value, or only the edge beyond which a device stops counting ("LOW", "HIGH"). */
public enum Bound {
    EXACT,
    /** The true value lies below the number: the sensor's "LOW". */
    BELOW_RANGE,
    /** The true value lies above the number: the sensor's "HIGH". */
    ABOVE_RANGE
}
