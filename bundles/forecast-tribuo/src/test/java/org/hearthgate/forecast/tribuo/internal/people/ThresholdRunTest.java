package org.hearthgate.forecast.tribuo.internal.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that chooses when the rule calls, end to end on small people who never lived. */
class ThresholdRunTest {
    private static final int DAYS = 8;

    @TempDir
    private static Path shared;

    private static Path model;

    @TempDir
    private Path folder;

    private MadeUpPeople people;

    @BeforeAll
    static void train() throws IOException {
        model = shared.resolve("people.model");
        MadeUpPeople.Answer answer = new MadeUpPeople(shared)
                .with("one", "anna", "dev", MadeUpPeople.days(DAYS, 1))
                .with("one", "ben", "dev", MadeUpPeople.days(5, 2))
                .with("two", "carl", "dev", MadeUpPeople.days(5, 3))
                .ask(
                        "job",
                        "train-population",
                        "small",
                        "true",
                        "out",
                        model.toString(),
                        "groups",
                        "2",
                        "name",
                        "tiny");
        assertThat(answer.exit()).as("%s", answer.err()).isZero();
    }

    @BeforeEach
    void three_people() throws IOException {
        people = new MadeUpPeople(folder)
                .with("one", "anna", "dev", MadeUpPeople.days(DAYS, 1))
                .with("three", "dora", "dev", MadeUpPeople.days(DAYS, 4))
                .with("three", "emil", "heldout", MadeUpPeople.days(5, 5));
    }

    private MadeUpPeople.Answer ask(String... more) {
        var all = new ArrayList<>(List.of("job", "thresholds", "population", model.toString()));
        all.addAll(List.of(more));
        return people.ask(all.toArray(String[]::new));
    }

