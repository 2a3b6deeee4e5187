package org.hearthgate.rules.hub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.alert.Priority;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The hub does not know the time. Alarms go on, but times shown may be wrong and readings may seem to come from the future. Ten minutes let a hub find the time by itself after it was switched on. */
@Component(
        configurationPid = "org.hearthgate.rule.hub-clock",
        name = "org.hearthgate.rule.hub-clock",
        service = AlertRule.class)
@Designate(ocd = HubClockRule.Config.class)
public final class HubClockRule extends HubRule {
    /** When it calls. */
    @ObjectClassDefinition(name = "Rule: the hub's clock")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Must last (seconds)", min = "20", max = "172800")
        int forSeconds() default 600;

        @AttributeDefinition(name = "Call again (minutes)", min = "10", max = "10080")
        int callAgainMinutes() default 720;
    }

    @Activate
    public HubClockRule(Config config) {
        super("hub-clock", config.enabled(), config.forSeconds(), config.callAgainMinutes());
        longestSnooze(Duration.ofHours(12));
    }

    @Override
    Optional<Priority> priority(HubFact fact, List<HubFact> all) {
        return fact.probe().equals("clock") && unwell(fact) ? Optional.of(Priority.LOW) : Optional.empty();
    }
}
