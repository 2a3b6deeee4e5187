package org.hearthgate.forecast.tribuo.internal.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands end to end on small people who never lived. */
class ForecastJobTest {
    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path model;
    private static MadeUpPeople.Answer training;

    private MadeUpPeople people;

    @BeforeAll
    static void train() throws IOException {
        MadeUpPeople others = others(shared);
        model = shared.resolve("people.model");
        training = others.ask(
                "job", "train-population", "small", "true", "out", model.toString(), "groups", "2", "name", "tiny 1");
        assertThat(training.exit()).as("%s", training.err()).isZero();
    }

    private static MadeUpPeople others(Path folder) throws IOException {
        MadeUpPeople others = new MadeUpPeople(folder)
                .with("one", "anna", "dev", MadeUpPeople.days(5, 1))
                .with("one", "ben", "dev", MadeUpPeople.days(5, 2))
                .with("two", "carl", "dev", MadeUpPeople.days(5, 3));
        Files.writeString(
                folder.resolve("sets/one/SOURCE.md"),
                "# one\n**Licence: CC BY 4.0** (doi:1). Free.\nSome words.\nCitation: A. B. (2025) *Title*.\n");
        return others;
    }

    @BeforeEach
    void three_people() throws IOException {
        people = new MadeUpPeople(folder)
                .with("one", "anna", "dev", MadeUpPeople.days(5, 1))
                .with("three", "dora", "dev", MadeUpPeople.days(8, 4))
                .with("three", "emil", "heldout", MadeUpPeople.days(5, 5));
    }

    private MadeUpPeople.Answer ask(String mode, String... more) {
        var all = new ArrayList<>(List.of("mode", mode, "population", model.toString()));
        all.addAll(List.of(more));
        return people.ask(all.toArray(String[]::new));
    }

    /** The scorer's own rule, told anew: gap-free for 40 min at least, in the last 30 % of the time. */
    private static List<String> due(String subject, List<String> rows) {
        var times = new ArrayList<LocalDateTime>();
        rows.forEach(row -> times.add(LocalDateTime.parse(row.substring(0, row.indexOf(',')))));
        long span = minutes(times.get(0), times.get(times.size() - 1));
        var due = new ArrayList<String>();
        LocalDateTime run = times.get(0);
        for (int i = 0; i < times.size(); i++) {
            run = i > 0 && minutes(times.get(i - 1), times.get(i)) > 20 ? times.get(i) : run;
            if (minutes(times.get(0), times.get(i)) >= 0.7 * span && minutes(run, times.get(i)) >= 40) {
                due.add(subject + "," + times.get(i) + ",30");
                due.add(subject + "," + times.get(i) + ",60");
            }
        }
        return due;
    }

    private static long minutes(LocalDateTime from, LocalDateTime to) {
        return java.time.Duration.between(from, to).toMinutes();
    }

