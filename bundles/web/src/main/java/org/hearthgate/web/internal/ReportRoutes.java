package org.hearthgate.web.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.insight.GlucoseReport;
import org.hearthgate.api.observation.PersonId;

/** The figures of somebody's last days, for whoever may read the glucose they rest on. Days are those of the home's clock. */
final class ReportRoutes {
    private static final Set<Role> READERS = Set.of(Role.FAMILY, Role.CLINICIAN);
    private static final int USUAL_DAYS = 14;
    private static final int MOST_DAYS = 90;
    private static final int LONGEST_QUOTED = 20;

    private final Parts parts;

    ReportRoutes(Parts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/hub/v1/persons/{id}/report",
                READERS,
                (call, names, caller) -> report(call, caller.person(names.get(0)))));
    }

    private Answer report(Call call, PersonId person) {
        ZoneId zone = parts.household().zone();
        Instant now = parts.clock().now();
        LocalDate today = now.atZone(zone).toLocalDate();
        LocalDate last = last(call, today);
        Instant from = last.minusDays(days(call) - 1L).atStartOfDay(zone).toInstant();
        Instant end = last.plusDays(1).atStartOfDay(zone).toInstant();
        try {
            GlucoseReport report = parts.metrics().report(person, from, end.isAfter(now) ? now : end);
            return Answer.ok(ReportJson.report(report));
        } catch (NoSuchElementException e) {
            throw Caller.noSuchPerson(); // in the access list, and not in this home
        } catch (IllegalArgumentException e) { // this hub's settings may allow less than an address does
            throw new Refused(400, "bad-days", e.getMessage());
        }
    }

    private static int days(Call call) {
        String text = call.query().getOrDefault("days", Integer.toString(USUAL_DAYS));
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_DAYS) {
            throw new Refused(
                    400,
                    "bad-days",
                    "'days' is a number from 1 to " + MOST_DAYS + "; '" + quoted(text) + "' is none. Leave it out for "
                            + USUAL_DAYS + ".");
        }
        return Integer.parseInt(text);
    }

    /** Which day is today is only known to a hub that knows the time. */
    private LocalDate last(Call call, LocalDate today) {
        String text = call.query().get("last");
        if (text == null) {
            if (!parts.clock().trusted()) {
                throw new Refused(
                        503,
                        "clock-unsure",
                        "The hub does not know the time yet, and so not which day is today. Name the last day, like"
                                + " last=2026-03-01, or try again once the clock is right.");
            }
            return today;
        }
        try {
            LocalDate last = LocalDate.parse(text);
            if (!last.isAfter(today)) {
                return last;
            }
        } catch (DateTimeException e) {
            throw badDay(text, today);
        }
        throw badDay(text, today);
    }

    private static Refused badDay(String text, LocalDate today) {
        return new Refused(
                400,
                "bad-day",
                "'last' is the last day of the report, like 2026-03-01, and not after " + today + "; '" + quoted(text)
                        + "' is none. Leave it out for today.");
    }

    private static String quoted(String text) {
        return text.substring(0, Math.min(LONGEST_QUOTED, text.length()));
    }
}
