package org.hearthgate.insight.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.hearthgate.api.insight.GlucoseReport;
import org.hearthgate.api.notify.SelfTest;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.Quality;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.ForwardingObservationStore;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class RecordedGlucoseMetricsTest {
    private static final Instant FROM = Instant.parse("2026-03-01T23:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-03-15T23:00:00Z");

    private final List<ObservationQuery> asked = new ArrayList<>();
    private final ForwardingObservationStore store = new ForwardingObservationStore(new InMemoryObservationStore()) {
        @Override
        public List<StoredObservation> window(ObservationQuery query) {
            asked.add(query);
            return super.window(query);
        }
    };
    private final ManualClock clock = ManualClock.at("2026-03-20T12:00:00Z");
    private final RecordedGlucoseMetrics metrics = metrics(Map.of());

    private RecordedGlucoseMetrics metrics(Map<String, Object> settings) {
        return new RecordedGlucoseMetrics(
                store, FixedHousehold.of("Anna", "Ben"), clock, Configured.by(MetricsConfig.class, settings));
    }

    @Test
    void a_report_is_of_one_person_and_of_that_stretch() {
        store.append(List.of(
                Given.reading(90).at(FROM.minusMillis(1)).build(),
                Given.reading(100).at(FROM).build(),
                Given.reading(120).at(UNTIL.minusMillis(1)).build(),
                Given.reading(140).at(UNTIL).build(),
                Given.reading(200).of(Given.BEN).at(FROM.plusSeconds(60)).build()));
        GlucoseReport report = metrics.report(Given.ANNA, FROM, UNTIL);
        assertThat(report.level().orElseThrow().meanMgPerDl()).isEqualTo(110);
        assertThat(report.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(report.wear().days()).isEqualTo(14);
        assertThat(report.wear().daysWorn()).isEqualTo(2);
        assertThat(report.wear().enoughForReport()).isFalse();
    }

    @Test
    void the_record_is_read_a_day_at_a_time_without_raw_forms() {
        metrics.report(Given.ANNA, FROM, UNTIL.minus(Duration.ofHours(1)));
        assertThat(asked).hasSize(14).allSatisfy(query -> {
            assertThat(Duration.between(query.from(), query.until())).isLessThanOrEqualTo(Duration.ofDays(1));
            assertThat(query.limit()).isEqualTo(RecordedGlucose.MOST_A_DAY);
            assertThat(query.withRaw()).isFalse();
        });
        assertThat(asked.get(0).from()).isEqualTo(FROM);
        assertThat(asked.get(13).until()).isEqualTo(UNTIL.minus(Duration.ofHours(1)));
    }

    @Test
    void what_came_late_counts_and_what_no_body_was_does_not() {
        store.append(List.of(
                Given.reading(100).at(FROM).build(),
                Given.reading(110)
                        .at(FROM.plusSeconds(300))
                        .doubted(Doubt.Flag.LATE)
                        .build(),
                Given.reading(120)
                        .at(FROM.plusSeconds(600))
                        .doubted(Doubt.Flag.NOISY)
                        .build(),
                Given.reading(400)
                        .at(FROM.plusSeconds(900))
                        .doubted(Doubt.Flag.ASIDE)
                        .build(),
                Given.reading(400)
                        .at(FROM.plusSeconds(1200))
                        .doubted(Doubt.Flag.WARM_UP)
                        .build(),
                Given.reading(400)
                        .at(FROM.plusSeconds(1500))
                        .doubted(Doubt.Flag.IMPLAUSIBLE)
                        .build(),
                Given.reading(400)
                        .at(FROM.plusSeconds(1800))
                        .doubted(Doubt.Flag.AMBIGUOUS_TIME)
                        .build(),
                drill(FROM.plusSeconds(2100))));
        assertThat(metrics.report(Given.ANNA, FROM, UNTIL).level().orElseThrow().meanMgPerDl())
                .isEqualTo(110);
    }

    private static GlucoseReading drill(Instant at) {
        return GlucoseReading.exact(
                Origin.of(Given.ANNA, SelfTest.DEVICE, at, at, Provenance.of(SelfTest.DEVICE.value()))
                        .withQuality(new Quality(List.of(new Doubt(Doubt.Flag.TEST, "a test", Map.of())))),
                40);
    }

    @Test
    void a_stretch_that_goes_on_ends_now() {
        GlucoseReport report = metrics.report(Given.ANNA, FROM, Instant.parse("2026-04-01T00:00:00Z"));
        assertThat(report.until()).isEqualTo(clock.now());
        assertThat(report.level()).isEmpty();
    }

    @Test
    void who_does_not_live_here_and_what_has_not_begun_or_ends_too_soon_is_refused() {
        assertThatThrownBy(() -> metrics.report(new PersonId("carl"), FROM, UNTIL))
                .isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() ->
                        metrics.report(Given.ANNA, clock.now(), clock.now().plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has not begun");
        assertThatThrownBy(() -> metrics.report(Given.ANNA, FROM, FROM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("end after it begins");
    }

    @Test
    void a_stretch_longer_than_the_setting_is_refused_and_one_of_local_days_is_not() {
        RecordedGlucoseMetrics fortnight = metrics(Map.of("longestReportDays", 14));
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant autumn = Instant.parse("2025-10-19T00:00:00+02:00");
        fortnight.report(Given.ANNA, autumn, autumn.atZone(berlin).plusDays(14).toInstant());
        assertThatThrownBy(() -> fortnight.report(
                        Given.ANNA, autumn, autumn.atZone(berlin).plusDays(15).toInstant()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("14 days at most")
                .hasMessageContaining("longestReportDays");
        assertThatThrownBy(() -> metrics(Map.of("longestReportDays", 13))).hasMessageContaining("14 to 400");
    }
}
