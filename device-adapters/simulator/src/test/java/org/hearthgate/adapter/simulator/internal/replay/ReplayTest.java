package org.hearthgate.adapter.simulator.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertState;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.converter.Converters;

class ReplayTest {
    @TempDir
    Path folder;

    private final ReplayOutcome outcome = new ReplayOutcome();
    private final RecordingSink sink = new RecordingSink();
    private final List<Instant> ticks = new ArrayList<>();
    private Path csv;
    private Path out;
    private ReplayClock clock;
    private ReplayLog log;

    @BeforeEach
    void files() {
        csv = folder.resolve("anna.csv");
        out = folder.resolve("alerts.jsonl");
    }

    private ReplayConfig config(Map<String, Object> more) {
        var keys = new HashMap<String, Object>(
                Map.of("file", csv.toString(), "person", "anna", "out", out.toString(), "settleMilliseconds", 0));
        keys.putAll(more);
        return Converters.standardConverter().convert(keys).to(ReplayConfig.class);
    }

    private String replay(Map<String, Object> more, ObservationSink into) throws Exception {
        ReplayConfig config = config(more);
        clock = new ReplayClock(outcome, config);
        log = new ReplayLog(outcome, config);
        clock.every(Duration.ofSeconds(30), "test", () -> ticks.add(clock.now()));
        var driver = new ReplayDriver(outcome, clock, log, into, new Board(), FixedHousehold.of("Anna"), config);
        driver.addRule(null);
        driver.start();
        try {
            return outcome.get(20, TimeUnit.SECONDS);
        } finally {
            driver.close();
        }
    }

    private void write(String... lines) throws IOException {
        Files.write(csv, List.of(lines));
    }

    @Test
    void commits_and_judges_row_by_row_on_the_rows_own_time() throws Exception {
        write("time,glucose_mgdl", "2023-12-08T00:04,80", "2023-12-08T00:09,65", "2023-12-08T00:14,60");
        assertThat(replay(Map.of(), sink)).matches("3 readings, 2 alert events, 0 rows refused, \\d+\\.\\d s");
        assertThat(sink.taken())
                .extracting(o -> o.measuredAt().toString())
                .containsExactly("2023-12-08T00:04:00Z", "2023-12-08T00:09:00Z", "2023-12-08T00:14:00Z");
        assertThat(Files.readAllLines(out))
                .containsExactly(
                        "{\"at\":\"2023-12-08T00:09:00Z\",\"id\":\"low-1\",\"person\":\"anna\",\"rule\":\"low\","
                                + "\"priority\":\"medium\",\"state\":\"raised\",\"raisedAt\":\"2023-12-08T00:09:00Z\","
                                + "\"measuredAt\":\"2023-12-08T00:09:00Z\",\"value\":65,\"message\":\"\\\"low\\\"\"}",
                        "{\"at\":\"2023-12-08T00:14:00Z\",\"id\":\"low-2\",\"person\":\"anna\",\"rule\":\"low\","
                                + "\"priority\":\"medium\",\"state\":\"raised\",\"raisedAt\":\"2023-12-08T00:14:00Z\","
                                + "\"measuredAt\":\"2023-12-08T00:14:00Z\",\"value\":60,\"message\":\"\\\"low\\\"\"}");
    }

    @Test
    void ticks_every_30_seconds_between_the_rows_and_for_an_hour_after_the_last() throws Exception {
        write("time,glucose_mgdl", "2023-12-08T00:00,80", "2023-12-08T00:05,81");
        replay(Map.of(), sink);
        assertThat(ticks).hasSize(10 + 120).startsWith(Instant.parse("2023-12-08T00:00:30Z"));
        assertThat(clock.now()).isEqualTo("2023-12-08T01:05:00Z");
    }

    @Test
    void stands_at_the_first_good_row_before_anything_has_moved() throws IOException {
        write("time,glucose_mgdl", "nonsense,80", "2023-12-08T00:05,81");
        assertThat(new ReplayClock(outcome, config(Map.of("zone", "Europe/Berlin"))).now())
                .isEqualTo("2023-12-07T23:05:00Z");
        assertThat(outcome).isNotDone();
    }

    @Test
    void a_repetition_that_throws_runs_again() throws Exception {
        write("time,glucose_mgdl", "2023-12-08T00:00,80");
        var runs = new ArrayList<Instant>();
        ReplayClock own = new ReplayClock(outcome, config(Map.of()));
        own.every(Duration.ofSeconds(30), "broken", () -> {
            runs.add(own.now());
            throw new IllegalStateException("said the test");
        });
        own.advanceTo(own.now().plusSeconds(60));
        assertThat(runs).hasSize(2);
    }

    @Test
    void repetitions_run_in_order_of_their_due_times_until_they_are_closed() throws IOException {
        write("time,glucose_mgdl", "2023-12-08T00:00,80");
        ReplayClock own = new ReplayClock(outcome, config(Map.of()));
        var order = new ArrayList<String>();
        own.every(Duration.ofSeconds(40), "slow", () -> order.add("slow " + own.now()));
        var quick = own.every(Duration.ofSeconds(30), "quick", () -> order.add("quick " + own.now()));
        own.advanceTo(own.now().plusSeconds(65));
        quick.close();
        own.advanceTo(own.now().plusSeconds(30));
        assertThat(order)
                .containsExactly(
                        "quick 2023-12-08T00:00:30Z",
                        "slow 2023-12-08T00:00:40Z",
                        "quick 2023-12-08T00:01:00Z",
                        "slow 2023-12-08T00:01:20Z");
        own.advanceTo(Instant.EPOCH);
        assertThat(own.now()).isEqualTo("2023-12-08T00:01:35Z");
    }

