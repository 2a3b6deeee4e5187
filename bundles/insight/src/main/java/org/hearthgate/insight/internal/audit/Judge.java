package org.hearthgate.insight.internal.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.insight.AlarmWorth;
import org.hearthgate.api.insight.GlucoseEpisode;
import org.hearthgate.api.insight.GlucoseLimit;
import org.hearthgate.api.insight.GlucoseLimit.Side;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.insight.internal.AlertLife;

/** Says of one alarm whether it was so, from what the record holds by now. Definitions: docs/alarm-audit.md. */
final class Judge {
    static final Duration LASTING = Duration.ofMinutes(15);
    private static final Duration METER_NEAR = Duration.ofMinutes(15);
    private static final double METER_TOLERANCE_MG_PER_DL = 15; // ISO 15197:2013 below 100 mg/dL
    private static final double METER_TOLERANCE_SHARE = 0.15; // and from 100 on
    private static final Duration ONE_READING = Duration.ofMinutes(5);
    private static final Duration NEAR_THE_END = Duration.ofMinutes(10);
    private static final double SURE_ENOUGH = 0.5;

    private final List<GlucoseReading> believed;
    private final List<CapillaryGlucose> meter;
    private final List<CarbohydrateIntake> meals;
    private final List<SensorArtefact> pressed;
    private final Map<String, Optional<Judgement>> known = new HashMap<>();

    Judge(WeekRecord week) {
        believed = week.believed();
        meter = week.all(CapillaryGlucose.class).stream()
                .filter(reading -> reading.quality().mayAlarm())
                .toList();
        meals = week.all(CarbohydrateIntake.class);
        pressed = week.all(SensorArtefact.class).stream()
                .filter(found -> found.artefact() == SensorArtefact.Artefact.COMPRESSION_LOW)
                .filter(found -> found.measures().getOrDefault("probability", 1.0) > SURE_ENOUGH)
                .toList();
    }

    /** {@return what it was worth; empty for a class of which the record cannot say who is right} */
    Optional<Judgement> judge(AlertLife life) {
        return known.computeIfAbsent(life.id(), any -> judgeAnew(life)); // each judgement walks over the whole week
    }

    private Optional<Judgement> judgeAnew(AlertLife life) {
        return switch (life.rule()) {
            case "urgent-low" ->
                Optional.of(present(life, limit(life, Side.BELOW, 55, true, "atOrBelowMgPerDl", "belowMgPerDl")));
            case "low" ->
                Optional.of(present(life, limit(life, Side.BELOW, 70, false, "belowMgPerDl", "atOrBelowMgPerDl")));
            case "high" -> Optional.of(present(life, limit(life, Side.ABOVE, 250, false, "aboveMgPerDl")));
            case "very-high" -> Optional.of(present(life, limit(life, Side.ABOVE, 300, false, "aboveMgPerDl")));
            case "urgent-low-soon" ->
                Optional.of(foretold(life, limit(life, Side.BELOW, 55, true, "atOrBelowMgPerDl"), 20));
            case "predicted-low" -> Optional.of(foretold(life, limit(life, Side.BELOW, 70, false, "belowMgPerDl"), 30));
            default -> Optional.empty();
        };
    }

    /** The limits of then, as the journal has them. */
    private static GlucoseLimit limit(AlertLife life, Side side, double usual, boolean limitItself, String... names) {
        return GlucoseLimit.anyStretch(side, life.limit(names).orElse(usual), limitItself);
    }

