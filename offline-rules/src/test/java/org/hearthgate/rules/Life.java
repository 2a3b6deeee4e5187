package org.hearthgate.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.observation.ActivityEpisode;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Note;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.OxygenSaturation;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.testkit.Given;

/** What happens in Anna's life beside glucose, each so many minutes before noon (of {@link Given#NOON}). */
public final class Life {
    private Life() {}

    public static Instant ago(double minutes) {
        return Given.NOON.minus(Duration.ofSeconds(Math.round(minutes * 60)));
    }

    public static Origin origin(Instant at, String device) {
        return Origin.of(Given.ANNA, new DeviceId(device), at, at, Provenance.of("test"));
    }

    private static Origin origin(double minutesAgo) {
        return origin(ago(minutesAgo), "device");
    }

    public static InsulinDose bolus(double minutesAgo, double units) {
        return new InsulinDose(origin(minutesAgo), units, InsulinDose.Purpose.BOLUS, Optional.empty());
    }

    public static InsulinDose basal(Instant at) {
        return new InsulinDose(origin(at, "pen"), 12, InsulinDose.Purpose.BASAL, Optional.empty());
    }

    public static CarbohydrateIntake carbs(double minutesAgo) {
        return new CarbohydrateIntake(origin(minutesAgo), 40, Optional.empty());
    }

    public static Ketone ketone(double minutesAgo, double mmolPerL) {
        return new Ketone(origin(minutesAgo), mmolPerL);
    }

    public static Note note(double minutesAgo, String text) {
        return new Note(origin(minutesAgo), text);
    }

    public static BodyTemperature temperature(double minutesAgo, double celsius) {
        return new BodyTemperature(origin(minutesAgo), celsius);
    }

    public static BodyWeight weight(double minutesAgo, double kilograms) {
        return new BodyWeight(origin(minutesAgo), kilograms);
    }

    public static OxygenSaturation oxygen(double minutesAgo, double percent) {
        return new OxygenSaturation(origin(minutesAgo), percent);
    }

    public static BloodPressure pressure(double minutesAgo, double systolic, double diastolic) {
        return new BloodPressure(origin(minutesAgo), systolic, diastolic);
    }

    public static HeartRate heart(double minutesAgo, int beats) {
        return HeartRate.of(origin(minutesAgo), beats);
    }

    public static StepCount steps(double fromMinutesAgo, double untilMinutesAgo, int steps) {
        return new StepCount(origin(untilMinutesAgo), steps, ago(fromMinutesAgo));
    }

    public static ActivityEpisode activity(double fromMinutesAgo, double minutes) {
        return new ActivityEpisode(origin(fromMinutesAgo), ago(fromMinutesAgo - minutes), "football");
    }

    public static CapillaryGlucose meter(double minutesAgo, double mgPerDl) {
        return new CapillaryGlucose(origin(minutesAgo), mgPerDl, Bound.EXACT);
    }

    public static DeviceEvent event(double minutesAgo, DeviceEvent.Event event, String detail) {
        return new DeviceEvent(origin(ago(minutesAgo), "sensor-1"), event, detail);
    }
}
