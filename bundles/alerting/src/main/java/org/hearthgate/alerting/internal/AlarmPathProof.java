package org.hearthgate.alerting.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.household.Person;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;

/**
 * Asks the rule of the urgent low about a made-up low on every tick: a rule that is registered is not yet one that judges. Nothing of it
 * reaches the record or anybody's ear.
 */
final class AlarmPathProof {
    private static final double CERTAINLY_URGENT_MG_PER_DL = 40;
    private static final Instant WHEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Snapshot LOW = low();

    /** {@return what is wrong; empty when the rule recognises an urgent low, or is missing, which is told elsewhere} */
    Optional<String> check(List<AlertRule> rules) {
        return rules.stream()
                .filter(rule -> rule.id().equals("urgent-low"))
                .findFirst()
                .filter(rule -> !recognises(rule))
                .map(rule -> "the urgent-low rule does not recognise a low of 40 mg/dL");
    }

    private static boolean recognises(AlertRule rule) {
        try {
            return rule.evaluate(LOW) instanceof Verdict.Holds;
        } catch (RuntimeException | LinkageError e) { // the engine tells of rules that throw
            return false;
        }
    }

    private static Snapshot low() {
        var person = new Person(new PersonId("self-test"), "Self-test");
        var reading = GlucoseReading.exact(
                Origin.of(person.id(), new DeviceId("self-test"), WHEN, WHEN, Provenance.of("self-test")),
                CERTAINLY_URGENT_MG_PER_DL);
        return new Snapshot(person, WHEN, WHEN, List.of(reading), Optional.of(WHEN), List.of(), Optional.empty());
    }
}
