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

/** Something in the hub is not well that no other rule is about. A warning is information; a failure is low. Half an hour lets most of it mend itself. */
@Component(
        configurationPid = "org.hearthgate.rule.hub-other",
        name = "org.hearthgate.rule.hub-other",
        service = AlertRule.class)
@Designate(ocd = HubOtherRule.Config.class)
public final class HubOtherRule extends HubRule {
    /** When it calls. */
    @ObjectClassDefinition(name = "Rule: anything else of the hub")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Must last (seconds)", min = "20", max = "172800")
        int forSeconds() default 1800;

        @AttributeDefinition(name = "Call again (minutes)", min = "10", max = "10080")
        int callAgainMinutes() default 1440;
    }

    @Activate
    public HubOtherRule(Config config) {
        super("hub-other", config.enabled(), config.forSeconds(), config.callAgainMinutes());
        longestSnooze(Duration.ofHours(12));
    }

    @Override
    Optional<Priority> priority(HubFact fact, List<HubFact> all) {
        return OwnRules.has(fact) || !unwell(fact)
                ? Optional.empty()
                : Optional.of(failed(fact) ? Priority.LOW : Priority.INFORMATION);
    }
}
