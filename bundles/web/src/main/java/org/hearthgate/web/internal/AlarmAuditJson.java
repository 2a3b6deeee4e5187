package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.hearthgate.api.insight.AuditAdvice;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.insight.WeeklyAudit;

/** The shape on the wire of a week's audit. Whom an alarm reached at night is told to those who answer alarms. */
final class AlarmAuditJson {
    private final ReachJson reach;
    private final boolean answersAlarms;

    AlarmAuditJson(Reach reach, boolean answersAlarms) {
        this.reach = new ReachJson(reach);
        this.answersAlarms = answersAlarms;
    }

    /** @param current the week that is now, after which there is none yet */
    ObjectNode audit(WeeklyAudit audit, CalendarWeek current) {
        CalendarWeek week = audit.week();
        ObjectNode json = Json.object()
                .put("person", audit.person().value())
                .put("week", week.toString())
                .put("before", week.before().toString());
        if (week.compareTo(current) < 0) {
            json.put("after", CalendarWeek.of(week.monday().plusWeeks(1)).toString());
        }
        json.put("from", audit.from().toString())
                .put("until", audit.until().toString())
                .put("over", audit.over())
                .put("heardSeconds", audit.heard().toSeconds());
        ArrayNode classes = json.putArray("classes");
        audit.classes().forEach(each -> classes.add(ofClass(each)));
        json.set("road", road(audit.road()));
        json.set("answers", answers(audit.answers()));
        json.set("nights", nights(audit.nights()));
        WeeklyAudit.HeldBack held = audit.heldBack();
        json.putObject("heldBack")
                .put("held", held.held())
                .put("right", held.right())
                .put("wrong", held.wrong())
                .put("unsure", held.unsure());
        ArrayNode silences = json.putArray("silences");
        audit.silences().forEach(silence -> silences.addObject()
                .put("cause", silence.cause())
                .put("times", silence.times())
                .put("totalSeconds", silence.total().toSeconds()));
        ArrayNode remarks = json.putArray("remarks");
        audit.remarks().forEach(remark -> remarks.add(remark(remark)));
        ArrayNode advice = json.putArray("advice");
        audit.advice().forEach(each -> advice.add(advice(each)));
        return json;
    }

    private static ObjectNode ofClass(WeeklyAudit.OfClass of) {
        ObjectNode json = Json.object()
                .put("rule", of.rule())
                .put("raised", of.raised())
                .put("judged", of.judged())
                .put("right", of.right())
                .put("brief", of.brief())
                .put("wrong", of.wrong())
                .put("unsure", of.unsure())
                .put("episodes", of.episodes())
                .put("late", of.late())
                .put("missed", of.missed());
        seconds(json, "medianLeadSeconds", of.medianLead());
        return json;
    }

    private static ObjectNode road(WeeklyAudit.Road road) {
        ObjectNode json = Json.object().put("alarms", road.alarms()).put("slow", road.slow());
        seconds(json, "medianSeconds", road.median());
        seconds(json, "longestSeconds", road.longest());
        return json;
    }

    private static ObjectNode answers(WeeklyAudit.Answers answers) {
        ObjectNode json = Json.object()
                .put("called", answers.called())
                .put("answered", answers.answered())
                .put("ended", answers.ended())
                .put("open", answers.open())
                .put("escalated", answers.escalated());
        seconds(json, "medianSeconds", answers.median());
        seconds(json, "longestSeconds", answers.longest());
        return json;
    }

    private ObjectNode nights(WeeklyAudit.Nights nights) {
        ObjectNode json = Json.object()
                .put("nights", nights.nights())
                .put("disturbed", nights.disturbed())
                .put("calls", nights.calls())
                .put("most", nights.most());
        ArrayNode alarms = json.putArray("alarms");
        nights.alarms().forEach(alarm -> alarms.add(alarm(alarm)));
        return json;
    }

    private ObjectNode alarm(WeeklyAudit.NightAlarm alarm) {
        ObjectNode json = Json.object()
                .put("at", alarm.at().toString())
                .put("rule", alarm.rule())
                .put("alert", alarm.alertId())
                .put("calls", alarm.calls());
        alarm.worth().ifPresent(worth -> json.put("worth", word(worth)));
        alarm.answeredBy().ifPresent(who -> json.put("answeredBy", who));
        seconds(json, "answeredAfterSeconds", alarm.answeredAfter());
        if (answersAlarms) {
            json.set("receipts", reach.receipts(alarm.alertId(), alarm.at()));
        }
        return json;
    }

    private static ObjectNode remark(WeeklyAudit.Remark remark) {
        ObjectNode json = Json.object().put("at", remark.at().toString()).put("rule", remark.rule());
        remark.alertId().ifPresent(id -> json.put("alert", id));
        return json.put("what", remark.what());
    }

    private static ObjectNode advice(AuditAdvice advice) {
        ObjectNode json = Json.object().put("kind", word(advice.kind()));
        advice.rule().ifPresent(rule -> json.put("rule", rule));
        return json.put("times", advice.times()).put("of", advice.of());
    }

    /** {@return a constant as it stands on the wire, like {@code call-missed}} */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Seconds with thousandths: a road is short. */
    private static void seconds(ObjectNode json, String name, Optional<Duration> length) {
        length.ifPresent(known -> json.put(name, known.toMillis() / 1000.0));
    }
}
