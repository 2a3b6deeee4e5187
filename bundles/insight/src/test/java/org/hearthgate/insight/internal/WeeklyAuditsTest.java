package org.hearthgate.insight.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.hearthgate.api.insight.CalendarWeek;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryAlertJournal;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class WeeklyAuditsTest {
    private static final CalendarWeek WEEK = CalendarWeek.parse("2026-W10");

    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final ManualClock clock = ManualClock.at("2026-03-08T22:30:00Z"); // half an hour before Monday in Berlin
    private final WeeklyAudits audits = new WeeklyAudits(
            store,
            new InMemoryAlertJournal(),
            FixedHousehold.of("Anna"),
            clock,
            Configured.by(InsightConfig.class, Map.of("weeksKept", 4)));

    @Test
    void a_week_is_audited_by_itself_once_its_last_night_is_over() {
        clock.advance(Duration.ofHours(9));
        assertThat(audits.latest(Given.ANNA)).as("the week before").hasValueSatisfying(audit -> assertThat(audit.week())
                .isEqualTo(WEEK.before()));
        clock.advance(Duration.ofHours(1));
        assertThat(audits.latest(Given.ANNA))
                .hasValueSatisfying(audit -> assertThat(audit.week()).isEqualTo(WEEK));
        audits.close();
    }

    @Test
    void an_audit_of_a_week_that_goes_on_is_made_anew_after_five_minutes() {
        assertThat(audits.of(Given.ANNA, WEEK).heard()).isZero();
        store.append(List.of(Given.reading(100)
                .at(clock.now().minusSeconds(60))
                .receivedAt(clock.now().minusSeconds(60))
                .build()));
        clock.advance(Duration.ofMinutes(4));
        assertThat(audits.of(Given.ANNA, WEEK).heard()).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(audits.of(Given.ANNA, WEEK).heard()).isEqualTo(Duration.ofMinutes(6));
    }

    @Test
    void the_marked_reading_of_a_drill_was_never_heard() {
        Instant at = clock.now().minusSeconds(60);
        store.append(List.of(GlucoseReading.exact(
                Origin.of(Given.ANNA, SelfTest.DEVICE, at, at, Provenance.of(SelfTest.DEVICE.value()))
                        .withQuality(new Quality(List.of(new Doubt(Doubt.Flag.TEST, "a test", Map.of())))),
                40)));
        assertThat(audits.of(Given.ANNA, WEEK).heard()).isZero();
    }

    @Test
    void who_does_not_live_here_and_what_has_not_begun_is_refused() {
        assertThatThrownBy(() -> audits.of(new PersonId("carl"), WEEK)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> audits.of(Given.ANNA, CalendarWeek.parse("2026-W12")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has not begun");
    }

    @Test
    void weeks_are_numbered_as_on_a_calendar() {
        assertThat(CalendarWeek.parse("2026-W53").monday()).isEqualTo("2026-12-28");
        assertThat(CalendarWeek.parse("2027-W01").before()).hasToString("2026-W53");
        for (String none : List.of("2025-W53", "2026-W00", "2026-10", "2026-W1", "")) {
            assertThatThrownBy(() -> CalendarWeek.parse(none)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
