package org.hearthgate.adapter.simulator.internal.person;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hearthgate.api.observation.ActivityEpisode;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;

/**
 * Puts what happens to a virtual person into the words of the gateway. Things of one kind within one minute are set seconds apart, since
 * the instant is their identity. Used by one thread at a time.
 */
final class Diary {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final Duration A_THIRD = Duration.ofSeconds(20);

    private final VirtualPerson person;
    private final Wearable wearable;
    private long minute;
    private Instant now = Instant.EPOCH;
    private Consumer<Happening> told = happening -> {};
    private Optional<Instant> asleepSince = Optional.empty();
    private Optional<Instant> exercisingSince = Optional.empty();

    Diary(VirtualPerson person, Wearable wearable) {
        this.person = person;
        this.wearable = wearable;
    }

    /** Opens the page of this minute; everything until the next one goes to this listener. */
    void begin(long thisMinute, Consumer<Happening> listener) {
        minute = thisMinute;
        now = Instant.ofEpochSecond(minute * 60);
        told = listener;
    }

    private void tell(Instant at, Function<Origin, Observation> form) {
        told.accept(new Happening(at, now, OptionalLong.empty(), form));
    }

    void reading(double mgPerDl) {
        Bound bound = mgPerDl < Sensor.LOWEST
                ? Bound.BELOW_RANGE
                : mgPerDl > Sensor.HIGHEST ? Bound.ABOVE_RANGE : Bound.EXACT;
        double shown = Math.round(Math.max(Sensor.LOWEST, Math.min(Sensor.HIGHEST, mgPerDl)));
        told.accept(new Happening(
                now,
                now,
                OptionalLong.of(minute),
                origin -> new GlucoseReading(origin, shown, bound, OptionalDouble.empty())));
    }

    void sensorChanged() {
        event(now, DeviceEvent.Event.SENSOR_ENDED, "Virtual sensor ended after 10 days");
        event(now.plus(A_THIRD), DeviceEvent.Event.SENSOR_STARTED, "Virtual sensor started");
        event(
                now.plus(A_THIRD).plus(A_THIRD),
                DeviceEvent.Event.WARM_UP_STARTED,
                "No readings for " + Sensor.WARM_UP_MIN + " minutes");
    }

    void warmUpEnded() {
        event(now, DeviceEvent.Event.WARM_UP_ENDED, "");
    }

    private void event(Instant at, DeviceEvent.Event event, String detail) {
        tell(at, origin -> new DeviceEvent(origin, event, detail));
    }

    void carbohydrates(double grams) {
        tell(now, origin -> new CarbohydrateIntake(origin, grams, Optional.empty()));
    }

    void treatment(double grams) {
        tell(
                now.plus(HALF_A_MINUTE),
                origin -> new CarbohydrateIntake(origin, grams, Optional.of(Duration.ofMinutes(30))));
    }

    void bolus(double units) {
        tell(now, dose(units, InsulinDose.Purpose.BOLUS, "rapid-acting"));
    }

    void basal(double units) {
        tell(now.plus(HALF_A_MINUTE), dose(units, InsulinDose.Purpose.BASAL, "rapid-acting"));
    }

    void longActing(double units) {
        tell(now.plus(HALF_A_MINUTE), dose(units, InsulinDose.Purpose.BASAL, "long-acting"));
    }

    private static Function<Origin, Observation> dose(double units, InsulinDose.Purpose purpose, String insulin) {
        return origin -> new InsulinDose(origin, units, purpose, Optional.of(insulin));
    }

    /** Heart rate, steps, sleep and exercise, each when a band would know it. */
    void wearable(Calendar.Moment moment, double beatsAboveRest) {
        boolean asleep = moment.asleep();
        if (minute % Wearable.HEART_RATE_EVERY_MIN == 0) {
            int beats = wearable.beatsPerMinute(person.habits().restingBeats(), asleep, beatsAboveRest);
            tell(now, origin -> new HeartRate(origin, beats, List.of()));
        }
        if (minute % Wearable.STEPS_EVERY_MIN == 0) {
            Instant from = now.minus(Duration.ofMinutes(Wearable.STEPS_EVERY_MIN));
            int steps = wearable.steps(asleep, beatsAboveRest > 0);
            tell(now, origin -> new StepCount(origin, steps, from));
        }
        asleepSince = episode(asleepSince, asleep, SleepEpisode::new);
        exercisingSince = episode(
                exercisingSince, beatsAboveRest > 0, (origin, end) -> new ActivityEpisode(origin, end, "exercise"));
    }

    private interface Episode {
        Observation of(Origin origin, Instant endedAt);
    }

    private Optional<Instant> episode(Optional<Instant> since, boolean lasts, Episode form) {
        if (lasts) {
            return Optional.of(since.orElse(now));
        }
        Instant end = now;
        since.ifPresent(began -> tell(began, origin -> form.of(origin, end)));
        return Optional.empty();
    }
}
