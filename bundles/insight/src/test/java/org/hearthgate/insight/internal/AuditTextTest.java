package org.hearthgate.insight.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.insight.AlarmWorth;
import org.hearthgate.api.insight.AuditAdvice;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.insight.WeeklyAudit;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

class AuditTextTest {
    private static final CalendarWeek WEEK = CalendarWeek.parse("2026-W10");
    private static final Instant FROM = WEEK.from(ZoneOffset.UTC);

    @Test
    void the_nights_are_told_alarm_by_alarm_as_the_page_tells_them() {
        var answered = new WeeklyAudit.NightAlarm(
                FROM.plus(Duration.ofHours(26)),
                "urgent-low",
                "anna.urgent-low.1",
                2,
                Optional.of(AlarmWorth.RIGHT),
                Optional.of("Mum"),
                Optional.of(Duration.ofMinutes(3)));
        var alone = new WeeklyAudit.NightAlarm(
                FROM.plus(Duration.ofHours(50)),
                "no-data",
                "anna.no-data.2",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(lines(new WeeklyAudit.Nights(7, 2, 3, 2, List.of(answered, alone)), List.of()))
                .containsSubsequence(
                        "Nights (22 to 7): 5 of 7 undisturbed; 3 calls, 2 at most in one night.",
                        "  Tue 3 Mar 02:00  urgent-low (right), Mum after 3 min, called 2 times  [anna.urgent-low.1]",
                        "  Wed 4 Mar 02:00  no-data, nobody answered  [anna.no-data.2]");
    }

    @Test
    void every_kind_of_advice_has_words_and_names_no_limit() {
        var all = Arrays.stream(AuditAdvice.Kind.values())
                .map(kind -> new AuditAdvice(kind, Optional.of("low"), 2, 5))
                .toList();
        List<String> lines = lines(new WeeklyAudit.Nights(7, 0, 0, 0, List.of()), all);
        int first = lines.indexOf("What to look at or to change:");
        assertThat(lines.subList(first + 1, first + 1 + all.size()))
                .allSatisfy(line -> assertThat(line).contains("2").endsWith(".").doesNotContain("mg/dL", "null"))
                .doesNotHaveDuplicates();
        assertThat(lines).anyMatch(line -> line.contains("Never change a limit or insulin because of one week"));
        assertThat(lines(new WeeklyAudit.Nights(7, 0, 0, 0, List.of()), List.of()))
                .noneMatch(line -> line.startsWith("What to look at"));
    }

    private static List<String> lines(WeeklyAudit.Nights nights, List<AuditAdvice> advice) {
        var audit = new WeeklyAudit(
                Given.ANNA,
                WEEK,
                FROM,
                FROM.plus(Duration.ofDays(7)),
                true,
                Duration.ofDays(7),
                List.of(),
                new WeeklyAudit.Road(0, Optional.empty(), Optional.empty(), 0),
                new WeeklyAudit.Answers(0, 0, 0, 0, 0, Optional.empty(), Optional.empty()),
                nights,
                new WeeklyAudit.HeldBack(0, 0, 0, 0),
                List.of(),
                List.of(),
                advice);
        return new AuditText(audit, ZoneOffset.UTC).lines("Anna");
    }
}
