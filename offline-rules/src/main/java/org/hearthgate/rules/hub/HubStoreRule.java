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

/** The record cannot take readings. They are judged from memory, so alarms go on; but nothing of this night will be there tomorrow. */
@Component(
        configurationPid = "org.hearthgate.rule.hub-store",
        name = "org.hearthgate.rule.hub-store",
        service = AlertRule.class)
@Designate(ocd = HubStoreRule.Config.class)
public final class HubStoreRule extends HubRule {
    /** When it calls. */
    @ObjectClassDefinition(name = "Rule: the hub's record")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Must last (seconds)", min = "20", max = "172800")
        int forSeconds() default 60;

        @AttributeDefinition(name = "Call again (minutes)", min = "10", max = "10080")
        int callAgainMinutes() default 60;
    }

    @Activate
    public HubStoreRule(Config config) {
        super("hub-store", config.enabled(), config.forSeconds(), config.callAgainMinutes());
        longestSnooze(Duration.ofHours(2));
    }

    @Override
    Optional<Priority> priority(HubFact fact, List<HubFact> all) {
        return fact.probe().equals("store") && failed(fact) ? Optional.of(Priority.MEDIUM) : Optional.empty();
    }
}
