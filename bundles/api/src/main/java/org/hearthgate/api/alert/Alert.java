package org.hearthgate.api.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hearthgate.api.observation.PersonId;

/**
 * One alert as it stands after its latest change.
 *
 * @param id unique for the life of the hub; the same from raised to resolved
 * @param person who it is about
 * @param rule id of the rule, which is also the class that a snooze silences, e.g. {@code urgent-low}
 * @param ruleVersion version of the rule that judged
 * @param priority how urgent
 * @param state where it stands
 * @param raisedAt when it was first raised, hub clock
 * @param changedAt when it came into this state, hub clock
 * @param measuredAt when the reading behind it was measured; empty where there is none (no data)
 * @param value of that reading in mg/dL; empty where there is none
 * @param message one sentence with the person's name, for the page, the sounder and the phone
 * @param by who acknowledged or snoozed; or why it resolved
 * @param snoozedUntil end of the snooze while snoozed
 */
public record Alert(
        String id,
        PersonId person,
        String rule,
        int ruleVersion,
        Priority priority,
        AlertState state,
        Instant raisedAt,
        Instant changedAt,
        Optional<Instant> measuredAt,
        OptionalDouble value,
        String message,
        Optional<String> by,
        Optional<Instant> snoozedUntil) {
    public Alert {
        requireNonNull(id, "id");
        requireNonNull(person, "person");
        requireNonNull(rule, "rule");
        requireNonNull(priority, "priority");
        requireNonNull(state, "state");
        requireNonNull(raisedAt, "raisedAt");
        requireNonNull(changedAt, "changedAt");
        requireNonNull(measuredAt, "measuredAt");
        requireNonNull(value, "value");
        requireNonNull(message, "message");
        requireNonNull(by, "by");
        requireNonNull(snoozedUntil, "snoozedUntil");
    }

    /** {@return the same alert in another state} */
    public Alert to(AlertState other, Instant at, Optional<String> by, Optional<Instant> snoozedUntil) {
        return new Alert(
                id,
                person,
                rule,
                ruleVersion,
                priority,
                other,
                raisedAt,
                at,
                measuredAt,
                value,
                message,
                by,
                snoozedUntil);
    }

    /** {@return the same alert with what the newest reading says} */
    public Alert saying(Finding finding) {
        return new Alert(
                id,
                person,
                rule,
                ruleVersion,
                finding.priority(),
                state,
                raisedAt,
                changedAt,
                finding.measuredAt(),
                finding.value(),
                finding.message(),
                by,
                snoozedUntil);
    }
}
