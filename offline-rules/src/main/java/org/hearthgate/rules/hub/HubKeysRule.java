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

/** The keys that protect the record cannot be used: what is written now may not be readable after a restart. */
@Component(
        configurationPid = "org.hearthgate.rule.hub-keys",
        name = "org.hearthgate.rule.hub-keys",
        service = AlertRule.class)
@Designate(ocd = HubKeysRule.Config.class)
public final class HubKeysRule extends HubRule {
    /** When it calls. */
    @ObjectClassDefinition(name = "Rule: the hub's keys")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Must last (seconds)", min = "20", max = "172800")
        int forSeconds() default 300;

        @AttributeDefinition(name = "Call again (minutes)", min = "10", max = "10080")
        int callAgainMinutes() default 720;
    }

    @Activate
    public HubKeysRule(Config config) {
        super("hub-keys", config.enabled(), config.forSeconds(), config.callAgainMinutes());
        longestSnooze(Duration.ofHours(12));
    }

    @Override
    Optional<Priority> priority(HubFact fact, List<HubFact> all) {
        return fact.probe().equals("keys") && unwell(fact) ? Optional.of(Priority.LOW) : Optional.empty();
    }
}
