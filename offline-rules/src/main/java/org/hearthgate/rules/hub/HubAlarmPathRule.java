package org.hearthgate.rules.hub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The road from a reading to an alert is broken, or a part of it is not there: high, because from now on nobody may be woken. The record
 * and the sounder have rules of their own; a door that only fails because the record does says nothing new.
 */
@Component(
        configurationPid = "org.hearthgate.rule.hub-alarm-path",
        name = "org.hearthgate.rule.hub-alarm-path",
        service = AlertRule.class)
@Designate(ocd = HubAlarmPathRule.Config.class)
public final class HubAlarmPathRule extends HubRule {
    private static final Set<String> ELSEWHERE = Set.of("store", "sounder");

    private final Set<String> required;

    /** When it calls. It cannot be switched off. */
    @ObjectClassDefinition(name = "Rule: the road to an alarm")
    public @interface Config {
        @AttributeDefinition(name = "Parts that must be there", description = "Names of health probes")
        String[] requiredProbes() default {"alerting", "ingest", "store"};

        @AttributeDefinition(name = "Must last (seconds)", min = "20", max = "600")
        int forSeconds() default 90;

        @AttributeDefinition(name = "Call again (minutes)", min = "10", max = "60")
        int callAgainMinutes() default 30;
    }

    @Activate
    public HubAlarmPathRule(Config config) {
        super("hub-alarm-path", true, config.forSeconds(), config.callAgainMinutes());
        count("forSeconds", config.forSeconds(), 20, 600);
        count("callAgainMinutes", config.callAgainMinutes(), 10, 60);
        longestSnooze(Duration.ofMinutes(15));
        required = Set.of(config.requiredProbes());
    }

    @Override
    Optional<Priority> priority(HubFact fact, List<HubFact> all) {
        boolean broken = fact.onAlarmPath() && failed(fact) && !ELSEWHERE.contains(fact.probe());
        boolean saidByStore = fact.probe().equals("ingest")
                && all.stream().anyMatch(other -> other.probe().equals("store") && failed(other));
        return broken && !saidByStore ? Optional.of(Priority.HIGH) : Optional.empty();
    }

    @Override
    protected Verdict judge(Snapshot snapshot) {
        Verdict verdict = super.judge(snapshot);
        if (!(verdict instanceof Verdict.Clear)) {
            return verdict;
        }
        var missing = new TreeSet<>(required);
        snapshot.circumstances().hub().forEach(fact -> missing.remove(fact.probe()));
        if (missing.isEmpty()) {
            return verdict;
        }
        String parts = String.join(", ", missing);
        return new Verdict.Holds(new Finding(
                Priority.HIGH,
                snapshot.person().name() + ": a part that alarms need is not running (" + parts
                        + "). Use another alarm and restart the hub.",
                OptionalDouble.empty(),
                Optional.empty(),
                "Required is " + String.join(", ", new TreeSet<>(required)) + "; not there is " + parts + "."));
    }
}
