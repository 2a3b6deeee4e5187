package org.hearthgate.api.forecast;

/** Why there is no forecast. An honest hub rather says nothing. */
public enum NoForecast {
    /** Nothing was ever read for this person, or nothing for a day. */
    NO_READINGS,
    /** The newest reading is older than 11 min, or from the future. */
    STALE,
    /** Readings have not gone on for 40 min without a gap of more than 20 min. */
    AFTER_A_GAP,
    /** The sensor is in its first hours, or says itself that it is not ready. */
    SENSOR_WARM_UP,
    /** The newest readings are doubted: pressure on the sensor, a jump, a fault, two sensors that differ. */
    DOUBTFUL,
    /** The newest reading is only known to lie below or above what the sensor can show. */
    OUT_OF_SENSOR_RANGE,
    /** The hub's clock is not to be trusted now. */
    CLOCK,
    /** The model could not be read; the health page says more. */
    NO_MODEL
}
