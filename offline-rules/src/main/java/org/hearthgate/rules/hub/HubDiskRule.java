package org.hearthgate.rules.hub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.hub.Health;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The disk fills up, or rows of the record have become unreadable: somebody should look before the record fails. */
@Component(
        configurationPid = "org.hearthgate.rule.hub-disk",
        name = "org.hearthgate.rule.hub-disk",
        service = AlertRule.class)
@Designate(ocd = HubDiskRule.Config.class)
public final class HubDiskRule extends HubRule {
    /** When it calls. */
    @ObjectClassDefinition(name = "Rule: the hub's disk")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Must last (seconds)", min = "20", max = "172800")
        int forSeconds() default 600;

        @AttributeDefinition(name = "Call again (minutes)", min = "10", max = "10080")
        int callAgainMinutes() default 720;
    }

    @Activate
    public HubDiskRule(Config config) {
        super("hub-disk", config.enabled(), config.forSeconds(), config.callAgainMinutes());
        longestSnooze(Duration.ofHours(12));
    }

    @Override
    Optional<Priority> priority(HubFact fact, List<HubFact> all) {
        boolean disk = fact.probe().equals("store") || fact.probe().equals("years");
        return disk && fact.health().status() == Health.Status.WARN ? Optional.of(Priority.LOW) : Optional.empty();
    }
}
