package org.hearthgate.rules.body;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.rules.ConfiguredRule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Body weight moved unusually much in three days. Information: scales, clothes and growth make it; with high glucose the rule of ketones weighs it. */
@Component(
        configurationPid = "org.hearthgate.rule.weight-change",
        name = "org.hearthgate.rule.weight-change",
        service = AlertRule.class)
@Designate(ocd = WeightChangeRule.Config.class)
public final class WeightChangeRule extends ConfiguredRule {
    /** How much is much. */
    @ObjectClassDefinition(name = "Rule: weight change")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "From (kg)", min = "0.5", max = "10")
        double fromKilograms() default 2;

        @AttributeDefinition(name = "Within (days)", min = "1", max = "7")
        int withinDays() default 3;
    }

    private final double from;
    private final Duration within;

    @Activate
    public WeightChangeRule(Config config) {
        super("weight-change", 1);
        enabled(config.enabled());
        from = limit("fromKilograms", config.fromKilograms(), 0.5, 10);
        within = Duration.ofDays(count("withinDays", config.withinDays(), 1, 7));
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Optional<WeightChange> change = WeightChange.of(snapshot.circumstances(), snapshot.asOf(), within);
        if (change.isEmpty()) {
            return Verdict.clear();
        }
        double kilograms = Math.round(change.get().kilograms() * 100) / 100.0;
        if (Math.abs(kilograms) < from) {
            return Verdict.clear();
        }
        return new Verdict.Holds(finding(
                Priority.INFORMATION,
                snapshot,
                String.format(
                        Locale.ROOT,
                        "weight %s by %.1f kg in %d days. Was it somebody else on the scale? If not, tell the diabetes"
                                + " team.",
                        kilograms < 0 ? "fell" : "rose",
                        Math.abs(kilograms),
                        change.get().days()),
                "A change of at least " + from + " kg within " + within.toDays() + " days."));
    }
}
