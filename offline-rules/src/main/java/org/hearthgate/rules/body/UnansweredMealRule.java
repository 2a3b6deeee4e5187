package org.hearthgate.rules.body;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.GlucoseTrend;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.rules.ConfiguredRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Glucose climbs as after a meal, and neither food nor insulin is in the record: a forgotten dose is the most frequent reason for a long high.
 * Only where doses come in as they are given, and not after a low, where sugar without insulin is right. */
@Component(
        configurationPid = "org.hearthgate.rule.unanswered-meal",
        name = "org.hearthgate.rule.unanswered-meal",
        service = AlertRule.class)
@Designate(ocd = UnansweredMealRule.Config.class)
public final class UnansweredMealRule extends ConfiguredRule {
    private static final Duration HABIT = Duration.ofHours(48);
    private static final Duration TOLD_AT_ONCE = Duration.ofMinutes(30);
    private static final Duration RISE_OVER = Duration.ofMinutes(30);
    private static final Duration AFTER_A_LOW = Duration.ofMinutes(75);
    private static final double LOW_MG_PER_DL = 80;

    /** What counts as a rise that nobody answered. */
    @ObjectClassDefinition(name = "Rule: rise without a dose")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Glucose above (mg/dL)", min = "120", max = "250")
        double aboveMgPerDl() default 150;

        @AttributeDefinition(name = "Rise in 30 min (mg/dL)", min = "20", max = "100")
        double riseMgPerDl() default 30;

        @AttributeDefinition(name = "Or rate (mg/dL/min)", min = "1", max = "5")
        double rateMgPerDlPerMin() default 2;

        @AttributeDefinition(name = "Nothing recorded for (minutes)", min = "30", max = "180")
        int unansweredMinutes() default 60;

        @AttributeDefinition(
                name = "Doses that make a habit",
                description = "With fewer in two days, a missing one says nothing",
                min = "2",
                max = "20")
        int usualDoses() default 4;
    }

    private final double above;
    private final double rise;
    private final double rate;
    private final Duration unanswered;
    private final int usualDoses;

    @Activate
    public UnansweredMealRule(Config config) {
        super("unanswered-meal", 1);
        enabled(config.enabled());
        above = limit("aboveMgPerDl", config.aboveMgPerDl(), 120, 250);
        rise = limit("riseMgPerDl", config.riseMgPerDl(), 20, 100);
        rate = limit("rateMgPerDlPerMin", config.rateMgPerDlPerMin(), 1, 5);
        unanswered = minutes("unansweredMinutes", config.unansweredMinutes(), 30, 180);
        usualDoses = count("usualDoses", config.usualDoses(), 2, 20);
        confirmFor(Duration.ofMinutes(5));
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Optional<GlucoseReading> fresh = snapshot.freshGlucose();
        if (fresh.isEmpty()) {
            return Verdict.unknown();
        }
        GlucoseReading now = fresh.get();
        if (now.mgPerDl() <= above) {
            return Verdict.clear();
        }
        Optional<GlucoseTrend> trend = snapshot.trend();
        double fast = trend.map(GlucoseTrend::mgPerDlPerMin).orElse(0.0);
        double risen = risen(snapshot, now);
        boolean rises = risen >= rise && fast >= 0.5 || fast >= rate;
        if (!rises || wasLow(snapshot) || answered(snapshot) || !habit(snapshot)) {
            return Verdict.clear();
        }
        return new Verdict.Holds(finding(
                Priority.LOW,
                snapshot,
                now,
                "glucose is " + Math.round(now.mgPerDl()) + " mg/dL and rises"
                        + (risen >= rise ? " (" + Math.round(risen) + " in 30 min)" : " fast")
                        + ", and no food or insulin is recorded for " + unanswered.toMinutes()
                        + " min. Was a meal dose forgotten? Follow your plan.",
                "Above " + above + " mg/dL, rising by at least " + rise + " in 30 min or " + rate + " a minute."));
    }

    /** {@return how much more it is than half an hour ago by the same sensor; 0 where that is not known} */
    private static double risen(Snapshot snapshot, GlucoseReading now) {
        List<GlucoseReading> glucose = snapshot.glucose();
        Instant from = now.measuredAt().minus(RISE_OVER).minusSeconds(150);
        Instant until = now.measuredAt().minus(RISE_OVER).plusSeconds(150);
        for (int i = glucose.size() - 1; i >= 0; i--) {
            GlucoseReading reading = glucose.get(i);
            if (reading.measuredAt().isBefore(from)) {
                break;
            }
            if (!reading.measuredAt().isAfter(until)
                    && reading.device().equals(now.device())
                    && reading.quality().mayAlarm()
                    && !reading.quality().has(Doubt.Flag.CALIBRATION_STEP)) {
                return now.mgPerDl() - reading.mgPerDl();
            }
        }
        return 0;
    }

    private static boolean wasLow(Snapshot snapshot) {
        List<GlucoseReading> glucose = snapshot.glucose();
        Instant from = snapshot.asOf().minus(AFTER_A_LOW);
        for (int i = glucose.size() - 1; i >= 0 && !glucose.get(i).measuredAt().isBefore(from); i--) {
            if (glucose.get(i).mgPerDl() < LOW_MG_PER_DL) {
                return true;
            }
        }
        return false;
    }

    private boolean answered(Snapshot snapshot) {
        Instant after = snapshot.asOf().minus(unanswered);
        return !snapshot.circumstances()
                        .trusted(CarbohydrateIntake.class, after)
                        .isEmpty()
                || snapshot.circumstances().trusted(InsulinDose.class, after).stream()
                        .anyMatch(dose -> dose.purpose() == InsulinDose.Purpose.BOLUS);
    }

    /** A pen that is read in the evening tells nothing about lunch at lunch. */
    private boolean habit(Snapshot snapshot) {
        List<InsulinDose> boluses =
                snapshot
                        .circumstances()
                        .trusted(InsulinDose.class, snapshot.asOf().minus(HABIT))
                        .stream()
                        .filter(dose -> dose.purpose() == InsulinDose.Purpose.BOLUS)
                        .toList();
        long atOnce = boluses.stream()
                .filter(dose ->
                        Duration.between(dose.measuredAt(), dose.receivedAt()).compareTo(TOLD_AT_ONCE) <= 0)
                .count();
        return boluses.size() >= usualDoses && atOnce * 2 >= boluses.size();
    }
}