    @Test
    void counts_what_the_parser_and_what_the_hub_refused() throws Exception {
        write(
                "time,glucose_mgdl",
                "2023-12-08T00:04,9999",
                "2023-12-08T00:09,abc",
                "2023-12-08T00:09,90",
                "2023-12-08T00:14,91");
        sink.answering(new Receipt.Refused(Receipt.Reason.IMPLAUSIBLE_VALUE, "no"));
        assertThat(replay(Map.of(), sink)).startsWith("0 readings, 0 alert events, 4 rows refused");
    }

    @Test
    void a_file_that_is_not_there_is_bad_data_with_its_name() {
        assertBadData(Map.of(), "anna.csv");
    }

    @Test
    void a_file_without_a_usable_row_is_bad_data() throws IOException {
        write("time,glucose_mgdl", "x,y");
        assertBadData(Map.of(), "no row that can be replayed");
    }

    @Test
    void a_person_who_does_not_live_here_is_bad_data() throws IOException {
        write("time,glucose_mgdl", "2023-12-08T00:04,80");
        assertBadData(Map.of("person", "ben"), "'ben' does not live");
    }

    @Test
    void an_unknown_zone_and_an_unwritable_out_are_bad_data() throws IOException {
        write("time,glucose_mgdl", "2023-12-08T00:04,80");
        assertBadData(Map.of("zone", "Mars/Olympus"), "Mars/Olympus");
    }

    @Test
    void an_out_file_in_a_folder_that_is_not_there_is_bad_data() throws IOException {
        write("time,glucose_mgdl", "2023-12-08T00:04,80");
        assertBadData(Map.of("out", folder.resolve("nowhere/x.jsonl").toString()), "Cannot write");
    }

    private void assertBadData(Map<String, Object> more, String says) {
        assertThatThrownBy(() -> replay(more, sink))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says);
    }

    @Test
    void a_hub_that_cannot_commit_fails_the_replay_and_says_at_which_line() throws IOException {
        write("time,glucose_mgdl", "2023-12-08T00:04,80");
        sink.failingWith(new SinkBusyException("disk full", Duration.ofSeconds(5), null));
        assertThatThrownBy(() -> replay(Map.of(), sink))
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("commit line 2")
                .hasMessageContaining("disk full");
    }

    @Test
    void a_rule_that_comes_in_the_middle_fails_the_replay() throws IOException {
        write("time,glucose_mgdl", "2023-12-08T00:04,80", "2023-12-08T00:09,80");
        assertThatThrownBy(() -> new Replay(
                                Given.ANNA,
                                new ReplayClock(outcome, config(Map.of())),
                                sink,
                                new Board(),
                                new ReplayLog(outcome, config(Map.of())),
                                RefusedRows.untold(),
                                () -> true,
                                java.util.Optional.empty())
                        .run(PersonCsv.open(csv, java.time.ZoneOffset.UTC, RefusedRows.untold())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("A rule came or went at line 2");
    }

    @Test
    void five_weeks_of_readings_go_through() throws Exception {
        var lines = new ArrayList<String>(List.of("time,glucose_mgdl,carbs_g"));
        Instant t = Instant.parse("2023-12-08T00:00:00Z");
        for (int i = 0; i < 10_347; i++) {
            lines.add(t.plus(Duration.ofMinutes(5L * i)).toString() + "," + (60 + i * 37 % 120) + ","
                    + (i % 50 == 0 ? 40 : ""));
        }
        Files.write(csv, lines);
        assertThat(replay(Map.of(), sink)).startsWith("10347 readings");
        assertThat(Files.readAllLines(out)).hasSizeGreaterThan(500);
    }

    /** An alerting that raises one alert for each reading below 70 and has judged when it is asked. */
    private final class Board implements AlertBoard {
        private int raised;

        @Override
        public List<Alert> open() {
            return List.of();
        }

        @Override
        public CompletableFuture<Alert> acknowledge(String alertId, String by) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        @Override
        public CompletableFuture<Alert> snooze(String alertId, Duration period, String by) {
            return CompletableFuture.failedFuture(new UnsupportedOperationException());
        }

        @Override
        public CompletableFuture<Void> judged(long position) {
            var taken = sink.taken();
            if (taken.get((int) position - 1) instanceof GlucoseReading reading && reading.mgPerDl() < 70) {
                raised++;
                log.changed(new Alert(
                        "low-" + raised,
                        reading.person(),
                        "low",
                        1,
                        Priority.MEDIUM,
                        AlertState.RAISED,
                        clock.now(),
                        clock.now(),
                        Optional.of(reading.measuredAt()),
                        OptionalDouble.of(reading.mgPerDl()),
                        "\"low\"",
                        Optional.empty(),
                        Optional.empty()));
            }
            return CompletableFuture.completedFuture(null);
        }
    }
}
