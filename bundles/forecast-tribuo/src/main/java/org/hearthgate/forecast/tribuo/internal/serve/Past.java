package org.hearthgate.forecast.tribuo.internal.serve;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.HeartRateSummary;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.features.History;

/**
 * Turns observations of one person into the channels that the models know, the same way for a forecast and for a night's training. Not
 * thread-safe.
 */
public final class Past {
    /** What is read from the record for it. */
    static final Set<ObservationKind> KINDS = EnumSet.of(
            ObservationKind.GLUCOSE,
            ObservationKind.INSULIN_DOSE,
            ObservationKind.CARBOHYDRATE_INTAKE,
            ObservationKind.HEART_RATE,
            ObservationKind.HEART_RATE_SUMMARY,
            ObservationKind.STEP_COUNT,
            ObservationKind.SLEEP_EPISODE,
            ObservationKind.DEVICE_EVENT);

    /** No sample of the person's own series, or none that a body made. */
    private static final Set<Doubt.Flag> NO_SAMPLE = EnumSet.of(
            Doubt.Flag.ASIDE,
            Doubt.Flag.TEST,
            Doubt.Flag.IMPLAUSIBLE,
            Doubt.Flag.FUTURE,
            Doubt.Flag.AMBIGUOUS_TIME,
            Doubt.Flag.WARM_UP,
            Doubt.Flag.GAP_FILLED);

    private static final Duration STILL_ASLEEP = Duration.ofMinutes(10);
    private static final Duration A_PIECE_OF_SLEEP = Duration.ofMinutes(30);

    private History history = new History();
    private final Doses doses = new Doses();

    /** {@return the channels; another object after a dose was corrected} */
    public History history() {
        return history;
    }

    static boolean isSample(GlucoseReading reading) {
        return !SelfTest.isDrill(reading)
                && reading.quality().doubts().stream().noneMatch(doubt -> NO_SAMPLE.contains(doubt.flag()));
    }

    void take(Observation observation) {
        int minute = Minutes.of(observation.measuredAt());
        if (observation instanceof GlucoseReading reading) {
            if (isSample(reading)) {
                history.glucose.add(minute, shown(reading));
            }
        } else if (observation instanceof InsulinDose dose) {
            doses.take(dose, history);
        } else if (observation instanceof CarbohydrateIntake meal) {
            history.carbohydrate.accumulate(minute, (float) meal.grams());
        } else if (observation instanceof HeartRate heart) {
            if (heart.beatsPerMinute() > 0) {
                history.heartRate.add(minute, heart.beatsPerMinute());
            }
        } else if (observation instanceof HeartRateSummary heart) {
            history.heartRate.add(minute, (float) heart.meanBeatsPerMinute());
        } else if (observation instanceof StepCount steps) {
            history.steps.accumulate(minute, steps.steps());
        } else if (observation instanceof SleepEpisode sleep) {
            sleep(sleep);
        } else if (observation instanceof DeviceEvent event) {
            if (event.event() == DeviceEvent.Event.SENSOR_STARTED) {
                history.sensorStart.add(minute, 1);
            } else if (doses.heed(event)) {
                refill();
            }
        }
    }

    /** What a sensor shows at the ends of its range is as near as anybody can come. */
    private static float shown(GlucoseReading reading) {
        return (float) (reading.bound() == Bound.EXACT ? reading.mgPerDl() : Math.round(reading.mgPerDl()));
    }

    /** Sleep is known when it is heard of: one that has ended says awake, a piece told as it goes on says asleep. */
    private void sleep(SleepEpisode sleep) {
        Instant known = sleep.receivedAt().isAfter(sleep.endedAt()) ? sleep.receivedAt() : sleep.endedAt();
        boolean goesOn = Duration.between(sleep.endedAt(), known).compareTo(STILL_ASLEEP) <= 0
                && Duration.between(sleep.measuredAt(), sleep.endedAt()).compareTo(A_PIECE_OF_SLEEP) <= 0;
        history.asleep.add(Minutes.of(known), goesOn ? 1 : 0);
    }

    private void refill() {
        var other = new History();
        copy(history.glucose, other.glucose);
        copy(history.carbohydrate, other.carbohydrate);
        copy(history.heartRate, other.heartRate);
        copy(history.steps, other.steps);
        copy(history.asleep, other.asleep);
        copy(history.sensorStart, other.sensorStart);
        doses.fill(other);
        history = other;
    }

    private static void copy(Channel from, Channel to) {
        for (int i = 0; i < from.size(); i++) {
            to.add(from.minute(i), from.value(i));
        }
    }

    /** Forgets what no forecast of this minute or later looks at. */
    void forget(int now) {
        history.forgetBefore(now - Reach.LONGEST_DAYS * Minutes.A_DAY);
        history.heartRate.forgetBefore(now - Reach.HEART_RATE_DAYS * Minutes.A_DAY);
        history.steps.forgetBefore(now - Reach.STEPS_DAYS * Minutes.A_DAY);
        history.asleep.forgetBefore(now - Reach.HEART_RATE_DAYS * Minutes.A_DAY);
        doses.forgetBefore(now - Reach.LONGEST_DAYS * Minutes.A_DAY);
    }
}
