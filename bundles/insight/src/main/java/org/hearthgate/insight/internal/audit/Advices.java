package org.hearthgate.insight.internal.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.insight.AuditAdvice;
import org.hearthgate.api.insight.AuditAdvice.Kind;
import org.hearthgate.api.insight.WeeklyAudit;

/** What a week gives reason to change. One false alarm is none: who turns an alarm down for one night pays for it in another. */
final class Advices {
    private static final int OFTEN = 3;
    private static final int MORE_THAN_ONCE = 2;
    private static final Duration LONG_SILENCE = Duration.ofHours(3);

    private final List<AuditAdvice> found = new ArrayList<>();

    private Advices() {}

    static List<AuditAdvice> of(
            List<WeeklyAudit.OfClass> classes,
            WeeklyAudit.Road road,
            WeeklyAudit.Answers answers,
            WeeklyAudit.HeldBack held,
            List<WeeklyAudit.Silence> silences) {
        var advices = new Advices();
        classes.forEach(advices::ofClass);
        advices.say(Kind.HUB_SLOW, Optional.empty(), road.slow(), road.alarms(), 1);
        advices.say(Kind.MORE_PEOPLE_CALLED, Optional.empty(), answers.escalated(), answers.called(), MORE_THAN_ONCE);
        int known = held.right() + held.wrong();
        advices.say(Kind.HELD_BACK_WRONGLY, Optional.empty(), held.wrong(), known, 1);
        advices.say(Kind.PRESSURE_ON_SENSOR, Optional.empty(), held.right(), known, MORE_THAN_ONCE);
        Duration silent = silences.stream().map(WeeklyAudit.Silence::total).reduce(Duration.ZERO, Duration::plus);
        if (silent.compareTo(LONG_SILENCE) >= 0) {
            int gaps = silences.stream().mapToInt(WeeklyAudit.Silence::times).sum();
            advices.say(Kind.LONG_SILENCE, Optional.empty(), gaps, 0, 1);
        }
        advices.found.sort(Comparator.comparing(AuditAdvice::kind)); // classes stay as they stood: urgent ones first
        return advices.found;
    }

    private void ofClass(WeeklyAudit.OfClass each) {
        Optional<String> rule = Optional.of(each.rule());
        say(Kind.CALL_MISSED, rule, each.missed(), each.episodes(), 1);
        say(Kind.CALL_LATE, rule, each.late(), each.episodes(), 1);
        int known = each.right() + each.brief() + each.wrong();
        if (2 * each.wrong() > known) {
            say(Kind.OFTEN_WRONG, rule, each.wrong(), known, OFTEN);
        }
    }

    private void say(Kind kind, Optional<String> rule, int times, int of, int from) {
        if (times >= from) {
            found.add(new AuditAdvice(kind, rule, times, of));
        }
    }
}
