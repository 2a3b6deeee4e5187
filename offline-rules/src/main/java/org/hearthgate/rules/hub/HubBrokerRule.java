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

/** The broker of the house is away: devices bridged by it are not heard. No data of glucose has an alarm of its own, so this one can wait out a restart of the broker. */
@Component(
        configurationPid = "org.hearthgate.rule.hub-broker",
        name = "org.hearthgate.rule.hub-broker",
        service = AlertRule.class)
@Designate(ocd = HubBrokerRule.Config.class)
public final class HubBrokerRule extends HubRule {
    /** When it calls. */
    @ObjectClassDefinition(name = "Rule: the broker of the house")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Must last (seconds)", min = "20", max = "172800")
        int forSeconds() default 900;

        @AttributeDefinition(name = "Call again (minutes)", min = "10", max = "10080")
        int callAgainMinutes() default 240;
    }

    @Activate
    public HubBrokerRule(Config config) {
        super("hub-broker", config.enabled(), config.forSeconds(), config.callAgainMinutes());
        longestSnooze(Duration.ofHours(12));
    }

    @Override
    Optional<Priority> priority(HubFact fact, List<HubFact> all) {
        return fact.probe().startsWith("mqtt-") && unwell(fact) ? Optional.of(Priority.LOW) : Optional.empty();
    }
}
