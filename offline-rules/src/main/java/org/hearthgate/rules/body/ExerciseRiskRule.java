package org.hearthgate.rules.body;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Circumstances;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.ActivityEpisode;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.rules.ConfiguredRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Somebody moves, glucose is not far above the low and falls or insulin still acts: a hint to eat before it is a low. At bedtime it reminds once
 * of a long activity of the day, because lows are likelier for up to 24 h after it (and asks for nothing more: information). */
@Component(
        configurationPid = "org.hearthgate.rule.exercise-risk",
        name = "org.hearthgate.rule.exercise-risk",
        service = AlertRule.class)
@Designate(ocd = ExerciseRiskRule.Config.class)
public final class ExerciseRiskRule extends ConfiguredRule {
    private static final Duration MOVING = Duration.ofMinutes(10);
    private static final int FEWEST_RATES = 3;
    private static final Duration HALF_OF_IT = Duration.ofMinutes(5);

    /** What counts as a risk. */
    @ObjectClassDefinition(name = "Rule: exercise")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Heart rate above (beats/min)", min = "80", max = "160")
        int heartRateAbove() default 100;

        @AttributeDefinition(name = "Or steps above (per min)", min = "60", max = "200")
        int stepsPerMinuteAbove() default 100;

        @AttributeDefinition(name = "Glucose below (mg/dL)", min = "90", max = "180")
        double belowMgPerDl() default 126;

        @AttributeDefinition(name = "Falling by (mg/dL/min)", min = "0.5", max = "3")
        double fallingMgPerDlPerMin() default 1;

        @AttributeDefinition(name = "A bolus acts for (minutes)", min = "60", max = "300")
        int bolusActsMinutes() default 120;

        @AttributeDefinition(
                name = "A long activity (minutes)",
                description = "Of the last 24 h, told from 20:00 to 23:00; 0: never told",
                min = "0",
                max = "300")
        int longActivityMinutes() default 45;
    }

    private final int heartRateAbove;
    private final int stepsAbove;
    private final double below;
    private final double falling;
    private final Duration bolusActs;
    private final Duration longActivity;

    @Activate
    public ExerciseRiskRule(Config config) {
        super("exercise-risk", 1);
        enabled(config.enabled());
        heartRateAbove = count("heartRateAbove", config.heartRateAbove(), 80, 160);
        stepsAbove = count("stepsPerMinuteAbove", config.stepsPerMinuteAbove(), 60, 200);
        below = limit("belowMgPerDl", config.belowMgPerDl(), 90, 180);
        falling = limit("fallingMgPerDlPerMin", config.fallingMgPerDlPerMin(), 0.5, 3);
        bolusActs = minutes("bolusActsMinutes", config.bolusActsMinutes(), 60, 300);
        longActivity = minutes("longActivityMinutes", config.longActivityMinutes(), 0, 300);
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Optional<GlucoseReading> fresh = snapshot.freshGlucose();
        if (fresh.isEmpty()) {
            return Verdict.unknown();
        }
        GlucoseReading now = fresh.get();
        Circumstances known = snapshot.circumstances();
        if (now.mgPerDl() < below) {
            double slope = snapshot.trend().map(GlucoseTrend::mgPerDlPerMin).orElse(0.0);
            boolean falls = slope <= -falling;
            boolean insulin = known.trusted(InsulinDose.class, snapshot.asOf().minus(bolusActs)).stream()
                    .anyMatch(dose -> dose.purpose() == InsulinDose.Purpose.BOLUS);
            if ((falls || insulin) && moves(snapshot, known)) {
                return new Verdict.Holds(finding(
                        Priority.LOW,
                        snapshot,
                        now,
                        "moving, glucose is " + Math.round(now.mgPerDl()) + " mg/dL and "
                                + (falls ? "falls" : "insulin still acts")
                                + ". Have carbohydrates at hand; follow your plan for exercise.",
                        "Below " + below + " mg/dL while heart rate or steps of the last 10 min show exercise."));
            }
        }
        return bedtime(snapshot, known);
    }

    private boolean moves(Snapshot snapshot, Circumstances known) {
        Instant after = snapshot.asOf().minus(MOVING);
        List<HeartRate> rates = known.trusted(HeartRate.class, after).stream()
                .filter(rate -> rate.beatsPerMinute() > 0)
                .toList();
        boolean hearts = rates.size() >= FEWEST_RATES
                && rates.stream().allMatch(rate -> rate.beatsPerMinute() > heartRateAbove)
                && Duration.between(
                                        rates.get(0).measuredAt(),
                                        rates.get(rates.size() - 1).measuredAt())
                                .compareTo(HALF_OF_IT)
                        >= 0;
        return hearts || steps(snapshot, known, after) > stepsAbove * MOVING.toMinutes();
    }

    /** Counts only what began in that time too, so that a day's sum is no sprint. */
    private static double steps(Snapshot snapshot, Circumstances known, Instant after) {
        return known.trusted(StepCount.class, after).stream()
                .filter(count -> !count.startedAt().isBefore(after.minusSeconds(60))
                        && !count.measuredAt().isAfter(snapshot.asOf()))
                .mapToInt(StepCount::steps)
                .sum();
    }

    private Verdict bedtime(Snapshot snapshot, Circumstances known) {
        int hour = snapshot.localTime().getHour();
        if (longActivity.isZero() || hour < 20 || hour > 22) {
            return Verdict.clear();
        }
        Duration longest = known.trusted(ActivityEpisode.class, snapshot.asOf().minus(Duration.ofHours(24))).stream()
                .map(episode -> Duration.between(episode.measuredAt(), episode.endedAt()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return longest.compareTo(longActivity) < 0
                ? Verdict.clear()
                : new Verdict.Holds(finding(
                        Priority.INFORMATION,
                        snapshot,
                        "was active for " + longest.toMinutes()
                                + " min in the last day. Lows are likelier tonight; follow your plan for the night.",
                        "An activity of at least " + longActivity.toMinutes() + " min in the last 24 h."));
    }
}
