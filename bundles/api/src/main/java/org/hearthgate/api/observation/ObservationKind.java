package org.hearthgate.api.observation;

import java.util.Arrays;
import java.util.Optional;

/** One constant per record of the sealed {@link Observation}; the codes are stored and sent, so they never change. */
public enum ObservationKind {
    GLUCOSE("glucose"),
    CAPILLARY_GLUCOSE("capillary-glucose"),
    KETONE("ketone"),
    INSULIN_DOSE("insulin-dose"),
    CARBOHYDRATE_INTAKE("carbohydrate-intake"),
    BODY_WEIGHT("body-weight"),
    BODY_COMPOSITION("body-composition"),
    HEART_RATE("heart-rate"),
    HEART_RATE_SUMMARY("heart-rate-summary"),
    STEP_COUNT("step-count"),
    SLEEP_EPISODE("sleep-episode"),
    ACTIVITY_EPISODE("activity-episode"),
    OXYGEN_SATURATION("oxygen-saturation"),
    BLOOD_PRESSURE("blood-pressure"),
    BODY_TEMPERATURE("body-temperature"),
    SKIN_CONDUCTANCE("skin-conductance"),
    DEVICE_EVENT("device-event"),
    SENSOR_ARTEFACT("sensor-artefact"),
    NOTE("note");

    private final String code;

    ObservationKind(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    public static Optional<ObservationKind> ofCode(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
}
