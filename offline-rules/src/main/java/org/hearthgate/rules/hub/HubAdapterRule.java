package org.hearthgate.rules.hub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.alert.Priority;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** A radio or an adapter does not work: whole kinds of devices are not heard. No data of glucose has an alarm of its own, so this one is low. */
@Component(
        configurationPid = "org.hearthgate.rule.hub-adapter",
        name = "org.hearthgate.rule.hub-adapter",
        service = AlertRule.class)
@Designate(ocd = HubAdapterRule.Config.class)
public final class HubAdapterRule extends HubRule {
    private static final Set<String> RADIOS = Set.of("bluetooth", "coap", "nfc");

    /** When it calls. */
    @ObjectClassDefinition(name = "Rule: radios and adapters")
    public @interface Config {
        @AttributeDefinition(name = "On")
        boolean enabled() default true;

        @AttributeDefinition(name = "Must last (seconds)", min = "20", max = "172800")
        int forSeconds() default 300;

        @AttributeDefinition(name = "Call again (minutes)", min = "10", max = "10080")
        int callAgainMinutes() default 240;
    }

    @Activate
    public HubAdapterRule(Config config) {
        super("hub-adapter", config.enabled(), config.forSeconds(), config.callAgainMinutes());
        longestSnooze(Duration.ofHours(12));
    }

    @Override
    Optional<Priority> priority(HubFact fact, List<HubFact> all) {
        return RADIOS.contains(fact.probe()) || fact.probe().startsWith("adapter-")
                ? Optional.of(Priority.LOW).filter(low -> unwell(fact))
                : Optional.empty();
    }
}