    /** A cell of the table, by the probability in its row; without the stars of the chosen one. */
    private static double cell(MadeUpPeople.Answer answer, String from, int column) {
        String row = answer.out().stream()
                .map(line -> line.replace("*", ""))
                .filter(line -> line.startsWith("| " + from + " |"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(row.split("\\|", -1)[column].replace("%", "").strip());
    }

    @Test
    void the_table_has_every_step_and_the_line_says_the_most_sensitive_within_the_budget() {
        MadeUpPeople.Answer answer = ask("false-alarms-a-week", "3.5");
        assertThat(answer.exit()).as("%s", answer.err()).isZero();
        assertThat(answer.out().get(0))
                .matches(
                        "2 people, \\d+ person-days with forecasts of the first 70 % of their time, \\d+ lows; model 'tiny':"
                                + " 1 of these judged only by members that left them out, 1 new to the model");
        assertThat(answer.out().stream().filter(line -> line.startsWith("| 0.") || line.startsWith("| **0.")))
                .hasSizeBetween(13, 14);
        String choice = answer.out().get(answer.out().size() - 1);
        assertThat(choice)
                .matches(
                        "chosen: from 0\\.\\d\\d, over below 0\\.\\d\\d: the most sensitive that keeps within 3.5 false calls"
                                + " per person and week");
        String chosen = choice.substring("chosen: from ".length(), "chosen: from 0.00".length());
        assertThat(answer.out())
                .filteredOn(line -> line.startsWith("| **" + chosen))
                .hasSize(1);
        assertThat(cell(answer, chosen, 3)).isLessThanOrEqualTo(3.5);
        assertThat(cell(answer, "0.20", 3)).isGreaterThan(3.5);
        assertThat(cell(answer, "0.20", 8)).as("lows warned of").isPositive();
        assertThat(cell(answer, "0.20", 8)).isGreaterThanOrEqualTo(cell(answer, "0.20", 9));
    }

    @Test
    void who_was_learned_from_is_judged_by_those_that_left_them_out_and_that_is_told() {
        assertThat(ask().err())
                .anyMatch(line -> line.startsWith("one/anna:") && line.contains("by members that left them out"))
                .anyMatch(line -> line.startsWith("three/dora:") && line.contains("new to the model"));
    }

    @Test
    void nothing_of_the_last_30_percent_of_the_days_is_read_but_when_they_end() throws IOException {
        List<String> first = ask().out();
        people.with("one", "anna", "dev", otherEnd(MadeUpPeople.days(DAYS, 1)))
                .with("three", "dora", "dev", otherEnd(MadeUpPeople.days(DAYS, 4)));
        assertThat(ask().out()).isEqualTo(first);
        people.with("three", "dora", "dev", otherMiddle(MadeUpPeople.days(DAYS, 4)));
        assertThat(ask().out()).as("what comes before is").isNotEqualTo(first);
    }

    /** Another end: values changed in every column, rows lost; only the last one keeps its time, because that makes the split. */
    private static List<String> otherEnd(List<String> rows) {
        var random = new Random(3);
        String split = "2026-03-07T14:2"; // 70 % of 8 days are 5 days and 14.4 h
        var other = new ArrayList<String>();
        for (String row : rows) {
            boolean last = row.equals(rows.get(rows.size() - 1));
            if (row.compareTo(split) < 0) {
                other.add(row);
            } else if (last || random.nextInt(4) > 0) {
                other.add(row.substring(0, row.indexOf(',')) + "," + (40 + random.nextInt(100)) + ","
                        + random.nextInt(9) + "," + random.nextInt(30) + "," + random.nextInt(90) + ",90,500,1");
            }
        }
        return other;
    }

    private static List<String> otherMiddle(List<String> rows) {
        return rows.stream()
                .map(row -> row.startsWith("2026-03-07T12:")
                        ? row.replaceFirst(",[0-9]+,", ",60,")
                        : row.startsWith("2026-03-07T11:") ? row.replaceFirst(",[0-9]+,", ",75,") : row)
                .toList();
    }

    @Test
    void the_same_question_gives_the_same_answer() {
        assertThat(ask().out()).isEqualTo(ask().out());
    }

    @Test
    void who_is_missing_or_has_no_days_is_told_and_the_others_are_done() throws IOException {
        people.listed("one", "gone", "dev").with("three", "none", "dev", List.of());
        Files.writeString(people.file("one", "anna"), "time,value\n");
        MadeUpPeople.Answer answer = ask();
        assertThat(answer.exit()).isZero();
        assertThat(answer.err())
                .anyMatch(line -> line.endsWith("1 of 4 people: one (gone)"))
                .anyMatch(line -> line.contains("anna.csv has no column 'glucose_mgdl'") && line.endsWith("left out"))
                .anyMatch(line -> line.startsWith("three/none: 0 forecasts"));
        assertThat(answer.out().get(0)).startsWith("2 people, ");
    }

    @Test
    void where_no_probability_keeps_within_the_budget_that_is_said() {
        assertThat(ThresholdRun.choice(OptionalInt.empty(), 0.5))
                .isEqualTo(
                        "no whole per cent up to 0.95 keeps within 0.5 false calls per person and week: state a larger"
                                + " budget with --false-alarms-a-week");
        assertThat(ThresholdRun.choice(OptionalInt.of(22), 2))
                .isEqualTo("chosen: from 0.22, over below 0.05: the most sensitive that keeps within 2 false calls per"
                        + " person and week");
    }

    @Test
    void what_makes_no_sense_is_refused_by_its_name() throws IOException {
        people.with("short", "one", "dev", MadeUpPeople.days(5, 6).subList(0, 1));
        refused(65, "nobody has forecasts in the first 70 % of their days", ask("sets", "short"));
        refused(64, "--only must be dev, was heldout", ask("only", "heldout"));
        refused(64, "--only must be dev or heldout, was all", ask("only", "all"));
        for (String budget : List.of("-1", "many", "NaN", "101", "")) {
            refused(
                    64,
                    "--false-alarms-a-week must be a number from 0 to 100, was " + budget,
                    ask("false-alarms-a-week", budget));
        }
        refused(65, "is no folder", ask("data", folder.resolve("nowhere").toString()));
        refused(65, "is not there", ask("splits", folder.resolve("nothing.csv").toString()));
        refused(65, "knows no set 'four'; it has one, short, three", ask("sets", "four"));
        refused(65, "is not there", ask("population", folder.resolve("no.model").toString()));
        refused(
                65,
                "is no model",
                ask("population", people.file("three", "dora").toString()));
    }

    private static void refused(int exit, String why, MadeUpPeople.Answer answer) {
        assertThat(answer.exit()).as("%s", answer.err()).isEqualTo(exit);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().get(answer.err().size() - 1))
                .startsWith("forecast: ")
                .contains(why);
    }
}
