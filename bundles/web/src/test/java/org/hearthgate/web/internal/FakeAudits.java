package org.hearthgate.web.internal;

import static org.hearthgate.testkit.Given.ANNA;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.hearthgate.api.insight.AlarmAudits;
import org.hearthgate.api.insight.AlarmWorth;
import org.hearthgate.api.insight.AuditAdvice;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.insight.WeeklyAudit;
import org.hearthgate.api.insight.WeeklyAudit.NightAlarm;
import org.hearthgate.api.insight.WeeklyAudit.OfClass;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.testkit.FixedHousehold;

/** Anna's weeks as a test tells them; of a week that it does not tell nothing was heard, as in a real home before its hub came. */
final class FakeAudits implements AlarmAudits {
    static final ZoneId ZONE = FixedHousehold.of("Anna").zone();

    final List<CalendarWeek> asked = new ArrayList<>();
    Optional<StoreException> broken = Optional.empty();
    private final Map<CalendarWeek, WeeklyAudit> weeks = new HashMap<>();

    FakeAudits with(WeeklyAudit audit) {
        weeks.put(audit.week(), audit);
        return this;
    }

    @Override
    public Optional<WeeklyAudit> latest(PersonId person) {
        return Optional.empty(); // nobody has asked since the hub was started
    }

    @Override
    public WeeklyAudit of(PersonId person, CalendarWeek week) {
        if (!person.equals(ANNA)) {
            throw new NoSuchElementException("nobody with the id " + person + " lives here");
        }
        if (broken.isPresent()) {
            throw broken.get();
        }
        asked.add(week);
        return weeks.getOrDefault(week, silent(week));
    }

    private static WeeklyAudit silent(CalendarWeek week) {
        return audit(
                week,
                week.until(ZONE),
                true,
                Duration.ZERO,
                List.of(ofClass("low", 0, 0, 0, 0, 0)),
                new WeeklyAudit.Answers(0, 0, 0, 0, 0, Optional.empty(), Optional.empty()),
                new WeeklyAudit.Nights(7, 0, 0, 0, List.of()),
                new WeeklyAudit.HeldBack(0, 0, 0, 0),
                List.of(),
                List.of(),
                List.of());
    }

    /** A week in which all was well. */
    static WeeklyAudit calm(CalendarWeek week) {
        return audit(
                week,
                week.until(ZONE),
                true,
                Duration.ofHours(166),
                List.of(
                        ofClass("urgent-low", 0, 0, 0, 0, 0),
                        ofClass("urgent-low-soon", 0, 0, 0, 0, 0),
                        ofClass("low", 2, 2, 0, 0, 0),
                        ofClass("predicted-low", 1, 1, 0, 0, 0)),
                new WeeklyAudit.Answers(
                        3, 3, 0, 0, 0, Optional.of(Duration.ofSeconds(70)), Optional.of(Duration.ofSeconds(160))),
                new WeeklyAudit.Nights(7, 0, 0, 0, List.of()),
                new WeeklyAudit.HeldBack(0, 0, 0, 0),
                List.of(),
                List.of(),
                List.of());
    }

