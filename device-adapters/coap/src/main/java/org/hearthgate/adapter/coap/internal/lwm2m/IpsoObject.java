package org.hearthgate.adapter.coap.internal.lwm2m;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The few objects of the LwM2M registry that can speak of a body. None is made for it, so what one means is told by its application type
 * (5750) wherever a room thermometer or a water meter uses the same object.
 */
public enum IpsoObject {
    GENERIC_SENSOR(3300, Optional.empty()),
    TEMPERATURE(3303, Optional.empty()),
    PERCENTAGE(3320, Optional.empty()),
    /** A weight without more words is taken where its unit is one of weight. */
    LOAD(3322, Optional.of("weight")),
    /** A rate without more words is a pulse where its unit is per minute or the like. */
    RATE(3346, Optional.of("heart-rate"));

    /** Application type, in lower case with single hyphens, to the name of the measurement. */
    private static final Map<String, String> BY_TYPE = Map.ofEntries(
            Map.entry("glucose", "glucose"),
            Map.entry("blood-glucose", "glucose"),
            Map.entry("interstitial-glucose", "glucose"),
            Map.entry("glucose-trend", "glucose-trend"),
            Map.entry("ketone", "ketone"),
            Map.entry("blood-ketone", "ketone"),
            Map.entry("body-temperature", "temperature"),
            Map.entry("spo2", "spo2"),
            Map.entry("oxygen-saturation", "spo2"),
            Map.entry("weight", "weight"),
            Map.entry("body-weight", "weight"),
            Map.entry("heart-rate", "heart-rate"),
            Map.entry("pulse", "heart-rate"),
            Map.entry("pulse-rate", "heart-rate"),
            Map.entry("steps", "steps"),
            Map.entry("systolic", "systolic"),
            Map.entry("diastolic", "diastolic"),
            Map.entry("insulin-bolus", "insulin-bolus"),
            Map.entry("insulin-basal", "insulin-basal"),
            Map.entry("carbs", "carbs"));

    private final int id;
    private final Optional<String> withoutWords;

    IpsoObject(int id, Optional<String> withoutWords) {
        this.id = id;
        this.withoutWords = withoutWords;
    }

    public static Optional<IpsoObject> of(int id) {
        for (IpsoObject object : values()) {
            if (object.id == id) {
                return Optional.of(object);
            }
        }
        return Optional.empty();
    }

    /** {@return the name of what is measured; empty where it is not said, or nothing of a body} */
    public Optional<String> measurement(Optional<String> applicationType) {
        if (applicationType.isEmpty() || applicationType.get().isBlank()) {
            return withoutWords;
        }
        String type = applicationType
                .get()
                .strip()
                .toLowerCase(Locale.ROOT)
                .replace('_', '-')
                .replace(' ', '-');
        return Optional.ofNullable(BY_TYPE.get(type));
    }
}
