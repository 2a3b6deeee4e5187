package org.hearthgate.insight.internal.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.insight.WeeklyAudit;
import org.hearthgate.insight.internal.AlertLife;

/** What the alarms cost people, and how fast they were. */
final class People {
    static final LocalTime NIGHT_FROM = LocalTime.of(22, 0);
    static final LocalTime NIGHT_UNTIL = LocalTime.of(7, 0);

    private final WeekRecord week;
    private final Judge judge;

    People(WeekRecord week, Judge judge) {
        this.week = week;
        this.judge = judge;
    }

    WeeklyAudit.Answers answers() {
        List<AlertLife> called = week.raised().stream()
                .filter(life -> life.calls().stream().anyMatch(People::makesNoise))
                .toList();
        var took = new ArrayList<Duration>();
        int ended = 0;
        int open = 0;
        int escalated = 0;
        for (AlertLife life : called) {
            Optional<Duration> answered = life.answeredAfter();
            answered.ifPresent(took::add);
            if (answered.isEmpty()) {
                ended += life.resolvedAt().isPresent() ? 1 : 0;
                open += life.resolvedAt().isPresent() ? 0 : 1;
            }
            escalated += life.calls().stream().anyMatch(call -> call.state() == AlertState.ESCALATED || call.step() > 0)
                    ? 1
                    : 0;
        }
        return new WeeklyAudit.Answers(
                called.size(),
                took.size(),
                ended,
                open,
                escalated,
                Middle.of(took),
                took.stream().max(Duration::compareTo));
    }

    /** Of all nights whose evening lies in the week. */
    WeeklyAudit.Nights nights() {
        var perNight = new TreeMap<LocalDate, Integer>();
        var alarms = new ArrayList<WeeklyAudit.NightAlarm>();
        for (AlertLife life : week.lives()) {
            var atNight = new ArrayList<Instant>();
            for (Alert call : life.calls()) {
                if (makesNoise(call)) {
                    night(call.changedAt().atZone(week.zone()))
                            .filter(evening -> !evening.isBefore(week.week().monday())
                                    && evening.isBefore(week.week().monday().plusWeeks(1)))
                            .ifPresent(evening -> {
                                perNight.merge(evening, 1, Integer::sum);
                                atNight.add(call.changedAt());
                            });
                }
            }
            if (!atNight.isEmpty()) {
                alarms.add(alarm(life, atNight));
            }
        }
        alarms.sort(Comparator.comparing(WeeklyAudit.NightAlarm::at));
        return new WeeklyAudit.Nights(
                begun(),
                perNight.size(),
                perNight.values().stream().mapToInt(Integer::intValue).sum(),
                perNight.values().stream().mapToInt(Integer::intValue).max().orElse(0),
                alarms.subList(0, Math.min(alarms.size(), WeeklyAudit.MOST_AT_NIGHT)));
    }

    private WeeklyAudit.NightAlarm alarm(AlertLife life, List<Instant> atNight) {
        return new WeeklyAudit.NightAlarm(
                Collections.min(atNight),
                life.rule(),
                life.id(),
                atNight.size(),
                judge.judge(life).map(Judgement::worth),
                life.answer().flatMap(Alert::by),
                life.answeredAfter());
    }

    private int begun() {
        int begun = 0;
        for (int day = 0; day < 7; day++) {
            LocalDate evening = week.week().monday().plusDays(day);
            begun += evening.atTime(NIGHT_FROM).atZone(week.zone()).toInstant().isBefore(week.until()) ? 1 : 0;
        }
        return begun;
    }

    private static Optional<LocalDate> night(ZonedDateTime at) {
        if (!at.toLocalTime().isBefore(NIGHT_FROM)) {
            return Optional.of(at.toLocalDate());
        }
        return at.toLocalTime().isBefore(NIGHT_UNTIL)
                ? Optional.of(at.toLocalDate().minusDays(1))
                : Optional.empty();
    }

    private static boolean makesNoise(Alert alert) {
        return alert.state().calls() && alert.priority() != Priority.INFORMATION;
    }
}
