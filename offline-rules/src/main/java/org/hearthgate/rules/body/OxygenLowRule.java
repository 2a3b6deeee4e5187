package org.hearthgate.rules.body;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.OxygenSaturation;
import org.hearthgate.rules.ConfiguredRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Too little oxygen in two readings in a row: a finger that moves gives one wrong reading, seldom two. */
@Component(
        configurationPid = "org.hearthgate.rule.oxygen-low",
        name = "org.hearthgate.rule.oxygen-low",
        service = AlertRule.class)
@Designate(ocd = OxygenLowRule.Config.class)
public final class OxygenLowRule extends ConfiguredRule {
    private static final Duration FRESH = Duration.ofMinutes(15);
    private static final Duration TOGETHER = Duration.ofMinutes(10);
    /** Below, a finger clip has lost the finger. */
    private static final double BELIEVED_FROM_PERCENT = 50;

    /** Limits of oxygen. */
    @ObjectClassDefinition(name = "Rule: low oxygen")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Low below (%)", min = "85", max = "94")
        double belowPercent() default 90;

        @AttributeDefinition(name = "Very low below (%)", min = "75", max = "90")
        double veryLowBelowPercent() default 85;

        @AttributeDefinition(name = "Over from (%)", min = "86", max = "97")
        double overFromPercent() default 92;
    }

    private final double below;
    private final double veryLow;
    private final double over;

    @Activate
    public OxygenLowRule(Config config) {
        super("oxygen-low", 1);
        enabled(config.enabled());
        below = limit("belowPercent", config.belowPercent(), 85, 94);
        veryLow = limit("veryLowBelowPercent", config.veryLowBelowPercent(), 75, below);
        over = limit("overFromPercent", config.overFromPercent(), below, 97);
        callAgainAfter(Duration.ofMinutes(30));
        longestSnooze(Duration.ofHours(2));
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        List<OxygenSaturation> lately =
                snapshot
                        .circumstances()
                        .trusted(
                                OxygenSaturation.class,
                                snapshot.asOf().minus(FRESH).minus(TOGETHER))
                        .stream()
                        .filter(reading -> reading.percent() >= BELIEVED_FROM_PERCENT)
                        .toList();
        if (lately.isEmpty()) {
            return Verdict.unknown();
        }
        OxygenSaturation newest = lately.get(lately.size() - 1);
        if (newest.measuredAt().isBefore(snapshot.asOf().minus(FRESH))) {
            return Verdict.unknown();
        }
        if (newest.percent() >= over) {
            return Verdict.clear();
        }
        double worst = newest.percent();
        if (lately.size() > 1) {
            worst = Math.max(worst, lately.get(lately.size() - 2).percent());
        }
        boolean pair = lately.size() > 1
                && Duration.between(lately.get(lately.size() - 2).measuredAt(), newest.measuredAt())
                                .compareTo(TOGETHER)
                        <= 0;
        var finding = finding(
                worst < veryLow ? Priority.HIGH : Priority.MEDIUM,
                snapshot,
                String.format(
                        Locale.ROOT,
                        "oxygen is low, %.0f %%. Look after them, warm the finger and measure again; if they are short"
                                + " of breath, blue or drowsy, call the emergency number.",
                        newest.percent()),
                "Two readings in a row below " + (worst < veryLow ? veryLow : below) + " %.");
        if (pair && worst < below) {
            return new Verdict.Holds(finding);
        }
        return new Verdict.Lingers(finding);
    }
}
