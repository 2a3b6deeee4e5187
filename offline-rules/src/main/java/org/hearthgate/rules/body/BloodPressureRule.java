package org.hearthgate.rules.body;

import java.time.Duration;
import java.util.List;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.rules.ConfiguredRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Blood pressure at the limit of an emergency of adults (180/120). Lasting high and low pressure are judged only where somebody says that adults
 * wear the cuff: a child's normal pressure depends on age and height, and no table of it is in here. */
@Component(
        configurationPid = "org.hearthgate.rule.blood-pressure",
        name = "org.hearthgate.rule.blood-pressure",
        service = AlertRule.class)
@Designate(ocd = BloodPressureRule.Config.class)
public final class BloodPressureRule extends ConfiguredRule {
    private static final Duration FRESH = Duration.ofMinutes(60);
    private static final Duration REACH = Duration.ofHours(48);
    private static final int FEWEST = 3;

    /** Limits of blood pressure. */
    @ObjectClassDefinition(name = "Rule: blood pressure")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Very high from, systolic (mmHg)", min = "150", max = "200")
        int veryHighSystolicMmHg() default 180;

        @AttributeDefinition(name = "Very high from, diastolic (mmHg)", min = "100", max = "130")
        int veryHighDiastolicMmHg() default 120;

        @AttributeDefinition(
                name = "Adults only",
                description = "Also tells of lasting high and of low pressure, by limits for adults")
        boolean adultsOnly() default false;

        @AttributeDefinition(name = "Lasting high from, systolic (mmHg)", min = "120", max = "160")
        int highSystolicMmHg() default 140;

        @AttributeDefinition(name = "Lasting high from, diastolic (mmHg)", min = "80", max = "100")
        int highDiastolicMmHg() default 90;

        @AttributeDefinition(name = "Low below, systolic (mmHg)", min = "70", max = "100")
        int lowSystolicMmHg() default 90;
    }

    private final int veryHighSystolic;
    private final int veryHighDiastolic;
    private final boolean adultsOnly;
    private final int highSystolic;
    private final int highDiastolic;
    private final int lowSystolic;

    @Activate
    public BloodPressureRule(Config config) {
        super("blood-pressure", 1);
        enabled(config.enabled());
        veryHighSystolic = count("veryHighSystolicMmHg", config.veryHighSystolicMmHg(), 150, 200);
        veryHighDiastolic = count("veryHighDiastolicMmHg", config.veryHighDiastolicMmHg(), 100, 130);
        adultsOnly = config.adultsOnly();
        highSystolic = count("highSystolicMmHg", config.highSystolicMmHg(), 120, 160);
        highDiastolic = count("highDiastolicMmHg", config.highDiastolicMmHg(), 80, 100);
        lowSystolic = count("lowSystolicMmHg", config.lowSystolicMmHg(), 70, 100);
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        List<BloodPressure> all = snapshot.circumstances()
                .trusted(BloodPressure.class, snapshot.asOf().minus(REACH));
        if (all.isEmpty()) {
            return Verdict.unknown();
        }
        BloodPressure newest = all.get(all.size() - 1);
        boolean fresh = !newest.measuredAt().isBefore(snapshot.asOf().minus(FRESH));
        String value = Math.round(newest.systolicMmHg()) + "/" + Math.round(newest.diastolicMmHg()) + " mmHg";
        if (fresh && (newest.systolicMmHg() >= veryHighSystolic || newest.diastolicMmHg() >= veryHighDiastolic)) {
            return new Verdict.Holds(finding(
                    Priority.MEDIUM,
                    snapshot,
                    "blood pressure is very high, " + value
                            + ". Rest for five minutes and measure again; with pain in the chest, short breath, a"
                            + " headache or bad sight call the emergency number.",
                    "At or above " + veryHighSystolic + "/" + veryHighDiastolic + " mmHg."));
        }
        if (!adultsOnly) {
            return fresh ? Verdict.clear() : Verdict.unknown();
        }
        if (fresh && newest.systolicMmHg() < lowSystolic) {
            return new Verdict.Holds(finding(
                    Priority.LOW,
                    snapshot,
                    "blood pressure is low, " + value + ". Sit or lie down, drink, and measure again.",
                    "Below " + lowSystolic + " mmHg."));
        }
        boolean lasts = all.size() >= FEWEST
                && all.stream()
                        .allMatch(one -> one.systolicMmHg() >= highSystolic || one.diastolicMmHg() >= highDiastolic);
        return lasts
                ? new Verdict.Holds(finding(
                        Priority.INFORMATION,
                        snapshot,
                        "blood pressure has been high in " + all.size() + " measurements, last " + value
                                + ". Show them to the doctor.",
                        "Every measurement of two days is at or above " + highSystolic + "/" + highDiastolic
                                + " mmHg."))
                : Verdict.clear();
    }
}
