package org.hearthgate.api.insight;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.observation.PersonId;

/**
 * One person's alarms of one week against the glucose record. What each word means is in {@code docs/alarm-audit.md}; the audit judges the
 * alarms, not the people who answered them.
 *
 * @param person whose
 * @param week which
 * @param from its first instant
 * @param until the first instant after it, or the hub's now if it is not over
 * @param over whether the week is over
 * @param heard how much of that time a reading was in force that an alarm could rest on
 * @param classes one per class that called, or should have called; urgent ones first
 * @param road how fast the hub was
 * @param answers how fast people were
 * @param nights what it cost them
 * @param heldBack lows that were held back one reading because they looked like pressure on the sensor
 * @param silences how long nothing was heard, by cause, longest first
 * @param remarks single alarms worth a look, oldest first; at most {@value #MOST_REMARKS}
 * @param advice what to look at or to change, what matters most first; empty where the week gives no reason to
 */
public record WeeklyAudit(
        PersonId person,
        CalendarWeek week,
        Instant from,
        Instant until,
        boolean over,
        Duration heard,
        List<OfClass> classes,
        Road road,
        Answers answers,
        Nights nights,
        HeldBack heldBack,
        List<Silence> silences,
        List<Remark> remarks,
        List<AuditAdvice> advice) {
    /** The most remarks that are kept. */
    public static final int MOST_REMARKS = 50;
    /** The most alarms at night that are told one by one. */
    public static final int MOST_AT_NIGHT = 50;

    public WeeklyAudit {
        requireNonNull(person, "person");
        requireNonNull(week, "week");
        requireNonNull(from, "from");
        requireNonNull(until, "until");
        requireNonNull(heard, "heard");
        classes = List.copyOf(classes);
        requireNonNull(road, "road");
        requireNonNull(answers, "answers");
        requireNonNull(nights, "nights");
        requireNonNull(heldBack, "heldBack");
        silences = List.copyOf(silences);
        remarks = List.copyOf(remarks);
        advice = List.copyOf(advice);
    }

    /**
     * The alarms of one class.
     *
     * @param rule id of the class
     * @param raised how many
     * @param judged whether the record can say who was right; else only {@code raised} counts
     * @param right it was so, for 15 min or more, or it came to pass
     * @param brief it was so, but for less than 15 min
     * @param wrong it was not so, or it did not come to pass
     * @param unsure the record cannot tell: nothing was heard afterwards, or somebody acted on it
     * @param episodes what this class ought to have called for, where that is defined
     * @param late of those, called for too late
     * @param missed of those, not called for at all
     * @param medianLead of what was foretold rightly, how long before
     */
    public record OfClass(
            String rule,
            int raised,
            boolean judged,
            int right,
            int brief,
            int wrong,
            int unsure,
            int episodes,
            int late,
            int missed,
            Optional<Duration> medianLead) {
        public OfClass {
            requireNonNull(rule, "rule");
            requireNonNull(medianLead, "medianLead");
        }
    }

    /**
     * From the arrival of a reading to the alarm that rests on it.
     *
     * @param alarms how many were measured
     * @param slow how many took longer than 10 s
     */
    public record Road(int alarms, Optional<Duration> median, Optional<Duration> longest, int slow) {
        public Road {
            requireNonNull(median, "median");
            requireNonNull(longest, "longest");
        }
    }

    /**
     * From the call to somebody's answer.
     *
     * @param called alarms that made a noise
     * @param answered of those, by somebody
     * @param ended of those, that ended before anybody answered
     * @param open of those, that nobody has answered yet
     * @param escalated of those, that had to call for more people
     */
    public record Answers(
            int called,
            int answered,
            int ended,
            int open,
            int escalated,
            Optional<Duration> median,
            Optional<Duration> longest) {
        public Answers {
            requireNonNull(median, "median");
            requireNonNull(longest, "longest");
        }
    }

    /**
     * Calls between 22 and 7 where the person lives; a night belongs to the day of its evening.
     *
     * @param nights of the week that have begun
     * @param disturbed with at least one call
     * @param calls in all of them
     * @param most in one of them
     * @param alarms that called, by their first call in these nights; at most {@value #MOST_AT_NIGHT}, the first ones
     */
    public record Nights(int nights, int disturbed, int calls, int most, List<NightAlarm> alarms) {
        public Nights {
            alarms = List.copyOf(alarms);
        }
    }

    /**
     * One alarm that called at night. Whom it reached is in the receipts of its alert.
     *
     * @param at its first call in these nights
     * @param rule its class
     * @param alertId of the alarm
     * @param calls how often it called in these nights
     * @param worth what it was worth; empty for a class of which the record cannot say who is right
     * @param answeredBy who answered it first, as the log has them
     * @param answeredAfter how long after it was raised
     */
    public record NightAlarm(
            Instant at,
            String rule,
            String alertId,
            int calls,
            Optional<AlarmWorth> worth,
            Optional<String> answeredBy,
            Optional<Duration> answeredAfter) {
        public NightAlarm {
            requireNonNull(at, "at");
            requireNonNull(rule, "rule");
            requireNonNull(alertId, "alertId");
            requireNonNull(worth, "worth");
            requireNonNull(answeredBy, "answeredBy");
            requireNonNull(answeredAfter, "answeredAfter");
        }
    }

    /**
     * Lows held back for one reading.
     *
     * @param held how often
     * @param right it came back by itself
     * @param wrong it was a low after all
     * @param unsure the record cannot tell
     */
    public record HeldBack(int held, int right, int wrong, int unsure) {}

    /**
     * How long nothing usable was heard for one reason.
     *
     * @param cause in plain words
     * @param times how often
     * @param total from the last reading before to the first one after, together
     */
    public record Silence(String cause, int times, Duration total) {
        public Silence {
            requireNonNull(cause, "cause");
            requireNonNull(total, "total");
        }
    }

    /**
     * One alarm, or one that was missing.
     *
     * @param at when it was raised, or ought to have been
     * @param rule its class
     * @param alertId of the alarm; empty where there was none
     * @param what one plain sentence
     */
    public record Remark(Instant at, String rule, Optional<String> alertId, String what) {
        public Remark {
            requireNonNull(at, "at");
            requireNonNull(rule, "rule");
            requireNonNull(alertId, "alertId");
            requireNonNull(what, "what");
        }
    }
}
