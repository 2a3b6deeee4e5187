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
 * @param step how far the call for help has gone: 0 when it was raised, 1 and more when nobody answered in time
 * @param why one plain sentence that names the limit and what crossed it; empty where the rule gives none
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
        Optional<Instant> snoozedUntil,
        int step,
        String why) {
    /** Whom an alert is about that concerns the hub itself, for everybody in the house. No person may have this id. */
    public static final PersonId HUB = new PersonId("hub");

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
        requireNonNull(why, "why");
        if (step < 0 || step > 100) {
            throw new IllegalArgumentException("step must be 0 to 100, was " + step);
        }
    }

    /** One that nobody has had to wait for yet and that gives no reason beyond its message. */
    public Alert(
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
        this(
                id,
                person,
                rule,
                ruleVersion,
                priority,
                state,
                raisedAt,
                changedAt,
                measuredAt,
                value,
                message,
                by,
                snoozedUntil,
                0,
                "");
    }

    /** {@return the same alert, calling for more people because nobody answered} */
    public Alert escalated(int toStep, Instant at) {
        return new Alert(
                id,
                person,
                rule,
                ruleVersion,
                priority,
                AlertState.ESCALATED,
                raisedAt,
                at,
                measuredAt,
                value,
                message,
                Optional.empty(),
                Optional.empty(),
                toStep,
                why);
    }

    /** {@return the same alert in another state; one that is raised anew begins its call for help anew} */
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
                snoozedUntil,
                other == AlertState.RAISED ? 0 : step,
                why);
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
                snoozedUntil,
                step,
                finding.why());
    }
}
