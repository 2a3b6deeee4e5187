package org.hearthgate.home.rules.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.StepCount;

/** {@code last} in an expression: what happened in a stretch of time that ends now. */
record Recent(Snapshot snapshot) {
    /** Insulin of boluses; a prime never reached the body, and a basal dose does not count. */
    Measured insulin(Duration stretch) {
        return Measured.of(
                Quantity.INSULIN,
                sum(
                        InsulinDose.class,
                        stretch,
                        dose -> dose.purpose() == InsulinDose.Purpose.BOLUS ? dose.units() : 0));
    }

    Measured carbs(Duration stretch) {
        return Measured.of(Quantity.CARBOHYDRATE, sum(CarbohydrateIntake.class, stretch, CarbohydrateIntake::grams));
    }

    long steps(Duration stretch) {
        return Math.round(sum(StepCount.class, stretch, StepCount::steps));
    }

    private <T extends Observation> double sum(Class<T> kind, Duration stretch, ToDoubleFunction<T> value) {
        return snapshot.circumstances().trusted(kind, snapshot.asOf().minus(stretch)).stream()
                .mapToDouble(value)
                .sum();
    }

    Measured lowest(Duration stretch) {
        return extreme(stretch, -1);
    }

    Measured highest(Duration stretch) {
        return extreme(stretch, 1);
    }

    /** Rests on fresh data, as every judgement about glucose: without a fresh reading a stretch that ends now says nothing. */
    private Measured extreme(Duration stretch, int sign) {
        if (snapshot.freshGlucose().isEmpty()) {
            throw new NotKnown("no fresh glucose reading");
        }
        Instant from = snapshot.asOf().minus(stretch);
        return Measured.of(
                Quantity.GLUCOSE,
                snapshot.glucose().stream()
                                .filter(reading -> !reading.measuredAt().isBefore(from))
                                .filter(reading -> !reading.measuredAt()
                                        .isAfter(snapshot.asOf().plus(Snapshot.FUTURE_TOLERANCE)))
                                .filter(reading -> reading.quality().mayAlarm() && reading.bound() == Bound.EXACT)
                                .mapToDouble(GlucoseReading::mgPerDl)
                                .map(value -> sign * value)
                                .max()
                                .orElseThrow(() -> new NotKnown("no exact glucose reading in that time"))
                        * sign);
    }
}
