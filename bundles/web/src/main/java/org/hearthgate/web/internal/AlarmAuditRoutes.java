package org.hearthgate.web.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.insight.AlarmAudits;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.insight.WeeklyAudit;
import org.hearthgate.api.observation.PersonId;

/** What somebody's alarms of one week were worth, for whoever may read the glucose they are judged by. */
final class AlarmAuditRoutes {
    private static final Set<Role> READERS = Set.of(Role.FAMILY, Role.CLINICIAN);
    private static final int LONGEST_QUOTED = 20;

    private final Parts parts;

    AlarmAuditRoutes(Parts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/hub/v1/persons/{id}/alarm-audit",
                READERS,
                (call, names, caller) -> audit(call, caller.person(names.get(0)), caller)));
    }

    private Answer audit(Call call, PersonId person, Caller caller) {
        AlarmAudits audits = parts.audits();
        ZoneId zone = parts.household().zone();
        Instant now = parts.clock().now();
        CalendarWeek current = CalendarWeek.of(now.atZone(zone).toLocalDate());
        CalendarWeek week = call.query().containsKey("week") ? week(call.query().get("week")) : lastWhole(current);
        if (week.compareTo(current) > 0) {
            throw Refused.noAudit(
                    "The week " + week + " has not begun. Ask for " + current + " or an earlier one.",
                    current.toString());
        }
        WeeklyAudit audit = of(audits, person, week);
        if (isEmpty(audit)) {
            throw Refused.noAudit(
                    "There is no audit of " + week
                            + ": in that week the hub heard no glucose and raised no alarm. Ask for a later one, "
                            + current + " at the latest.",
                    current.toString());
        }
        var shapes = new AlarmAuditJson(parts.reach(), AlertRights.answers(caller.access(), person));
        return Answer.ok(shapes.audit(audit, current));
    }

    private static CalendarWeek week(String text) {
        try {
            return CalendarWeek.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    400,
                    "bad-week",
                    "'week' is a calendar week like 2026-W09, Monday to Sunday; '"
                            + text.substring(0, Math.min(LONGEST_QUOTED, text.length()))
                            + "' is none. Leave it out for the last whole week.");
        }
    }

    /** Which week is the last one is only known to a hub that knows the time. */
    private CalendarWeek lastWhole(CalendarWeek current) {
        if (!parts.clock().trusted()) {
            throw new Refused(
                    503,
                    "clock-unsure",
                    "The hub does not know the time yet, and so not which week was the last one. Name one, like"
                            + " week=2026-W09, or try again once the clock is right.");
        }
        return current.before();
    }

    private static WeeklyAudit of(AlarmAudits audits, PersonId person, CalendarWeek week) {
        try {
            return audits.of(person, week);
        } catch (NoSuchElementException e) {
            throw Caller.noSuchPerson(); // in the access list, and not in this home
        }
    }

    private static boolean isEmpty(WeeklyAudit audit) {
        return audit.heard().isZero()
                && audit.silences().isEmpty()
                && audit.classes().stream().allMatch(each -> each.raised() == 0);
    }
}