    /** A week with something of everything. */
    static WeeklyAudit hard(CalendarWeek week) {
        Instant monday = week.from(ZONE);
        Instant tuesday = monday.plus(Duration.ofHours(26)).plusSeconds(720);
        Instant friday = monday.plus(Duration.ofHours(4 * 24 + 23)).plusSeconds(1860);
        return audit(
                week,
                week.until(ZONE),
                true,
                Duration.ofHours(164),
                List.of(
                        owing("urgent-low", 2, 2, 0, 0, 0, 3, 0, 1),
                        ofClass("urgent-low-soon", 3, 2, 0, 1, 0),
                        owing("low", 9, 5, 1, 2, 1, 6, 1, 0),
                        new OfClass("predicted-low", 8, true, 3, 0, 5, 0, 0, 0, 0, Optional.of(Duration.ofMinutes(14))),
                        ofClass("high", 2, 2, 0, 0, 0),
                        new OfClass("no-data", 2, false, 0, 0, 0, 0, 0, 0, 0, Optional.empty())),
                new WeeklyAudit.Answers(
                        21, 16, 4, 1, 3, Optional.of(Duration.ofSeconds(95)), Optional.of(Duration.ofSeconds(960))),
                new WeeklyAudit.Nights(
                        7,
                        2,
                        4,
                        3,
                        List.of(
                                new NightAlarm(
                                        tuesday,
                                        "low",
                                        "n1",
                                        2,
                                        Optional.of(AlarmWorth.RIGHT),
                                        Optional.of("Mum"),
                                        Optional.of(Duration.ofSeconds(150))),
                                new NightAlarm(
                                        friday,
                                        "predicted-low",
                                        "n2",
                                        1,
                                        Optional.of(AlarmWorth.WRONG),
                                        Optional.empty(),
                                        Optional.empty()),
                                new NightAlarm(
                                        friday.plusSeconds(7400),
                                        "no-data",
                                        "n3",
                                        1,
                                        Optional.empty(),
                                        Optional.of("Grandma"),
                                        Optional.of(Duration.ofSeconds(420))))),
                new WeeklyAudit.HeldBack(6, 4, 1, 1),
                List.of(
                        new WeeklyAudit.Silence("the way from the sensor was broken", 2, Duration.ofMinutes(100)),
                        new WeeklyAudit.Silence("the sensor was warming up", 1, Duration.ofMinutes(55))),
                List.of(
                        new WeeklyAudit.Remark(tuesday, "urgent-low", Optional.empty(), "nobody was called for 12 min"),
                        new WeeklyAudit.Remark(
                                friday,
                                "predicted-low",
                                Optional.of("n2"),
                                "a false alarm: it did not come to pass within 30 min")),
                List.of(
                        new AuditAdvice(AuditAdvice.Kind.CALL_MISSED, Optional.of("urgent-low"), 1, 3),
                        new AuditAdvice(AuditAdvice.Kind.CALL_LATE, Optional.of("low"), 1, 6),
                        new AuditAdvice(AuditAdvice.Kind.MORE_PEOPLE_CALLED, Optional.empty(), 3, 21),
                        new AuditAdvice(AuditAdvice.Kind.HELD_BACK_WRONGLY, Optional.empty(), 1, 5),
                        new AuditAdvice(AuditAdvice.Kind.PRESSURE_ON_SENSOR, Optional.empty(), 4, 5),
                        new AuditAdvice(AuditAdvice.Kind.OFTEN_WRONG, Optional.of("predicted-low"), 5, 8)));
    }

    /** The week that goes on, an hour old, quiet so far. */
    static WeeklyAudit begun(CalendarWeek week, Instant now) {
        return audit(
                week,
                now,
                false,
                Duration.between(week.from(ZONE), now),
                List.of(ofClass("low", 0, 0, 0, 0, 0)),
                new WeeklyAudit.Answers(0, 0, 0, 0, 0, Optional.empty(), Optional.empty()),
                new WeeklyAudit.Nights(0, 0, 0, 0, List.of()),
                new WeeklyAudit.HeldBack(0, 0, 0, 0),
                List.of(),
                List.of(),
                List.of());
    }

    private static WeeklyAudit audit(
            CalendarWeek week,
            Instant until,
            boolean over,
            Duration heard,
            List<OfClass> classes,
            WeeklyAudit.Answers answers,
            WeeklyAudit.Nights nights,
            WeeklyAudit.HeldBack held,
            List<WeeklyAudit.Silence> silences,
            List<WeeklyAudit.Remark> remarks,
            List<AuditAdvice> advice) {
        int alarms = classes.stream().mapToInt(OfClass::raised).sum();
        var road = new WeeklyAudit.Road(
                alarms,
                alarms == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(180)),
                alarms == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(2300)),
                0);
        return new WeeklyAudit(
                ANNA,
                week,
                week.from(ZONE),
                until,
                over,
                heard,
                classes,
                road,
                answers,
                nights,
                held,
                silences,
                remarks,
                advice);
    }

    private static OfClass ofClass(String rule, int raised, int right, int brief, int wrong, int unsure) {
        return owing(rule, raised, right, brief, wrong, unsure, 0, 0, 0);
    }

    private static OfClass owing(
            String rule, int raised, int right, int brief, int wrong, int unsure, int episodes, int late, int missed) {
        return new OfClass(rule, raised, true, right, brief, wrong, unsure, episodes, late, missed, Optional.empty());
    }
}
