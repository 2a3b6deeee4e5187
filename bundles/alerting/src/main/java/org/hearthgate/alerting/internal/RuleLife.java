package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.PersonId;

/**
 * The life of one rule for one person: idle → confirming → raised → acknowledged | snoozed → resolved → idle. Pure: time comes in, at most
 * one change comes out. Confined to the alerting thread.
 *
 * <pre>
 * verdict     idle                 confirming          open (raised, escalated, acknowledged, snoozed)
 * Holds       confirm, or open     open when confirmed call again when due
 * Lingers     -                    idle                call again when due
 * Clear       armed again          idle                resolved, armed again
 * Unknown     -                    idle                resolved, remembered for {@link #REJOIN}
 * </pre>
 */
final class RuleLife {
    /** An alert lost to missing data goes on as it was if the condition is seen again within this time. */
    static final Duration REJOIN = Duration.ofMinutes(30);

    static final String NO_FRESH_DATA = "no fresh data";
    static final String OVER = "over";

    private final PersonId person;
    private Optional<Instant> confirmingSince = Optional.empty();
    private Optional<Alert> open = Optional.empty();
    private Optional<Alert> interrupted = Optional.empty();
    private Instant mutedUntil = Instant.MIN;
    private String mutedBy = "";
    private String lastId = "";
    private int sameInstant;

    RuleLife(PersonId person) {
        this.person = person;
    }

    /** Continues an alert that was open when the hub stopped. */
    void restore(Alert alert) {
        open = Optional.of(alert);
        alert.snoozedUntil().ifPresent(until -> mute(until, alert.by().orElse("")));
    }

    /** Continues a snooze of the class that was given before the hub stopped. */
    void mute(Instant until, String by) {
        if (until.isAfter(mutedUntil)) {
            mutedUntil = until;
            mutedBy = by;
        }
    }

    /**
     * The hub's wall clock was moved: what has begun is as old as before and what was promised is as far off, by the new time. What the
     * journal holds stays as it was written.
     */
    void stepped(Duration by) {
        confirmingSince = confirmingSince.map(since -> since.plus(by));
        open = open.map(alert -> moved(alert, by));
        interrupted = interrupted.map(alert -> moved(alert, by));
        if (!mutedUntil.equals(Instant.MIN)) {
            mutedUntil = mutedUntil.plus(by);
        }
    }

    private static Alert moved(Alert alert, Duration by) {
        return new Alert(
                alert.id(),
                alert.person(),
                alert.rule(),
                alert.ruleVersion(),
                alert.priority(),
                alert.state(),
                alert.raisedAt().plus(by),
                alert.changedAt().plus(by),
                alert.measuredAt(),
                alert.value(),
                alert.message(),
                alert.by(),
                alert.snoozedUntil().map(until -> until.plus(by)),
                alert.step(),
                alert.why());
    }

    Optional<Alert> open() {
        return open;
    }

    /**
     * Judges anew.
     *
     * @param coveredBy the open alert of a more urgent class that makes this one say nothing new, or that has just ended
     * @return the alert as it stands after the change, if there was one
     */
    Optional<Alert> judge(AlertRule rule, Verdict verdict, Instant now, Cover coveredBy) {
        if (verdict instanceof Verdict.Holds holds) {
            return open.isPresent()
                    ? stay(rule, holds.finding(), now, coveredBy)
                    : arise(rule, holds.finding(), now, coveredBy);
        }
        confirmingSince = Optional.empty();
        if (verdict instanceof Verdict.Lingers lingers) {
            return open.isPresent() ? stay(rule, lingers.finding(), now, coveredBy) : Optional.empty();
        }
        boolean unknown = verdict instanceof Verdict.Unknown;
        if (open.isEmpty()) {
            if (!unknown) {
                interrupted = Optional.empty(); // once seen false: whatever comes next is a new episode
            }
            return Optional.empty();
        }
        interrupted = unknown ? open : Optional.empty();
        return resolve(now, unknown ? NO_FRESH_DATA : OVER);
    }

