package org.hearthgate.web.internal;

import static org.hearthgate.testkit.Given.ANNA;

import java.time.Instant;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.insight.WeeklyAudit;
import org.hearthgate.api.notify.Carer;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.notify.Receipt.Outcome;

/** Weeks of alarms for looking at: a hard one and a calm one, the one that has just begun, and none before. */
final class DevAudits {
    private DevAudits() {}

    static void moveInto(DevHub hub, String situation, Instant now) {
        CalendarWeek current = CalendarWeek.of(now.atZone(FakeAudits.ZONE).toLocalDate());
        CalendarWeek last = current.before();
        WeeklyAudit hard = FakeAudits.hard(situation.equals("audit") ? last : last.before());
        hub.servlet.audits = new FakeAudits()
                .with(hard)
                .with(FakeAudits.calm(situation.equals("audit") ? last.before() : last))
                .with(FakeAudits.begun(current, now));
        var carers = (FakeCarers) hub.reach.receipts;
        for (WeeklyAudit.NightAlarm alarm : hard.nights().alarms()) {
            if (!alarm.alertId().equals("n3")) { // one of which nobody knows whom it reached
                carers.note(receipt(alarm, "sounder", null, Outcome.SENT, ""));
                carers.note(receipt(alarm, "page", FakeCarers.MUM, Outcome.SEEN, ""));
            }
        }
        carers.note(receipt(
                hard.nights().alarms().get(1),
                "mail.grandma",
                FakeCarers.GRANDMA,
                Outcome.FAILED,
                "The mail server cannot be reached."));
    }

    private static Receipt receipt(
            WeeklyAudit.NightAlarm alarm, String channel, Carer carerOrNull, Outcome outcome, String detail) {
        return FakeCarers.receipt(alarm.alertId(), ANNA, 0, channel, carerOrNull, outcome, alarm.at(), detail);
    }
}
