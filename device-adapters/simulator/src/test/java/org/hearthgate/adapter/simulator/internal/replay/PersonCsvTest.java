package org.hearthgate.adapter.simulator.internal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hearthgate.api.observation.Bound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonCsvTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private RefusedRows refused = RefusedRows.untold();

    private List<CsvRow> rows(ZoneId zone, String... lines) throws IOException {
        refused = RefusedRows.untold();
        try (var csv = new PersonCsv(new StringReader(String.join("\n", lines)), zone, refused)) {
            var all = new ArrayList<CsvRow>();
            for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
                all.add(row.get());
            }
            return all;
        }
    }

    @Test
    void reads_minutes_seconds_offsets_and_zones() throws IOException {
        assertThat(rows(
                        BERLIN,
                        "time,glucose_mgdl",
                        "2023-12-08T00:04,151",
                        "2023-12-08T00:09:30,152",
                        "2023-12-08 00:14,152",
                        "2023-12-08T00:19:00+01:00,153",
                        "2023-12-07T23:24:00Z,154"))
                .extracting(CsvRow::at)
                .containsExactly(
                        Instant.parse("2023-12-07T23:04:00Z"),
                        Instant.parse("2023-12-07T23:09:30Z"),
                        Instant.parse("2023-12-07T23:14:00Z"),
                        Instant.parse("2023-12-07T23:19:00Z"),
                        Instant.parse("2023-12-07T23:24:00Z"));
        assertThat(refused.count()).isZero();
    }

    @Test
    void goes_on_through_the_hour_that_autumn_repeats() throws IOException {
        assertThat(rows(
                        BERLIN,
                        "time,glucose_mgdl",
                        "2023-10-29T02:05,100",
                        "2023-10-29T02:55,101",
                        "2023-10-29T02:00,102",
                        "2023-10-29T02:55,103",
                        "2023-10-29T03:00,104"))
                .extracting(CsvRow::at)
                .containsExactly(
                        Instant.parse("2023-10-29T00:05:00Z"),
                        Instant.parse("2023-10-29T00:55:00Z"),
                        Instant.parse("2023-10-29T01:00:00Z"),
                        Instant.parse("2023-10-29T01:55:00Z"),
                        Instant.parse("2023-10-29T02:00:00Z"));
        assertThat(refused.count()).isZero();
    }

    private static List<String> doubts(List<CsvRow> rows) {
        return rows.stream()
                .map(row -> row.doubt()
                        .map(doubt -> "%s %.0f"
                                .formatted(doubt.flag(), doubt.measures().get("otherCandidateSeconds")))
                        .orElse("none"))
                .toList();
    }

    @Test
    void rows_that_follow_each_other_tell_the_two_passes_of_the_autumn_hour_apart() throws IOException {
        assertThat(doubts(rows(
                        BERLIN,
                        "time,glucose_mgdl",
                        "2023-10-29T01:55,100",
                        "2023-10-29T02:10,101",
                        "2023-10-29T02:50,102", // 40 min, or 100
                        "2023-10-29T02:55,103", // follows what is not certain itself
                        "2023-10-29T02:05,104", // it went back
                        "2023-10-29T02:55,105",
                        "2023-10-29T03:00,106")))
                .containsExactly("none", "none", "AMBIGUOUS_TIME 3600", "AMBIGUOUS_TIME 3600", "none", "none", "none");
    }

    @Test
    void the_first_row_of_a_file_in_the_repeated_hour_is_not_guessed() throws IOException {
        assertThat(doubts(rows(BERLIN, "time,glucose_mgdl", "2023-10-29T02:10,100")))
                .containsExactly("AMBIGUOUS_TIME 3600");
    }

    @Test
    void a_logger_that_slept_through_the_spring_night_is_followed_only_as_long_as_its_rows_are_close()
            throws IOException {
        List<CsvRow> rows = rows(
                BERLIN, "time,glucose_mgdl", "2024-03-31T01:55,100", "2024-03-31T02:05,101", "2024-03-31T02:40,102");
        assertThat(doubts(rows)).containsExactly("none", "none", "AMBIGUOUS_TIME -3600");
        assertThat(rows.get(2).at()).isEqualTo(Instant.parse("2024-03-31T01:40:00Z"));
    }

    @Test
    void skips_blank_cells_blank_lines_and_columns_it_does_not_know() throws IOException {
        List<CsvRow> rows = rows(
                UTC,
                "\uFEFFmood,time,glucose_mgdl,steps,carbs_g\r",
                "good,2023-12-08T00:04,,12,\r",
                "\r",
                ",2023-12-08T00:09,\"151\",,30\r");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).cells()).containsOnlyKeys(Column.STEPS);
        assertThat(rows.get(1).cells()).containsOnlyKeys(Column.GLUCOSE, Column.CARBS);
        assertThat(rows.get(1).line()).isEqualTo(4);
        assertThat(refused.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9999", "abc", "NaN", "Infinity", "0x1p3", "1f", "-5", "0", "9.99", "1000.1", "1 2", "1e99", "--"
            })
    void refuses_a_glucose_that_is_none_and_keeps_what_stands_beside_it(String glucose) throws IOException {
        List<CsvRow> rows =
                rows(UTC, "time,glucose_mgdl,carbs_g", "2023-12-08T00:04," + glucose + ",30", "2023-12-08T00:09,100,");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).cells()).containsOnlyKeys(Column.CARBS);
        assertThat(refused.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "1000", "+54.5", "5.4e1", "54."})
    void takes_a_glucose_at_the_edges(String glucose) throws IOException {
        assertThat(rows(UTC, "time,glucose_mgdl", "2023-12-08T00:04," + glucose)
                        .get(0)
                        .cell(Column.GLUCOSE))
                .isPresent();
    }

    @Test
    void takes_low_and_high_as_the_edges_of_the_sensor() throws IOException {
        List<CsvRow> rows = rows(UTC, "time,glucose_mgdl", "2023-12-08T00:04,LOW", "2023-12-08T00:09,High");
        assertThat(rows.get(0).cell(Column.GLUCOSE)).hasValue(new CsvRow.Cell(40, Bound.BELOW_RANGE));
        assertThat(rows.get(1).cell(Column.GLUCOSE)).hasValue(new CsvRow.Cell(400, Bound.ABOVE_RANGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-12-08T00:04,100", // again
                "2023-12-08T00:03,100", // backwards
                "2024-12-09T00:05,100", // more than a year on
                "2023-12-08,100",
                "08/12/2023 00:09,100",
                "2023-13-08T00:09,100",
                "1999-12-31T00:00,100",
                "+999999999-12-31T00:00,100",
                ",100",
                "100",
                "2023-12-08T00:09,100,55" // more cells than columns: something has slipped
            })
    void refuses_a_row_that_has_no_place_in_time_and_goes_on(String bad) throws IOException {
        assertThat(rows(UTC, "time,glucose_mgdl", "2023-12-08T00:04,99", bad, "2023-12-08T00:10,101"))
                .extracting(CsvRow::line)
                .containsExactly(2L, 4L);
        assertThat(refused.count()).isEqualTo(1);
    }

    @Test
    void a_row_without_anything_usable_takes_no_place_in_time_from_a_good_one() throws IOException {
        assertThat(rows(
                        UTC,
                        "time,glucose_mgdl",
                        "2023-12-08T00:14,9999",
                        "2023-12-08T00:14,60",
                        "2023-12-08T03:00,",
                        "2023-12-08T00:19,55"))
                .extracting(CsvRow::line)
                .containsExactly(3L, 5L);
        assertThat(refused.count()).isEqualTo(1);
    }

    @Test
    void counts_two_bad_cells_of_one_row_once() throws IOException {
        rows(UTC, "time,glucose_mgdl,carbs_g", "2023-12-08T00:04,x,y", "2023-12-08T00:09,x,");
        assertThat(refused.count()).isEqualTo(2);
    }

    @Test
    void refuses_a_line_longer_than_any_row_without_keeping_it() throws IOException {
        assertThat(rows(UTC, "time,glucose_mgdl", "2023-12-08T00:04,1" + "0".repeat(100_000), "2023-12-08T00:09,100"))
                .hasSize(1);
        assertThat(refused.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "time", "glucose_mgdl", "a,b", "time,glucose", "time,glucose_mgdl,steps,steps"})
    void refuses_a_header_it_cannot_read_by(String header) {
        assertThatThrownBy(() -> rows(UTC, header, "2023-12-08T00:04,100"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 500)
    void whatever_a_file_holds_rows_come_in_order_and_within_range(@ForAll("files") String file) throws IOException {
        var seen = RefusedRows.untold();
        try (var csv = new PersonCsv(new StringReader("time,glucose_mgdl,carbs_g\n" + file), BERLIN, seen)) {
            Instant before = Instant.MIN;
            for (Optional<CsvRow> row = csv.next(); row.isPresent(); row = csv.next()) {
                assertThat(row.get().at()).isAfter(before);
                before = row.get().at();
                row.get().cells().forEach((column, cell) -> assertThat(column.excludes(cell.value()))
                        .isFalse());
            }
        }
    }

    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(30);
        Arbitrary<String> csvNoise =
                Arbitraries.strings().withChars("0123456789-T:,.+Ze \"\r\n").ofMaxLength(60);
        Arbitrary<String> times = Arbitraries.integers().between(0, 200_000).map(minutes -> Instant.parse(
                        "2023-10-28T00:00:00Z")
                .plusSeconds(60L * minutes)
                .toString()
                .substring(0, 16));
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.integers().between(-10, 10_000).map(String::valueOf),
                Arbitraries.of("", "LOW", "x"),
                noise);
        Arbitrary<String> rows =
                net.jqwik.api.Combinators.combine(times, values, values).as((time, a, b) -> time + "," + a + "," + b);
        return Arbitraries.oneOf(rows, rows, csvNoise, noise)
                .list()
                .ofMaxSize(40)
                .map(lines -> String.join("\n", lines));
    }
}