    /** An alarm that says what is. */
    private Judgement present(AlertLife life, GlucoseLimit limit) {
        Instant at = life.first().measuredAt().orElse(life.raisedAt());
        if (limit.side() == Side.BELOW) {
            Optional<SensorArtefact> pressure = pressed.stream()
                    .filter(found -> !at.isBefore(found.startedAt()) && !at.isAfter(found.measuredAt()))
                    .findFirst();
            if (pressure.isPresent()) {
                return Judgement.of(AlarmWorth.WRONG, "it was pressure on the sensor, seen afterwards");
            }
        }
        Optional<Judgement> byMeter = byMeter(at, limit);
        if (byMeter.isPresent()) {
            return byMeter.get();
        }
        Optional<GlucoseEpisode> stretch = GlucoseEpisode.in(believed, limit).stream()
                .filter(episode -> episode.covers(at))
                .findFirst();
        if (stretch.isEmpty()) {
            return Judgement.of(AlarmWorth.UNSURE, "the record no longer holds the reading it rested on");
        }
        if (stretch.get().longest().plus(GlucoseLimit.JITTER).compareTo(LASTING) >= 0) {
            return Judgement.of(
                    AlarmWorth.RIGHT, "it was so for " + stretch.get().longest().toMinutes() + " min");
        }
        Instant end = stretch.get().endedAt();
        boolean heardAfter = believed.stream()
                .anyMatch(reading -> reading.measuredAt().isAfter(end)
                        && !reading.measuredAt().isAfter(end.plus(GlucoseEpisode.LONGEST_GAP)));
        return heardAfter
                ? Judgement.of(AlarmWorth.BRIEF, "it was over within 15 min")
                : Judgement.of(AlarmWorth.UNSURE, "nothing was heard afterwards");
    }

    private Optional<Judgement> byMeter(Instant at, GlucoseLimit limit) {
        return meter.stream()
                .filter(reading ->
                        Duration.between(reading.measuredAt(), at).abs().compareTo(METER_NEAR) <= 0)
                .min(Comparator.comparing(
                        reading -> Duration.between(reading.measuredAt(), at).abs()))
                .flatMap(reading -> byMeter(reading.mgPerDl(), limit));
    }

    private static Optional<Judgement> byMeter(double value, GlucoseLimit limit) {
        double tolerance = Math.max(METER_TOLERANCE_MG_PER_DL, limit.mgPerDl() * METER_TOLERANCE_SHARE);
        boolean low = limit.side() == Side.BELOW;
        if (low ? value < limit.mgPerDl() : value > limit.mgPerDl()) {
            return Optional.of(Judgement.of(AlarmWorth.RIGHT, "a fingerstick said so, too"));
        }
        boolean denied = low ? value > limit.mgPerDl() + tolerance : value < limit.mgPerDl() - tolerance;
        return denied ? Optional.of(Judgement.of(AlarmWorth.WRONG, "a fingerstick said otherwise")) : Optional.empty();
    }

    /** An alarm that says what will be. */
    private Judgement foretold(AlertLife life, GlucoseLimit limit, int usualMinutes) {
        long minutes = Math.round(life.limit("withinMinutes", "horizonMinutes").orElse((double) usualMinutes));
        Instant raised = life.raisedAt();
        Instant horizon = raised.plus(Duration.ofMinutes(minutes));
        Instant end = horizon.plus(ONE_READING);
        Optional<GlucoseReading> cameTrue = believed.stream()
                .filter(reading -> reading.measuredAt().isAfter(raised.minus(ONE_READING))
                        && !reading.measuredAt().isAfter(end))
                .filter(limit::isBeyond)
                .findFirst();
        if (cameTrue.isPresent()) {
            Duration lead = Duration.between(raised, cameTrue.get().measuredAt());
            lead = lead.isNegative() ? Duration.ZERO : lead;
            return new Judgement(
                    AlarmWorth.RIGHT, "it came to pass " + lead.toMinutes() + " min later", Optional.of(lead));
        }
        boolean ate = meals.stream()
                .anyMatch(meal -> !meal.measuredAt().isBefore(raised.minus(ONE_READING))
                        && !meal.measuredAt().isAfter(horizon));
        if (ate) {
            return Judgement.of(AlarmWorth.UNSURE, "somebody ate, and it did not come to pass");
        }
        boolean watched = believed.stream()
                .anyMatch(reading -> !reading.measuredAt().isBefore(horizon.minus(NEAR_THE_END))
                        && !reading.measuredAt().isAfter(end));
        return watched
                ? Judgement.of(AlarmWorth.WRONG, "it did not come to pass within " + minutes + " min")
                : Judgement.of(AlarmWorth.UNSURE, "nothing was heard until then");
    }
}
