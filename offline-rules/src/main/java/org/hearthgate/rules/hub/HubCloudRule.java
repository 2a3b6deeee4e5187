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

/** The cloud has been away for a day. It wakes nobody: no alarm needs it, and the record is the queue. */
@Component(
        configurationPid = "org.hearthgate.rule.hub-cloud",
        name = "org.hearthgate.rule.hub-cloud",
        service = AlertRule.class)
@Designate(ocd = HubCloudRule.Config.class)
public final class HubCloudRule extends HubRule {
    /** When it calls. */
    @ObjectClassDefinition(name = "Rule: the cloud")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Must last (seconds)", min = "20", max = "172800")
        int forSeconds() default 86400;

        @AttributeDefinition(name = "Call again (minutes)", min = "10", max = "10080")
        int callAgainMinutes() default 2880;
    }

    @Activate
    public HubCloudRule(Config config) {
        super("hub-cloud", config.enabled(), config.forSeconds(), config.callAgainMinutes());
        longestSnooze(Duration.ofHours(12));
    }

    @Override
    Optional<Priority> priority(HubFact fact, List<HubFact> all) {
        boolean cloud = fact.probe().equals("cloud") || fact.probe().startsWith("cloud-");
        return cloud && unwell(fact) ? Optional.of(Priority.INFORMATION) : Optional.empty();
    }
}
