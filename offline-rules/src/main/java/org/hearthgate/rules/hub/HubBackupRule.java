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

/** No backup was made for a while. It wakes nobody: the record itself is well. */
@Component(
        configurationPid = "org.hearthgate.rule.hub-backup",
        name = "org.hearthgate.rule.hub-backup",
        service = AlertRule.class)
@Designate(ocd = HubBackupRule.Config.class)
public final class HubBackupRule extends HubRule {
    /** When it calls. */
    @ObjectClassDefinition(name = "Rule: backups")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Must last (seconds)", min = "20", max = "172800")
        int forSeconds() default 3600;

        @AttributeDefinition(name = "Call again (minutes)", min = "10", max = "10080")
        int callAgainMinutes() default 2880;
    }

    @Activate
    public HubBackupRule(Config config) {
        super("hub-backup", config.enabled(), config.forSeconds(), config.callAgainMinutes());
        longestSnooze(Duration.ofHours(12));
    }

    @Override
    Optional<Priority> priority(HubFact fact, List<HubFact> all) {
        return fact.probe().equals("backup") && unwell(fact) ? Optional.of(Priority.INFORMATION) : Optional.empty();
    }
}