    private Optional<Alert> arise(AlertRule rule, Finding finding, Instant now, Cover coveredBy) {
        Instant since = confirmingSince.orElse(now);
        confirmingSince = Optional.of(since);
        if (Duration.between(since, now).compareTo(rule.confirmFor()) < 0
                || coveredBy.open().isPresent()) {
            return Optional.empty();
        }
        Alert alert = new Alert(
                idOf(rule, now),
                person,
                rule.id(),
                rule.version(),
                finding.priority(),
                AlertState.RAISED,
                now,
                now,
                finding.measuredAt(),
                finding.value(),
                finding.message(),
                Optional.empty(),
                Optional.empty(),
                0,
                finding.why());
        open = Optional.of(startingState(alert, now, coveredBy));
        interrupted = Optional.empty();
        return open;
    }

    /** A clock that was put back can tell one instant twice; two alerts are two all the same. */
    private String idOf(AlertRule rule, Instant now) {
        String id = person + "." + rule.id() + "." + now.toEpochMilli();
        if (id.equals(lastId)) {
            id += "." + ++sameInstant;
        } else {
            sameInstant = 0;
            lastId = id;
        }
        return id;
    }

    /** A new alert is silent from the start if its class is snoozed, or if somebody already has what it is about. */
    private Alert startingState(Alert alert, Instant now, Cover coveredBy) {
        if (now.isBefore(mutedUntil)) {
            return alert.to(AlertState.SNOOZED, now, Optional.of(mutedBy), Optional.of(mutedUntil));
        }
        Optional<Alert> before = interrupted
                .or(coveredBy::ended)
                .filter(earlier -> !earlier.changedAt().plus(REJOIN).isBefore(now));
        return before.filter(earlier -> earlier.state() == AlertState.ACKNOWLEDGED
                        && !alert.priority().isWorseThan(earlier.priority()))
                // the time of the answer stays, so that calling again counts from it
                .map(earlier -> alert.to(AlertState.ACKNOWLEDGED, earlier.changedAt(), earlier.by(), Optional.empty()))
                .orElse(alert);
    }

    private Optional<Alert> stay(AlertRule rule, Finding finding, Instant now, Cover coveredBy) {
        Alert before = open.orElseThrow();
        if (coveredBy.open().isPresent()) {
            interrupted = Optional.empty();
            return resolve(now, coveredBy.open().get().rule());
        }
        Alert after = before.saying(finding);
        boolean worse = finding.priority().isWorseThan(before.priority());
        boolean snoozeOver = before.state() == AlertState.SNOOZED
                && before.snoozedUntil().filter(now::isBefore).isEmpty();
        boolean callAgain = before.state() == AlertState.ACKNOWLEDGED
                && rule.callAgainAfter()
                        .filter(after1 -> !now.isBefore(before.changedAt().plus(after1)))
                        .isPresent();
        if (worse || snoozeOver || callAgain) { // worse is told even while it calls already
            after = after.to(AlertState.RAISED, now, Optional.empty(), Optional.empty());
            open = Optional.of(after);
            return open;
        }
        open = Optional.of(after);
        return Optional.empty();
    }

    Optional<Alert> resolve(Instant now, String why) {
        Optional<Alert> resolved =
                open.map(alert -> alert.to(AlertState.RESOLVED, now, Optional.of(why), Optional.empty()));
        open = Optional.empty();
        confirmingSince = Optional.empty();
        return resolved;
    }

    /** "I've got it." Answering twice changes who has it. */
    Alert acknowledge(Instant now, String by) {
        Alert acknowledged = open.orElseThrow().to(AlertState.ACKNOWLEDGED, now, Optional.of(by), Optional.empty());
        open = Optional.of(acknowledged);
        return acknowledged;
    }

    Alert snooze(Instant now, Duration period, String by) {
        mutedUntil = now.plus(period);
        mutedBy = by;
        Alert snoozed = open.orElseThrow().to(AlertState.SNOOZED, now, Optional.of(by), Optional.of(mutedUntil));
        open = Optional.of(snoozed);
        return snoozed;
    }

    /**
     * What a more urgent class does to this one.
     *
     * @param open an open alert that covers this class
     * @param ended the one that covered it until just now
     */
    record Cover(Optional<Alert> open, Optional<Alert> ended) {
        static final Cover NONE = new Cover(Optional.empty(), Optional.empty());
    }
}
