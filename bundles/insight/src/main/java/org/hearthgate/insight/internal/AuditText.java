package org.hearthgate.insight.internal;

import static org.hearthgate.insight.internal.audit.Words.lasting;
import static org.hearthgate.insight.internal.audit.Words.soon;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hearthgate.api.insight.AuditAdvice;
import org.hearthgate.api.insight.WeeklyAudit;

/** An audit as the owner reads it at the command line. */
final class AuditText {
    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
    private static final String ROW = "%-18s %6s %6s %6s %6s %6s | %8s %6s %6s";

    private final WeeklyAudit audit;
    private final ZoneId zone;
    private final List<String> lines = new ArrayList<>();

    AuditText(WeeklyAudit audit, ZoneId zone) {
        this.audit = audit;
        this.zone = zone;
    }

    List<String> lines(String name) {
        Duration length = Duration.between(audit.from(), audit.until());
        say("%s, week %s (%s to %s)%s", name, audit.week(), day(audit.from()), day(audit.until()), overOrNot());
        say(
                "Heard: %s of %s (%d %%).",
                lasting(audit.heard()),
                lasting(length),
                length.isZero() ? 0 : 100 * audit.heard().toSeconds() / length.toSeconds());
        say("");
        classes();
        say("");
        road();
        answers();
        nights();
        heldBack();
        silences();
        remarks();
        advice();
        say("");
        say("What the words mean: docs/alarm-audit.md. An audit judges alarms, not people.");
        return lines;
    }

    private String overOrNot() {
        return audit.over() ? "" : ", not over yet";
    }

    private void classes() {
        say(ROW, "class", "raised", "right", "brief", "wrong", "unsure", "episodes", "late", "missed");
        for (WeeklyAudit.OfClass each : audit.classes()) {
            boolean owed = each.rule().equals("urgent-low") || each.rule().equals("low");
            say(
                    ROW,
                    each.rule(),
                    each.raised(),
                    judged(each, each.right()),
                    judged(each, each.brief()),
                    judged(each, each.wrong()),
                    judged(each, each.unsure()),
                    owed ? each.episodes() : "-",
                    owed ? each.late() : "-",
                    owed ? each.missed() : "-");
            each.medianLead().ifPresent(lead -> say("  foretold %s before, in the middle", lasting(lead)));
        }
    }

    private static Object judged(WeeklyAudit.OfClass of, int count) {
        return of.judged() ? count : "-";
    }

    private void road() {
        if (audit.road().alarms() > 0) {
            say(
                    "The hub: from a reading to its alarm %s in the middle, %s at most; slower than 10 s: %d.",
                    soon(audit.road().median().orElse(Duration.ZERO)),
                    soon(audit.road().longest().orElse(Duration.ZERO)),
                    audit.road().slow());
        }
    }

    private void answers() {
        WeeklyAudit.Answers answers = audit.answers();
        if (answers.called() == 0) {
            say("Nobody was called.");
            return;
        }
        say(
                "Calls: %d; answered %d%s; ended before an answer %d; unanswered %d; had to call for more people %d.",
                answers.called(),
                answers.answered(),
                answers.median()
                        .map(median -> " (after %s in the middle, %s at most)"
                                .formatted(
                                        lasting(median),
                                        lasting(answers.longest().orElse(median))))
                        .orElse(""),
                answers.ended(),
                answers.open(),
                answers.escalated());
    }

    private void nights() {
        WeeklyAudit.Nights nights = audit.nights();
        say(
                "Nights (22 to 7): %d of %d undisturbed; %d calls, %d at most in one night.",
                nights.nights() - nights.disturbed(), nights.nights(), nights.calls(), nights.most());
        for (WeeklyAudit.NightAlarm alarm : nights.alarms()) {
            say(
                    "  %s  %s%s, %s%s  [%s]",
                    day(alarm.at()),
                    alarm.rule(),
                    alarm.worth()
                            .map(worth -> " (" + worth.name().toLowerCase(Locale.ROOT) + ")")
                            .orElse(""),
                    alarm.answeredBy()
                            .map(who -> who + " after "
                                    + lasting(alarm.answeredAfter().orElse(Duration.ZERO)))
                            .orElse("nobody answered"),
                    alarm.calls() > 1 ? ", called " + alarm.calls() + " times" : "",
                    alarm.alertId());
        }
    }

    private void advice() {
        if (audit.advice().isEmpty()) {
            return;
        }
        say("");
        say("What to look at or to change:");
        for (AuditAdvice each : audit.advice()) {
            say("  %s %s", AdviceText.found(each), AdviceText.toDo(each));
        }
        say("  Never change a limit or insulin because of one week. Show this to your diabetes team.");
    }

    private void heldBack() {
        WeeklyAudit.HeldBack held = audit.heldBack();
        if (held.held() > 0) {
            say(
                    "Held back one reading as pressure on the sensor: %d; rightly %d, wrongly %d, not known %d.",
                    held.held(), held.right(), held.wrong(), held.unsure());
        }
    }

    private void silences() {
        for (WeeklyAudit.Silence silence : audit.silences()) {
            say("Silent %s in %d gaps: %s.", lasting(silence.total()), silence.times(), silence.cause());
        }
    }

    private void remarks() {
        if (audit.remarks().isEmpty()) {
            return;
        }
        say("");
        say("Worth a look:");
        for (WeeklyAudit.Remark remark : audit.remarks()) {
            say(
                    "  %s  %s: %s%s",
                    day(remark.at()),
                    remark.rule(),
                    remark.what(),
                    remark.alertId().map(id -> "  [" + id + "]").orElse(""));
        }
    }

    private String day(java.time.Instant at) {
        return DAY_TIME.format(at.atZone(zone));
    }

    private void say(String form, Object... words) {
        lines.add(words.length == 0 ? form : String.format(Locale.ROOT, form, words));
    }
}
