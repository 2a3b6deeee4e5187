package org.hearthgate.alerting.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Finding;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.alert.Verdict;
import org.hearthgate.api.observation.PersonId;

/**
 * The life of one rule for one person: idle → confirming → raised → escalated → acknowledged | snoozed → resolved → idle. Pure: time comes
 * in, at most one change comes out. Confined to the alerting thread.
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
    private boolean judgedBefore;
    private Optional<Instant> confirmingSince = Optional.empty();
    private Optional<Alert> open = Optional.empty();
    private Optional<Alert> interrupted = Optional.empty();
    private Optional<Snooze> snooze = Optional.empty();
    private Optional<Instant> callingSince = Optional.empty();
    private Priority knownAs = Priority.INFORMATION;
    private boolean recovering;
    private String lastId = "";
    private int sameInstant;

    RuleLife(PersonId person) {
        this.person = person;
    }

    /** Takes in one change that the journal tells of the hours before the hub stopped; in order. */
    void remember(Alert change, Instant now) {
        if (change.state() == AlertState.SNOOZED) {
            Snooze told = Snooze.of(change, now);
            snooze = Optional.of(snooze.map(before -> before.then(told)).orElse(told));
        }
        if (change.state() == AlertState.RAISED) {
            callingSince = Optional.of(earlier(change.changedAt(), now));
        }
    }

    /** Continues an alert that was open when the hub stopped. A clock that was put back meanwhile makes nobody wait longer. */
    void restore(Alert alert, Instant now) {
        Instant changedAt = earlier(alert.changedAt(), now);
        open = Optional.of(alert.to(
                alert.state(),
                changedAt,
                alert.by(),
                alert.snoozedUntil().map(until -> Snooze.noLongerThanGiven(alert.changedAt(), until, now))));
        if (alert.state() == AlertState.SNOOZED && snooze.isEmpty()) {
            snooze = Optional.of(Snooze.of(alert, now));
        }
        knownAs = alert.state() == AlertState.SNOOZED ? snooze.orElseThrow().upTo() : alert.priority();
        callingSince = alert.state().calls()
                ? Optional.of(callingSince.orElse(earlier(alert.raisedAt(), now)))
                : Optional.empty();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /**
     * The hub's wall clock was moved: what has begun is as old as before and what was promised is as far off, by the new time. What the
     * journal holds stays as it was written.
     */
    void stepped(Duration by) {
        confirmingSince = confirmingSince.map(since -> since.plus(by));
        callingSince = callingSince.map(since -> since.plus(by));
        open = open.map(alert -> Moved.by(by, alert));
        interrupted = interrupted.map(alert -> Moved.by(by, alert));
        snooze = snooze.map(given -> given.moved(by));
    }

    Optional<Alert> open() {
        return open;
    }

    /** {@return since when it has been calling without an answer, through all steps and repetitions} */
    Optional<Instant> callingSince() {
        return open.filter(alert -> alert.state().calls()).flatMap(alert -> callingSince);
    }

    /** Says, before the next judgement, whether glucose clearly gets better: then a snooze that ends is extended. */
    void recovering(boolean clearly) {
        recovering = clearly;
    }

    /**
     * Judges anew.
     *
     * @param snapshot what the verdict is about
     * @param coveredBy the open alert of a more urgent class that makes this one say nothing new, or that has just ended
     * @return the alert as it stands after the change, if there was one
     */
    Optional<Alert> judge(AlertRule rule, Verdict verdict, Snapshot snapshot, Cover coveredBy) {
        boolean first = !judgedBefore;
        judgedBefore = true;
        Instant now = snapshot.asOf();
        if (verdict instanceof Verdict.Holds holds) {
            return open.isPresent()
                    ? stay(rule, holds.finding(), now, coveredBy)
                    : arise(rule, holds.finding(), snapshot, coveredBy, first);
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

    private Optional<Alert> arise(AlertRule rule, Finding finding, Snapshot snapshot, Cover coveredBy, boolean first) {
        Instant now = snapshot.asOf();
        Duration needed = rule.confirmFor(snapshot);
        Instant since = confirmingSince.orElseGet(() -> first ? Confirmation.heldSince(rule, snapshot, needed) : now);
        confirmingSince = Optional.of(since);
        if (Duration.between(since, now).compareTo(needed) < 0
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
        Alert starting = startingState(alert, now, coveredBy);
        interrupted = Optional.empty();
        knownAs = starting.state() == AlertState.SNOOZED ? snooze.orElseThrow().upTo() : alert.priority();
        if (starting.state() == AlertState.RAISED) {
            callingSince = Optional.of(now);
        }
        open = Optional.of(starting);
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
        Optional<Snooze> silence = snooze.filter(given -> given.silences(alert.priority(), now));
        if (silence.isPresent()) {
            return alert.to(
                    AlertState.SNOOZED,
                    now,
                    Optional.of(silence.get().by()),
                    Optional.of(silence.get().until()));
        }
        Optional<Alert> before = interrupted
                .or(coveredBy::ended)
                .filter(earlier -> !earlier.changedAt().plus(REJOIN).isBefore(now));
        return before.filter(earlier -> earlier.state() == AlertState.ACKNOWLEDGED
                        && !alert.priority().isWorseThan(earlier.priority()))
                // the time of the answer stays, so that calling again counts from it
                .map(earlier -> alert.to(AlertState.ACKNOWLEDGED, earlier.changedAt(), earlier.by(), Optional.empty()))
                .or(() -> interrupted // nobody had answered before the gap: whoever was called is called on
                        .filter(earlier -> earlier.state() == AlertState.ESCALATED && before.isPresent())
                        .map(earlier -> alert.escalated(earlier.step(), now)))
                .orElse(alert);
    }

    private Optional<Alert> stay(AlertRule rule, Finding finding, Instant now, Cover coveredBy) {
        Alert before = open.orElseThrow();
        if (coveredBy.open().isPresent()) {
            interrupted = Optional.empty();
            return resolve(now, coveredBy.open().get().rule());
        }
        Alert after = before.saying(finding);
        boolean worse = finding.priority().isWorseThan(knownAs);
        boolean snoozeOver = before.state() == AlertState.SNOOZED
                && before.snoozedUntil().filter(now::isBefore).isEmpty();
        boolean callAgain = before.state() == AlertState.ACKNOWLEDGED
                && rule.callAgainAfter()
                        .filter(after1 -> !now.isBefore(before.changedAt().plus(after1)))
                        .isPresent();
        if (worse || callAgain || (snoozeOver && !extend(rule, now))) { // worse is told even while it calls already
            open = Optional.of(calling(after, now));
            return open;
        }
        open = Optional.of(
                snoozeOver
                        ? after.to(
                                AlertState.SNOOZED,
                                snooze.orElseThrow().givenAt(),
                                before.by(),
                                Optional.of(snooze.orElseThrow().until()))
                        : after);
        return snoozeOver ? open : Optional.empty();
    }

    /** Whoever has been called already is not left out because it got worse. */
    private Alert calling(Alert alert, Instant now) {
        knownAs = alert.priority();
        if (alert.state() == AlertState.ESCALATED) {
            return alert.escalated(alert.step(), now);
        }
        callingSince = Optional.of(now);
        return alert.to(AlertState.RAISED, now, Optional.empty(), Optional.empty());
    }

    private boolean extend(AlertRule rule, Instant now) {
        if (!recovering
                || snooze.filter(given -> given.mayExtend(rule.longestSnooze(), now))
                        .isEmpty()) {
            return false;
        }
        snooze = snooze.map(given -> given.extended(now));
        return true;
    }

    Optional<Alert> resolve(Instant now, String why) {
        Optional<Alert> resolved =
                open.map(alert -> alert.to(AlertState.RESOLVED, now, Optional.of(why), Optional.empty()));
        open = Optional.empty();
        confirmingSince = Optional.empty();
        return resolved;
    }

    /** Nobody has answered in time: more people are called, or all of them again. */
    Alert escalate(int step, Instant now) {
        open = Optional.of(open.orElseThrow().escalated(step, now));
        return open.get();
    }

    /** "I've got it." Answering twice changes who has it. */
    Alert acknowledge(Instant now, String by) {
        Alert acknowledged = open.orElseThrow().to(AlertState.ACKNOWLEDGED, now, Optional.of(by), Optional.empty());
        open = Optional.of(acknowledged);
        knownAs = acknowledged.priority();
        return acknowledged;
    }

    Alert snooze(Instant now, Duration period, String by) {
        Alert before = open.orElseThrow();
        snooze = Optional.of(new Snooze(now, now.plus(period), by, before.priority(), 0));
        knownAs = before.priority();
        open = Optional.of(before.to(AlertState.SNOOZED, now, Optional.of(by), Optional.of(now.plus(period))));
        return open.get();
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
