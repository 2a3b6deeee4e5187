package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

/**
 * Something that happened to a device rather than to a body.
 *
 * @param event what happened
 * @param detail one short sentence, at most 500 characters; may be empty
 */
public record DeviceEvent(Origin origin, Event event, String detail) implements Observation {
    /** Begins the detail of a {@link Event#CLOCK_CHANGED} where a clock so many whole seconds ahead has its device's readings refused. */
    public static final String REFUSED_AHEAD_SECONDS = "refusedAheadSeconds=";

    /** Begins the detail of a {@link Event#SENSOR_STARTED} where the sensor tells for how many hours it will measure. */
    public static final String LIFE_HOURS = "lifeHours=";

    public DeviceEvent {
        requireNonNull(origin, "origin");
        requireNonNull(event, "event");
        Measure.text("detail", detail, 500);
    }

    /** What can happen to a device; the names are stored, so they are added to and never renamed. */
    public enum Event {
        SENSOR_STARTED,
        WARM_UP_STARTED,
        WARM_UP_ENDED,
        SENSOR_ENDED,
        SENSOR_FAULT,
        CALIBRATION,
        BATTERY_LOW,
        /** The device's clock was found wrong, set, or put right; {@code detail} says by how much. */
        CLOCK_CHANGED,
        OTHER
    }

    @Override
    public ObservationKind kind() {
        return ObservationKind.DEVICE_EVENT;
    }

    @Override
    public DeviceEvent withOrigin(Origin other) {
        return new DeviceEvent(other, event, detail);
    }
}
