package org.hearthgate.insight.internal.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.insight.GlucoseEpisode;
import org.hearthgate.api.insight.GlucoseLimit;
import org.hearthgate.api.insight.WeeklyAudit;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.SensorArtefact;

/** Lows that the rule held back one reading because they looked like pressure on the sensor: was that right? */
final class HeldBackLows {
    static final double SURE_ABOVE = 0.8;
    static final double NEVER_BELOW_MG_PER_DL = 55;
    private static final double LOW_MG_PER_DL = 70;
    private static final Duration BACK_WITHIN = Duration.ofMinutes(60);
    private static final Duration METER_NEAR = Duration.ofMinutes(15);

    private final WeekRecord week;
    private final List<GlucoseReading> series;

    HeldBackLows(WeekRecord week) {
        this.week = week;
        series = week.liveSeries();
    }

    WeeklyAudit.HeldBack count() {
        int right = 0;
        int wrong = 0;
        List<Integer> held = held();
        for (int at : held) {
            Optional<Boolean> wasRight = wasRight(at);
            right += wasRight.orElse(false) ? 1 : 0;
            wrong += wasRight.isPresent() && !wasRight.get() ? 1 : 0;
        }
        return new WeeklyAudit.HeldBack(held.size(), right, wrong, held.size() - right - wrong);
    }

    /** The first low reading after one that was not low, suspected, and not so low that nothing waits. */
    private List<Integer> held() {
        var held = new ArrayList<Integer>();
        for (int i = 0; i < series.size(); i++) {
            GlucoseReading reading = series.get(i);
            boolean alreadyLow = i > 0
                    && isLow(series.get(i - 1))
                    && Duration.between(series.get(i - 1).measuredAt(), reading.measuredAt())
                                    .compareTo(GlucoseEpisode.LONGEST_GAP)
                            <= 0;
            if (week.within(reading.receivedAt()) && isLow(reading) && isSuspected(reading) && !alreadyLow) {
                held.add(i);
            }
        }
        return held;
    }

    private static boolean isLow(GlucoseReading reading) {
        return reading.mgPerDl() < LOW_MG_PER_DL || reading.bound() == Bound.BELOW_RANGE;
    }

    private static boolean isSuspected(GlucoseReading reading) {
        return reading.bound() == Bound.EXACT
                && reading.mgPerDl() >= NEVER_BELOW_MG_PER_DL
                && reading.quality()
                        .doubt(Doubt.Flag.COMPRESSION_SUSPECTED)
                        .filter(doubt -> doubt.measures().getOrDefault("probability", 0.0) > SURE_ABOVE)
                        .isPresent();
    }

    /** {@return empty where the record cannot tell} */
    private Optional<Boolean> wasRight(int at) {
        Instant when = series.get(at).measuredAt();
        Optional<CapillaryGlucose> stick = week.all(CapillaryGlucose.class).stream()
                .filter(reading -> reading.quality().mayAlarm()
                        && Duration.between(reading.measuredAt(), when).abs().compareTo(METER_NEAR) <= 0)
                .findFirst();
        if (stick.isPresent()) {
            return Optional.of(stick.get().mgPerDl() >= LOW_MG_PER_DL);
        }
        boolean seenAfterwards = week.all(SensorArtefact.class).stream()
                .anyMatch(found -> found.artefact() == SensorArtefact.Artefact.COMPRESSION_LOW
                        && !when.isBefore(found.startedAt())
                        && !when.isAfter(found.measuredAt()));
        return seenAfterwards ? Optional.of(true) : byWhatFollowed(at, when);
    }

    /** By itself means: nobody ate, and it was never so low that nothing waits. */
    private Optional<Boolean> byWhatFollowed(int at, Instant when) {
        Instant last = when;
        for (int i = at; i < series.size(); i++) {
            GlucoseReading reading = series.get(i);
            boolean tooFar = reading.measuredAt().isAfter(when.plus(BACK_WITHIN));
            boolean gap = Duration.between(last, reading.measuredAt()).compareTo(GlucoseEpisode.LONGEST_GAP) > 0;
            if (gap) {
                return Optional.empty();
            }
            if (GlucoseLimit.URGENT_LOW.isBeyond(reading) || tooFar) {
                return Optional.of(false);
            }
            if (!isLow(reading)) {
                return ate(when, reading.measuredAt()) ? Optional.empty() : Optional.of(true);
            }
            last = reading.measuredAt();
        }
        return Optional.empty();
    }

    private boolean ate(Instant from, Instant until) {
        return week.all(CarbohydrateIntake.class).stream()
                .anyMatch(meal ->
                        !meal.measuredAt().isBefore(from) && !meal.measuredAt().isAfter(until));
    }
}
