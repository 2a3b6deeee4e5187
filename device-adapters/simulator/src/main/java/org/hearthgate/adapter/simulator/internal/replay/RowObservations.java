package org.hearthgate.adapter.simulator.internal.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.SleepEpisode;
import org.hearthgate.api.observation.StepCount;

/**
 * Turns rows into observations, heard the moment they were made. Remembers what a row alone does not say: the pump's rate so far, when
 * sleep began. Used by one thread at a time.
 */
final class RowObservations {
    private static final Duration LONGEST_STEP_INTERVAL = Duration.ofMinutes(60);
    private static final Duration SLEEP_BREAKS_AFTER = Duration.ofMinutes(60);

    private final PersonId person;
    private final BasalMeter basal = new BasalMeter();
    private Optional<Instant> lastSteps = Optional.empty();
    private Optional<Instant> asleepSince = Optional.empty();
    private Optional<Instant> asleepUntil = Optional.empty();

    RowObservations(PersonId person) {
        this.person = person;
    }

    List<Observation> of(CsvRow row) {
        List<Observation> made = new ArrayList<>();
        // a scan is the same sensor asked by hand: it counts where the sensor has sent nothing itself
        row.cell(Column.GLUCOSE)
                .or(() -> row.cell(Column.SCAN))
                .ifPresent(cell -> made.add(new GlucoseReading(
                        origin("", row.at(), row.at()), cell.value(), cell.bound(), OptionalDouble.empty())));
        row.cell(Column.BOLUS)
                .filter(RowObservations::isSome)
                .ifPresent(cell -> made.add(new InsulinDose(
                        origin(":bolus", row.at(), row.at()),
                        cell.value(),
                        InsulinDose.Purpose.BOLUS,
                        Optional.empty())));
        row.cell(Column.LONG_ACTING)
                .filter(RowObservations::isSome)
                .ifPresent(cell -> made.add(new InsulinDose(
                        origin(":long-acting", row.at(), row.at()),
                        cell.value(),
                        InsulinDose.Purpose.BASAL,
                        Optional.of("long-acting"))));
        basal.at(row.at(), row.cell(Column.BASAL_RATE).map(CsvRow.Cell::value))
                .ifPresent(units -> made.add(new InsulinDose(
                        origin(":basal", row.at(), row.at()), units, InsulinDose.Purpose.BASAL, Optional.empty())));
        row.cell(Column.CARBS)
                .filter(RowObservations::isSome)
                .ifPresent(cell -> made.add(
                        new CarbohydrateIntake(origin("", row.at(), row.at()), cell.value(), Optional.empty())));
        row.cell(Column.HEART_RATE)
                .filter(RowObservations::isSome)
                .ifPresent(
                        cell -> made.add(HeartRate.of(origin("", row.at(), row.at()), (int) Math.round(cell.value()))));
        row.cell(Column.STEPS).ifPresent(cell -> made.add(steps(row.at(), (int) Math.round(cell.value()))));
        sleep(row).ifPresent(made::add);
        return row.doubt()
                .map(doubt -> made.stream()
                        .map(one -> one.withOrigin(one.origin().withDoubt(doubt)))
                        .toList())
                .orElse(made);
    }

    private static boolean isSome(CsvRow.Cell cell) {
        return cell.value() > 0 && cell.bound() == Bound.EXACT;
    }

    private StepCount steps(Instant at, int steps) {
        Instant from = lastSteps
                .filter(before -> Duration.between(before, at).compareTo(LONGEST_STEP_INTERVAL) <= 0)
                .orElse(at);
        lastSteps = Optional.of(at);
        return new StepCount(origin("", at, at), steps, from);
    }

    /** Sleep is told when it is over: by a waking row, by a long silence about it, or by {@link #end} of the file. */
    private Optional<Observation> sleep(CsvRow row) {
        Optional<Boolean> says = row.cell(Column.ASLEEP).map(cell -> cell.value() >= 0.5);
        boolean broken = asleepUntil
                .filter(last -> Duration.between(last, row.at()).compareTo(SLEEP_BREAKS_AFTER) > 0)
                .isPresent();
        Optional<Observation> over = Optional.empty();
        if (broken || says.filter(asleep -> !asleep).isPresent()) {
            over = end(broken ? asleepUntil.orElseThrow() : row.at(), row.at());
        }
        if (says.orElse(false)) {
            asleepSince = asleepSince.or(() -> Optional.of(row.at()));
            asleepUntil = Optional.of(row.at());
        }
        return over;
    }

    /** {@return the sleep that the file ended in} */
    Optional<Observation> end(Instant now) {
        return asleepUntil.flatMap(until -> end(until, now));
    }

    private Optional<Observation> end(Instant until, Instant now) {
        Optional<Observation> sleep = asleepSince.map(began -> new SleepEpisode(origin("", began, now), until));
        asleepSince = Optional.empty();
        asleepUntil = Optional.empty();
        return sleep;
    }

    /** Doses of different kinds at one minute are different devices, since the minute is their identity. */
    private Origin origin(String part, Instant measuredAt, Instant receivedAt) {
        return Origin.of(
                person,
                new DeviceId("replay:" + person + part),
                measuredAt,
                receivedAt,
                Provenance.of("simulator-replay"));
    }
}
