package org.hearthgate.store.sqlite.internal.years;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.HeartRateSummary;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.RawForm;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.store.sqlite.internal.OpenedStore;
import org.hearthgate.testkit.Configured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollUpsTest {
    private static final Instant OLD = Instant.parse("2026-01-10T08:00:00Z");
    private static final Instant NOW = OLD.plus(Duration.ofDays(200));

    @TempDir
    Path folder;

    private static Retention retention(Map<String, Object> settings) {
        return new Retention(Configured.by(YearsConfig.class, settings));
    }

    private static Origin origin(String device, Instant at) {
        return Origin.of(ANNA, new DeviceId(device), at, at.plusSeconds(1), Provenance.of("coap"));
    }

    private static HeartRate rate(Instant at, int beats) {
        return HeartRate.of(origin("watch", at), beats);
    }

    private static StepCount steps(Instant at, int steps) {
        return new StepCount(origin("watch", at), steps, at.minusSeconds(60));
    }

    private static void look(OpenedStore open) {
        look(open, Integer.MAX_VALUE);
    }

    /** A pass that is cut off after so many steps, as kill -9 between two transactions would. */
    private static void look(OpenedStore open, int most) {
        int left = most;
        for (Sweep sweep : Pass.sweeps(open.record(), retention(Map.of()), NOW)) {
            while (left-- > 0 && sweep.step() != Sweep.Step.DONE) {
                // the next step
            }
        }
    }

    private static List<Observation> all(OpenedStore open) {
        return open.store().window(ObservationQuery.of(ANNA, Instant.MIN, Instant.MAX)).stream()
                .map(StoredObservation::observation)
                .toList();
    }

    /** What must be the same before and after. */
    private record Totals(long steps, long beats, double sum, int lowest, int highest) {
        static Totals of(List<Observation> all) {
            long steps = 0;
            long beats = 0;
            double sum = 0;
            int lowest = 999;
            int highest = 0;
            for (Observation it : all) {
                if (it instanceof StepCount count) {
                    steps += count.steps();
                } else if (it instanceof HeartRate rate && rate.beatsPerMinute() > 0) {
                    beats++;
                    sum += rate.beatsPerMinute();
                    lowest = Math.min(lowest, rate.beatsPerMinute());
                    highest = Math.max(highest, rate.beatsPerMinute());
                } else if (it instanceof HeartRateSummary summary) {
                    beats += summary.measurements();
                    sum += summary.measurements() * summary.meanBeatsPerMinute();
                    lowest = Math.min(lowest, summary.lowestBeatsPerMinute());
                    highest = Math.max(highest, summary.highestBeatsPerMinute());
                }
            }
            return new Totals(steps, beats, sum, lowest, highest);
        }

        /** A summary's mean is rounded to hundredths. */
        void mustBe(Totals other) {
            assertThat(steps).isEqualTo(other.steps);
            assertThat(beats).isEqualTo(other.beats);
            assertThat(sum).isCloseTo(other.sum, org.assertj.core.data.Offset.offset(0.0051 * beats + 1e-6));
            assertThat(lowest).isEqualTo(other.lowest);
            assertThat(highest).isEqualTo(other.highest);
        }
    }

    @Provide
    static Arbitrary<List<Observation>> rows() {
        Arbitrary<Instant> times =
                Arbitraries.integers().between(0, 6 * 60).map(minutes -> OLD.plus(Duration.ofMinutes(minutes)));
        Arbitrary<Origin> origins = Combinators.combine(
                        times,
                        Arbitraries.of("watch", "ring"),
                        Arbitraries.longs().between(-200, 200),
                        Arbitraries.integers().between(0, 9))
                .as((at, device, number, doubt) -> {
                    // a number has its time, give or take a clock that was put right
                    Origin origin = number < 0
                            ? origin(device, at)
                            : origin(device, OLD.plusSeconds(number * 60 + at.getEpochSecond() % 1800))
                                    .withSequence(number);
                    return doubt == 0 ? origin.withDoubt(Doubt.Flag.IMPLAUSIBLE, "said the test") : origin;
                });
        Arbitrary<Observation> row = Combinators.combine(
                        origins, Arbitraries.integers().between(0, 300), Arbitraries.of(true, false))
                .as((origin, value, heart) -> heart
                        ? HeartRate.of(origin, value)
                        : new StepCount(origin, value * 600, origin.measuredAt().minusSeconds(value)));
        return row.list().ofMinSize(1).ofMaxSize(120);
    }

    @Property(tries = 25)
    void whatever_is_rolled_up_and_wherever_it_is_cut_off_nothing_is_lost_and_nothing_counts_twice(
            @ForAll("rows") List<Observation> rows, @ForAll("rows") List<Observation> later, @ForAll byte cut)
            throws IOException {
        Path home = Files.createTempDirectory("years");
        try {
            try (var open = new OpenedStore(home)) {
                open.store().append(rows);
                Totals before = Totals.of(all(open));
                look(open, Math.abs(cut) % 4);
                Totals.of(all(open)).mustBe(before);
            }
            try (var open = new OpenedStore(home)) {
                look(open);
                List<Observation> once = all(open);
                look(open);
                assertThat(all(open)).isEqualTo(once);
                assertThat(open.store().append(rows)).noneMatch(Receipt.Stored.class::isInstance);
                Totals before = Totals.of(all(open));
                var fresh = new ArrayList<Observation>();
                List<Receipt> receipts = open.store().append(later);
                for (int i = 0; i < later.size(); i++) {
                    if (receipts.get(i) instanceof Receipt.Stored) {
                        fresh.add(later.get(i));
                    }
                }
                var expected = new ArrayList<>(once);
                expected.addAll(fresh);
                look(open);
                Totals.of(all(open)).mustBe(Totals.of(expected));
                assertThat(before.steps()).isEqualTo(Totals.of(once).steps());
            }
        } finally {
            try (Stream<Path> files = Files.walk(home)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Test
    void an_hour_becomes_one_summary_and_one_count() {
        try (var open = new OpenedStore(folder)) {
            for (int minute = 1; minute <= 60; minute++) {
                open.store()
                        .append(List.of(
                                rate(OLD.plus(Duration.ofMinutes(minute)), 59 + minute),
                                steps(OLD.plus(Duration.ofMinutes(minute)), 10)));
            }
            look(open);
            assertThat(all(open))
                    .satisfiesExactlyInAnyOrder(
                            it -> {
                                assertThat(it).isInstanceOf(HeartRateSummary.class);
                                var summary = (HeartRateSummary) it;
                                assertThat(summary.meanBeatsPerMinute()).isEqualTo(89.5);
                                assertThat(summary.lowestBeatsPerMinute()).isEqualTo(60);
                                assertThat(summary.highestBeatsPerMinute()).isEqualTo(119);
                                assertThat(summary.measurements()).isEqualTo(60);
                                assertThat(summary.startedAt()).isEqualTo(OLD.plusSeconds(60));
                                assertThat(summary.measuredAt()).isEqualTo(OLD.plusSeconds(3600));
                            },
                            it -> assertThat(it)
                                    .isInstanceOfSatisfying(StepCount.class, count -> assertThat(count.steps())
                                            .isEqualTo(600)));
        }
    }

    @Test
    void what_a_consumer_has_not_read_yet_stays() {
        try (var open = new OpenedStore(folder)) {
            open.store().append(List.of(rate(OLD, 60), rate(OLD.plusSeconds(60), 61)));
            try (var cursor = open.store().cursor("cloud.home")) {
                cursor.advance(1);
                look(open);
                assertThat(cursor.next(10))
                        .extracting(StoredObservation::position)
                        .contains(2L);
            }
        }
    }

    @Test
    void what_is_younger_than_the_configured_days_stays_and_glucose_stays_for_ever() {
        try (var open = new OpenedStore(folder)) {
            open.store()
                    .append(List.of(
                            rate(NOW.minus(Duration.ofDays(89)), 60),
                            reading(100).at(OLD).build(),
                            reading(101).at(OLD.minus(Duration.ofDays(3000))).build()));
            look(open);
            assertThat(all(open)).hasSize(3);
        }
    }

    @Test
    void a_retention_below_the_floor_is_refused_loudly() {
        assertThatThrownBy(() -> retention(Map.of("glucoseDays", 34)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("glucoseDays")
                .hasMessageContaining("35");
        assertThatThrownBy(() -> retention(Map.of("rawFormDays", -1))).isInstanceOf(IllegalArgumentException.class);
        retention(Map.of("glucoseDays", 35));
    }

    @Test
    void old_raw_forms_go_and_their_readings_stay_as_they_were() throws SQLException {
        var raw = reading(100).at(OLD).raw("{\"sgv\":100}").build();
        var young = reading(101)
                .at(NOW.minus(Duration.ofDays(2)))
                .raw("{\"sgv\":101}")
                .build();
        try (var open = new OpenedStore(folder)) {
            open.store().append(List.of(raw, young));
            look(open);
            var kept = open.store()
                    .window(ObservationQuery.of(ANNA, Instant.MIN, Instant.MAX, ObservationKind.GLUCOSE)
                            .withRawForms());
            assertThat(kept.get(0).observation().origin().provenance().raw()).isEmpty();
            assertThat(kept.get(1).observation().origin().provenance().raw())
                    .map(RawForm::mediaType)
                    .isPresent();
            assertThat(kept).hasSize(2);
        }
    }

    @Test
    void over_the_budget_the_file_shrinks_by_what_may_go_and_glucose_stays() throws IOException, SQLException {
        String long_ = "x".repeat(4000);
        var settings = new HashMap<String, Object>(Map.of("budgetMebibytes", 16, "rawFormDays", 0));
        try (var open = new OpenedStore(folder)) {
            for (int batch = 0; batch < 10; batch++) {
                var rows = new ArrayList<Observation>();
                for (int i = 0; i < 500; i++) {
                    rows.add(reading(100)
                            .at(OLD.plusSeconds(batch * 500L + i))
                            .raw(long_)
                            .build());
                }
                open.store().append(rows);
            }
            assertThat(Space.size(open.record()).file()).isGreaterThan(16L << 20);
            for (Sweep sweep : Pass.sweeps(open.record(), retention(settings), NOW)) {
                Sweep.Step step = sweep.step();
                while (step != Sweep.Step.DONE) {
                    step = sweep.step();
                }
            }
            assertThat(Space.size(open.record()).file()).isLessThanOrEqualTo(16L << 20);
            assertThat(all(open)).hasSize(5000);
        }
    }

    @Test
    void a_file_of_the_form_before_is_brought_up_with_all_its_rows() throws SQLException {
        try (var open = new OpenedStore(folder)) {
            open.store().append(List.of(reading(100).at(OLD).build(), rate(OLD, 60)));
            open.meddle(
                    "DROP TABLE rolled_up; DROP TABLE upkeep; DROP TABLE retiming; DROP TABLE receipt; PRAGMA user_version = 2");
        }
        rewrittenWithoutAutoVacuum();
        try (var open = new OpenedStore(folder)) {
            assertThat(all(open)).hasSize(2);
            long vacuum = open.record()
                    .readers()
                    .read("ask", session -> session.number("PRAGMA auto_vacuum"))
                    .orElseThrow();
            assertThat(vacuum).as("2 is incremental").isEqualTo(2);
            look(open);
            assertThat(all(open)).hasSize(2).anyMatch(HeartRateSummary.class::isInstance);
        }
    }

    private void rewrittenWithoutAutoVacuum() throws SQLException {
        var source = new org.sqlite.SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder.resolve("record.db"));
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA journal_mode = DELETE");
            statement.executeUpdate("PRAGMA auto_vacuum = NONE");
            statement.executeUpdate("VACUUM");
        }
    }
}
