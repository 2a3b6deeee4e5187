package org.hearthgate.insight.internal.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.insight.GlucoseEpisode;
import org.hearthgate.api.insight.GlucoseLimit;
import org.hearthgate.api.insight.WeeklyAudit.Remark;
import org.hearthgate.insight.internal.AlertLife;

/**
 * What one class ought to have called for, and whether it did. Rests only on readings that were live when they arrived, so that it asks
 * nothing of the hub that it could not have known.
 *
 * @param episodes how many
 * @param late how many were called for too late
 * @param missed how many were not called for
 * @param remarks one per late or missed
 */
record Owed(int episodes, int late, int missed, List<Remark> remarks) {
    static final Duration URGENT_WITHIN = Duration.ofMinutes(5);
    /** A low that looks like pressure on the sensor waits for one reading more. */
    static final Duration LOW_WITHIN = Duration.ofMinutes(10);

    static final Owed NOTHING = new Owed(0, 0, 0, List.of());

    static Owed of(String rule, WeekRecord week) {
        return switch (rule) {
            case "urgent-low" ->
                of(rule, week, GlucoseEpisode.in(week.live(), GlucoseLimit.URGENT_LOW), Set.of(rule), URGENT_WITHIN);
            case "low" ->
                of(
                        rule,
                        week,
                        GlucoseEpisode.in(week.liveSeries(), GlucoseLimit.LOW),
                        Set.of(rule, "urgent-low", "urgent-low-soon"),
                        LOW_WITHIN);
            default -> NOTHING;
        };
    }

    private static Owed of(
            String rule, WeekRecord week, List<GlucoseEpisode> all, Set<String> calledBy, Duration within) {
        int episodes = 0;
        int late = 0;
        var remarks = new ArrayList<Remark>();
        for (GlucoseEpisode episode : all) {
            if (!week.within(episode.heardAt())) {
                continue;
            }
            episodes++;
            Instant due = episode.heardAt().plus(within);
            if (opened(week, calledBy, episode.heardAt(), due).isPresent()) {
                continue;
            }
            Optional<AlertLife> later =
                    opened(week, calledBy, due, later(due, episode.endedAt().plus(within)));
            late += later.isPresent() ? 1 : 0;
            remarks.add(new Remark(
                    episode.heardAt(),
                    rule,
                    later.map(AlertLife::id),
                    later.map(life -> "called "
                                    + Duration.between(episode.heardAt(), life.raisedAt())
                                            .toMinutes()
                                    + " min after the first reading; within " + within.toMinutes() + " was due")
                            .orElse("nobody was called for " + Words.lasting(episode.length()))));
        }
        return new Owed(episodes, late, remarks.size() - late, remarks);
    }

    private static Optional<AlertLife> opened(WeekRecord week, Set<String> rules, Instant from, Instant until) {
        return week.lives().stream()
                .filter(life -> rules.contains(life.rule()) && life.openBetween(from, until))
                .findFirst();
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
