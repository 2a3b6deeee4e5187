package org.hearthgate.ingest.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.ingest.internal.clock.Timeliness;

/** Decides what comes in: known person, believable clock, possible value. What is odd but possible comes in with a doubt. */
final class Door {
    /** No device that speaks to this hub existed before; a time before it is a clock that was never set. */
    private static final Instant EARLIEST = Instant.parse("2010-01-01T00:00:00Z");

    private static final Duration LONGEST_IN_QUEUE = Duration.ofSeconds(60);

    private final HubClock clock;
    private final Household household;
    private final Duration refuseAhead;
    private final Duration lateAfter;

    Door(HubClock clock, Household household, Duration refuseAhead, Duration lateAfter) {
        this.clock = clock;
        this.household = household;
        this.refuseAhead = refuseAhead;
        this.lateAfter = lateAfter;
    }

    /** Either an observation to commit (perhaps with doubts added), or a refusal. */
    record Admission(Optional<Observation> admitted, Optional<Receipt.Refused> refused) {
        private static Admission of(Observation observation) {
            return new Admission(Optional.of(observation), Optional.empty());
        }

        private static Admission refuse(Receipt.Reason reason, String message) {
            return new Admission(Optional.empty(), Optional.of(new Receipt.Refused(reason, message)));
        }
    }

    Admission admit(Observation observation) {
        Origin origin = observation.origin();
        if (household.person(origin.person()).isEmpty()) {
            return Admission.refuse(
                    Receipt.Reason.UNKNOWN_PERSON, "nobody called " + origin.person() + " lives in this home");
        }
        if (origin.measuredAt().isBefore(EARLIEST)) {
            return Admission.refuse(
                    Receipt.Reason.CLOCK_NEVER_SET,
                    "measured at " + origin.measuredAt() + ": set the clock of the device and send it again");
        }
        Optional<String> implausible = Plausibility.objection(observation);
        if (implausible.isPresent()) {
            return Admission.refuse(Receipt.Reason.IMPLAUSIBLE_VALUE, implausible.get());
        }
        return judgeTime(observation, origin);
    }

    private Admission judgeTime(Observation observation, Origin told) {
        boolean trusted = clock.trusted();
        Origin origin = trusted ? told : learnFrom(observation, told);
        Instant now = clock.now();
        Duration ahead = Duration.between(now, origin.measuredAt());
        if (trusted && ahead.compareTo(refuseAhead) > 0) {
            return Admission.refuse(
                    Receipt.Reason.FROM_THE_FUTURE,
                    "measured at " + origin.measuredAt() + ", which is " + ahead.toMinutes()
                            + " min ahead of the hub's clock: check date, time and time zone of the device");
        }
        return Admission.of(observation.withOrigin(Timeliness.judge(origin, now, lateAfter)));
    }

    /** A hub that does not know the time is told by its devices: what was measured has happened, so it is later than that. */
    private Origin learnFrom(Observation observation, Origin told) {
        if (observation instanceof GlucoseReading || observation instanceof HeartRate) {
            clock.learn(told.measuredAt());
        }
        Origin doubted = told.withDoubt(Doubt.Flag.HUB_CLOCK, "the hub did not know the time when this arrived");
        Instant now = clock.now();
        if (Duration.between(told.receivedAt(), now).compareTo(LONGEST_IN_QUEUE) < 0) {
            return doubted;
        }
        // stamped by its adapter just before the clock moved; nothing waits so long here
        Origin stamped = doubted.withReceivedAt(now);
        return told.measuredAt().equals(told.receivedAt()) ? stamped.withMeasuredAt(now) : stamped;
    }
}
