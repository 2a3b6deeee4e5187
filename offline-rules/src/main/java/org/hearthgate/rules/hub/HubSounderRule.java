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

/** The hub's own sounder does not work: an alarm may be seen and not heard. High when it has failed, because it is the one channel that needs no network. */
@Component(
        configurationPid = "org.hearthgate.rule.hub-sounder",
        name = "org.hearthgate.rule.hub-sounder",
        service = AlertRule.class)
@Designate(ocd = HubSounderRule.Config.class)
public final class HubSounderRule extends HubRule {
    /** When it calls. */
    @ObjectClassDefinition(name = "Rule: the hub's sounder")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Must last (seconds)", min = "20", max = "172800")
        int forSeconds() default 60;

        @AttributeDefinition(name = "Call again (minutes)", min = "10", max = "10080")
        int callAgainMinutes() default 60;
    }

    @Activate
    public HubSounderRule(Config config) {
        super("hub-sounder", config.enabled(), config.forSeconds(), config.callAgainMinutes());
        longestSnooze(Duration.ofHours(2));
    }

    @Override
    Optional<Priority> priority(HubFact fact, List<HubFact> all) {
        return fact.probe().equals("sounder") && unwell(fact)
                ? Optional.of(failed(fact) ? Priority.HIGH : Priority.LOW)
                : Optional.empty();
    }
}