    @Test
    void every_mode_forecasts_exactly_the_moments_of_the_protocol() throws IOException {
        var due = new ArrayList<>(due("anna", MadeUpPeople.days(5, 1)));
        due.addAll(due("dora", MadeUpPeople.days(8, 4)));
        for (String mode : List.of("personal", "population", "adapted")) {
            MadeUpPeople.Answer answer = ask(mode);
            assertThat(answer.exit()).as("%s", answer.err()).isZero();
            List<String> lines = Files.readAllLines(people.out());
            assertThat(lines.get(0)).isEqualTo("subject,time_of_forecast,horizon_min,predicted_mgdl,hypo_probability");
            assertThat(lines.subList(1, lines.size()).stream().map(line -> line.replaceAll(",[^,]*,[^,]*$", "")))
                    .as(mode)
                    .containsExactlyElementsOf(due);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",");
                assertThat(Double.parseDouble(cells[3])).isBetween(40.0, 400.0);
                assertThat(Double.parseDouble(cells[4])).isBetween(0.0, 1.0);
            }
            assertThat(answer.out().get(0))
                    .contains(mode + ": 2 people, " + due.size() / 2 + " of " + due.size() / 2 + " moments")
                    .contains("coverage 100.0 %");
        }
    }

    @Test
    void whom_the_model_learned_from_is_judged_by_those_that_left_them_out_and_that_is_told() {
        MadeUpPeople.Answer answer = ask("population");
        assertThat(answer.out().get(1))
                .isEqualTo(
                        "model 'tiny 1' of 3 people: 1 of these judged only by members that left them out, 1 new to the"
                                + " model");
        assertThat(answer.err()).anyMatch(line -> line.startsWith("one/anna:") && line.contains("left them out"));
        assertThat(answer.err()).anyMatch(line -> line.startsWith("three/dora:") && line.contains("new to the model"));
    }

    @Test
    void the_same_question_gives_the_same_octets_and_another_seed_others() throws IOException {
        ask("adapted", "sets", "three");
        byte[] first = Files.readAllBytes(people.out());
        ask("adapted", "sets", "three");
        assertThat(Files.readAllBytes(people.out())).isEqualTo(first);
        ask("adapted", "sets", "three", "seed", "7");
        assertThat(Files.readAllBytes(people.out())).isNotEqualTo(first);
    }

    @Test
    void training_tells_what_it_made_and_makes_the_same_octets_again() throws IOException {
        assertThat(training.out().get(0))
                .matches(Pattern.compile("model 'tiny 1': 3 people in 2 groups, \\d+ readings, " + Files.size(model)
                        + " bytes, \\d+ s: .*"));
        assertThat(training.out().subList(1, 3))
                .containsExactly("  one: Licence: CC BY 4.0 (doi:1). Free. Citation: A. B. (2025) Title.", "  two");
        Path again = folder.resolve("again.model");
        others(Files.createDirectory(folder.resolve("others")))
                .ask(
                        "job",
                        "train-population",
                        "small",
                        "true",
                        "out",
                        again.toString(),
                        "groups",
                        "2",
                        "name",
                        "tiny 1");
        assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(model));
    }

    @Test
    void who_is_missing_or_unreadable_is_told_and_the_others_are_done() throws IOException {
        people.listed("one", "gone", "dev");
        Files.writeString(people.file("one", "anna"), "time,value\n");
        Files.writeString(people.file("three", "dora"), Files.readString(people.file("three", "dora")) + "never,100\n");
        MadeUpPeople.Answer answer = ask("population");
        assertThat(answer.exit()).isZero();
        assertThat(answer.err())
                .anyMatch(line -> line.endsWith("1 of 3 people: one (gone)"))
                .anyMatch(line -> line.contains("anna.csv has no column 'glucose_mgdl'") && line.endsWith("left out"))
                .anyMatch(line -> line.matches("dora.csv, line \\d+: no time but 'never'"));
        assertThat(answer.out()).anyMatch(line -> line.startsWith("1 files could not be read, 1 rows"));
        assertThat(Files.readString(people.out())).contains("dora,").doesNotContain("anna,");
    }

    @Test
    void where_nothing_can_be_done_the_old_file_stays_and_the_reason_is_told() throws IOException {
        Files.writeString(people.out(), "of yesterday");
        Files.writeString(people.file("one", "anna"), "");
        refused(65, "nobody could be forecast", ask("adapted", "sets", "one"));
        refused(
                65,
                "is no folder",
                ask("adapted", "data", folder.resolve("nowhere").toString()));
        refused(
                65,
                "is not there",
                ask("adapted", "splits", folder.resolve("nothing.csv").toString()));
        refused(65, "knows no set 'four'; it has one, three", ask("adapted", "sets", "four"));
        refused(65, "nobody with the split 'heldout' in one", ask("adapted", "only", "heldout", "sets", "one"));
        refused(
                65,
                "is not there",
                ask("adapted", "population", folder.resolve("no.model").toString()));
        refused(
                65,
                "is no model",
                ask("adapted", "population", people.file("three", "dora").toString()));
        refused(
                65,
                "3 groups need",
                people.ask("job", "train-population", "small", "true", "groups", "3", "sets", "three", "mode", ""));
        refused(64, "--mode must be", ask("best"));
        refused(64, "--seed must be", ask("adapted", "seed", "-1"));
        refused(64, "--only must be", ask("adapted", "only", "everybody"));
        assertThat(Files.readString(people.out())).isEqualTo("of yesterday");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("nothing half done is left")
                    .containsExactlyInAnyOrder("out", "sets", "splits.csv");
        }
    }

    private static void refused(int exit, String why, MadeUpPeople.Answer answer) {
        assertThat(answer.exit()).isEqualTo(exit);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().get(answer.err().size() - 1))
                .startsWith("forecast: ")
                .contains(why);
    }

    @Test
    void somebody_with_hardly_any_days_gets_what_can_be_given() throws IOException {
        people.with("short", "one", "dev", MadeUpPeople.days(5, 6).subList(0, 1))
                .with("short", "two", "dev", MadeUpPeople.days(5, 6).subList(20, 60))
                .with("short", "none", "dev", List.of());
        for (String mode : List.of("population", "adapted")) {
            MadeUpPeople.Answer answer = ask(mode, "sets", "short");
            assertThat(answer.exit()).as("%s", answer.err()).isZero();
            assertThat(answer.out().get(0)).contains("3 people").contains("coverage 100.0 %");
        }
        MadeUpPeople.Answer alone = ask("personal", "sets", "short");
        assertThat(alone.exit()).isZero();
        assertThat(alone.err()).anyMatch(line -> line.startsWith("short/one: 0 of 0"));
    }

    @Test
    void figures_agree_with_the_forecasts_they_are_of() throws IOException {
        MadeUpPeople.Answer answer =
                ask("adapted", "figures", folder.resolve("figures").toString());
        assertThat(answer.exit()).isZero();
        List<String> path = Files.readAllLines(folder.resolve("figures/path.csv"));
        assertThat(path).hasSize(13);
        assertThat(Files.readAllLines(folder.resolve("figures/intervals.csv")))
                .as("two people and all of them, two horizons, three intervals")
                .hasSize(1 + 3 * 2 * 3)
                .anyMatch(line -> line.startsWith("three/dora,60,95,"));
        assertThat(Files.readString(folder.resolve("figures/figures.md")))
                .contains("| one/anna |")
                .doesNotContain("NaN");
        assertThat(Files.readString(folder.resolve("figures/calibration.csv")))
                .contains("30,equal_width,")
                .contains("60,equal_count,");
        assertThat(Files.size(folder.resolve("figures/calibration.png"))).isGreaterThan(10_000);
    }
}
