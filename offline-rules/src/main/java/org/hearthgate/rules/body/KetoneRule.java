package org.hearthgate.rules.body;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.rules.ConfiguredRule;
import org.hearthgate.rules.LocalHour;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Ketones in blood by the cut points of the SGLT2 consensus (Diabetes Care): from 0.6, from 1.5 and from 3.0 mmol/L. It holds until a
 * better measurement comes or the measurement has grown old; then a high one becomes a reminder to measure again.
 */
@Component(
        configurationPid = "org.hearthgate.rule.ketone",
        name = "org.hearthgate.rule.ketone",
        service = AlertRule.class)
@Designate(ocd = KetoneRule.Config.class)
public final class KetoneRule extends ConfiguredRule {
    private static final Duration REMINDED_FOR = Duration.ofHours(24);

    /** Limits of ketones. */
    @ObjectClassDefinition(name = "Rule: ketones")
    public @interface Config {
        @AttributeDefinition(name = "Raised from (mmol/L)", min = "0.4", max = "1.0")
        double raisedFromMmolPerL() default 0.6;

        @AttributeDefinition(name = "High from (mmol/L)", min = "1.0", max = "2.0")
        double highFromMmolPerL() default 1.5;

        @AttributeDefinition(name = "Very high from (mmol/L)", min = "2.0", max = "3.0")
        double veryHighFromMmolPerL() default 3.0;

        @AttributeDefinition(name = "A measurement counts for (hours)", min = "2", max = "12")
        int holdsForHours() default 6;

        @AttributeDefinition(name = "Call again (minutes)", min = "15", max = "240")
        int callAgainMinutes() default 60;
    }

    private final double raised;
    private final double high;
    private final double veryHigh;
    private final Duration holdsFor;

    @Activate
    public KetoneRule(Config config) {
        super("ketone", 1);
        raised = limit("raisedFromMmolPerL", config.raisedFromMmolPerL(), 0.4, 1.0);
        high = limit("highFromMmolPerL", config.highFromMmolPerL(), 1.0, 2.0);
        veryHigh = limit("veryHighFromMmolPerL", config.veryHighFromMmolPerL(), 2.0, 3.0);
        holdsFor = hours("holdsForHours", config.holdsForHours(), 2, 12);
        callAgainAfter(minutes("callAgainMinutes", config.callAgainMinutes(), 15, 240));
        longestSnooze(Duration.ofHours(2));
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Optional<Ketone> newest = snapshot.circumstances().newest(Ketone.class, snapshot.asOf(), REMINDED_FOR);
        if (newest.isEmpty()) {
            return Verdict.unknown();
        }
        Ketone ketone = newest.get();
        if (ketone.mmolPerL() < raised) {
            return Verdict.clear();
        }
        Duration age = Duration.between(ketone.measuredAt(), snapshot.asOf());
        String value = String.format(Locale.ROOT, "%.1f mmol/L", ketone.mmolPerL());
        String when = LocalHour.of(ketone.measuredAt(), snapshot);
        if (age.compareTo(holdsFor) > 0) {
            return ketone.mmolPerL() < high
                    ? Verdict.unknown()
                    : holds(
                            Priority.LOW,
                            snapshot,
                            "ketones were " + value + " at " + when
                                    + " and were not measured since. Measure them again.",
                            "A measurement counts for " + holdsFor.toHours() + " h; this one is "
                                    + LocalHour.length(age) + " old.");
        }
        if (ketone.mmolPerL() >= veryHigh) {
            return holds(
                    Priority.HIGH,
                    snapshot,
                    "ketones very high, " + value + " at " + when
                            + ". This can become an emergency within hours: call the diabetes team or the emergency"
                            + " number now.",
                    why(value, veryHigh));
        }
        if (ketone.mmolPerL() >= high) {
            return holds(
                    Priority.MEDIUM,
                    snapshot,
                    "ketones high, " + value + " at " + when
                            + ". Follow your ketone plan now, ask the diabetes team, and measure again in 2 hours.",
                    why(value, high));
        }
        return holds(
                Priority.LOW,
                snapshot,
                "ketones raised, " + value + " at " + when
                        + ". Follow your ketone plan: drink, carbohydrates and insulin as agreed; measure again in 3 to"
                        + " 4 hours.",
                why(value, raised));
    }

    private static String why(String value, double limit) {
        return "Ketones of " + value + " are at or above the limit of " + limit + " mmol/L.";
    }

    private static Verdict holds(Priority priority, Snapshot snapshot, String sentence, String why) {
        return new Verdict.Holds(finding(priority, snapshot, sentence, why));
    }
}
