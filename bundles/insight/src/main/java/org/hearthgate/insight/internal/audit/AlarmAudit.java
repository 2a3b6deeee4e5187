package org.hearthgate.insight.internal.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.insight.AlarmWorth;
import org.hearthgate.api.insight.WeeklyAudit;
import org.hearthgate.api.insight.WeeklyAudit.Remark;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.insight.internal.AlertLife;

/**
 * The alarms of one week against the record: which were right, brief, wrong, late and missing. Pure. What the words mean, and why they
 * mean that, is in docs/alarm-audit.md.
 */
public final class AlarmAudit {
    /** A hub that takes longer than this from a reading to its alarm was slow. */
    static final Duration SLOW = Duration.ofSeconds(10);

    /** Shown even in a week without an alarm, because their absence says something; the most urgent first. */
    private static final List<String> ALWAYS = List.of("urgent-low", "urgent-low-soon", "low", "predicted-low");

    private static final Set<String> AT_ONCE = Set.of("urgent-low", "low");

    private final WeekRecord week;
    private final Judge judge;
    private final List<Remark> remarks = new ArrayList<>();

    private AlarmAudit(WeekRecord week) {
        this.week = week;
        judge = new Judge(week);
    }

    /** {@return the audit of this week} */
    public static WeeklyAudit of(WeekRecord week) {
        return new AlarmAudit(week).audit();
    }

    private WeeklyAudit audit() {
        var silences = new Silences(week);
        var people = new People(week, judge);
        List<WeeklyAudit.OfClass> classes = classes();
        WeeklyAudit.Road road = road();
        WeeklyAudit.Answers answers = people.answers();
        WeeklyAudit.HeldBack heldBack = new HeldBackLows(week).count();
        List<WeeklyAudit.Silence> silent = silences.byCause();
        remarks.sort(Comparator.comparing(Remark::at));
        return new WeeklyAudit(
                week.person(),
                week.week(),
                week.from(),
                week.until(),
                week.over(),
                silences.heard(),
                classes,
                road,
                answers,
                people.nights(),
                heldBack,
                silent,
                remarks.subList(0, Math.min(remarks.size(), WeeklyAudit.MOST_REMARKS)),
                Advices.of(classes, road, answers, heldBack, silent));
    }

    private List<WeeklyAudit.OfClass> classes() {
        var rules = new LinkedHashSet<>(ALWAYS);
        week.raised().stream()
                .sorted(Comparator.comparing((AlertLife life) -> life.first().priority())
                        .thenComparing(AlertLife::rule))
                .forEach(life -> rules.add(life.rule()));
        return rules.stream().map(this::ofClass).toList();
    }

    private WeeklyAudit.OfClass ofClass(String rule) {
        List<AlertLife> lives =
                week.raised().stream().filter(life -> life.rule().equals(rule)).toList();
        Map<AlarmWorth, Integer> worth = new HashMap<>();
        var leads = new ArrayList<Duration>();
        boolean judged = ALWAYS.contains(rule);
        for (AlertLife life : lives) {
            Optional<Judgement> judgement = judge.judge(life);
            judged |= judgement.isPresent();
            judgement.ifPresent(known -> {
                worth.merge(known.worth(), 1, Integer::sum);
                known.lead().ifPresent(leads::add);
                if (known.worth() == AlarmWorth.WRONG) {
                    remarks.add(new Remark(
                            life.raisedAt(), rule, Optional.of(life.id()), "a false alarm: " + known.because()));
                }
            });
        }
        Owed owed = Owed.of(rule, week);
        remarks.addAll(owed.remarks());
        return new WeeklyAudit.OfClass(
                rule,
                lives.size(),
                judged,
                worth.getOrDefault(AlarmWorth.RIGHT, 0),
                worth.getOrDefault(AlarmWorth.BRIEF, 0),
                worth.getOrDefault(AlarmWorth.WRONG, 0),
                worth.getOrDefault(AlarmWorth.UNSURE, 0),
                owed.episodes(),
                owed.late(),
                owed.missed(),
                Middle.of(leads));
    }

    /** Only of what calls at the first reading; and the same reading may have come by two routes: the first counts. */
    private WeeklyAudit.Road road() {
        Map<Instant, Instant> arrived = new HashMap<>();
        for (GlucoseReading reading : week.all(GlucoseReading.class)) {
            arrived.merge(reading.measuredAt(), reading.receivedAt(), (a, b) -> a.isBefore(b) ? a : b);
        }
        var took = new ArrayList<Duration>();
        int slow = 0;
        for (AlertLife life : week.raised()) {
            Optional<Instant> from = life.first()
                    .measuredAt()
                    .filter(any -> AT_ONCE.contains(life.rule()))
                    .map(arrived::get);
            if (from.isEmpty() || from.get().isAfter(life.raisedAt())) {
                continue;
            }
            Duration needed = Duration.between(from.get(), life.raisedAt());
            took.add(needed);
            if (needed.compareTo(SLOW) > 0) {
                slow++;
                remarks.add(new Remark(
                        life.raisedAt(),
                        life.rule(),
                        Optional.of(life.id()),
                        "the hub took " + Words.lasting(needed) + " from the reading to the alarm"));
            }
        }
        return new WeeklyAudit.Road(took.size(), Middle.of(took), took.stream().max(Duration::compareTo), slow);
    }
}
