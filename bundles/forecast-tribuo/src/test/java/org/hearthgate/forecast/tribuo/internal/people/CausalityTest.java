package org.hearthgate.forecast.tribuo.internal.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A forecast knows what was known then, in every mode, training included: the whole command is run again on another future. */
class CausalityTest {
    private static final int PERSONS_DAYS = 7;

    @TempDir
    private static Path shared;

    private static Path model;
    private static List<String> rows;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        model = shared.resolve("people.model");
        rows = MadeUpPeople.days(PERSONS_DAYS, 11);
        MadeUpPeople.Answer answer = new MadeUpPeople(shared)
                .with("one", "ben", "dev", MadeUpPeople.days(4, 2))
                .with("one", "carl", "dev", MadeUpPeople.days(4, 3))
                .ask("job", "train-population", "small", "true", "out", model.toString(), "groups", "2");
        assertThat(answer.exit()).as("%s", answer.err()).isZero();
    }

    /** {@return the forecasts by the whole command, without their head} */
    private List<String> forecast(String subject, List<String> days, String mode) throws IOException {
        MadeUpPeople people = new MadeUpPeople(folder).with("some", subject, "heldout", days);
        MadeUpPeople.Answer answer = people.ask("mode", mode, "only", "heldout", "population", model.toString());
        assertThat(answer.exit()).as("%s", answer.err()).isZero();
        List<String> lines = Files.readAllLines(people.out());
        return lines.subList(1, lines.size());
    }

    private static LocalDateTime time(String row) {
        return LocalDateTime.parse(row.substring(0, row.indexOf(',')));
    }

    /** Another future: values changed, rows lost and rows come in between. Only the last one keeps its time, because that is the split. */
    private static List<String> changedAfter(LocalDateTime then, Random random) {
        var changed = new ArrayList<String>();
        String last = rows.get(rows.size() - 1);
        for (String row : rows) {
            if (!time(row).isAfter(then)) {
                changed.add(row);
            } else if (random.nextInt(4) > 0 || row.equals(last)) {
                changed.add(time(row) + noise(random));
                if (random.nextInt(6) == 0 && !row.equals(last)) {
                    changed.add(time(row).plusMinutes(1 + random.nextInt(4)) + noise(random));
                }
            }
        }
        return changed;
    }

    private static String noise(Random random) {
        return "," + (40 + random.nextInt(360)) + "," + random.nextInt(20) + "," + random.nextInt(30) + ","
                + random.nextInt(90) + "," + (50 + random.nextInt(120)) + "," + random.nextInt(2_000) + ","
                + random.nextInt(2);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"adapted", "personal", "population"})
    void whatever_comes_a_minute_after_t_or_later_changes_no_forecast_until_t(String mode) throws IOException {
        List<String> known = forecast("fred", rows, mode);
        assertThat(known).hasSizeGreaterThan(800);
        var random = new Random(21);
        for (int tries = 0; tries < 5; tries++) {
            // the first one is the first forecast of all: what was learned may lean on nothing that comes after it
            int last = tries == 0 ? 1 : 1 + 2 * random.nextInt(known.size() / 2);
            LocalDateTime then = LocalDateTime.parse(known.get(last).split(",")[1]);
            List<String> again = forecast("fred", changedAfter(then, random), mode);
            assertThat(again.subList(0, last + 1)).as("until %s", then).isEqualTo(known.subList(0, last + 1));
            if (tries > 0 && last + 2 < known.size()) {
                assertThat(again).as("the change was seen at all").isNotEqualTo(known);
            }
        }
    }

    @Test
    void another_past_does_change_them() throws IOException {
        List<String> other = new ArrayList<>(rows);
        for (int i = 300; i < 900; i++) {
            other.set(i, time(rows.get(i)) + noise(new Random(i)));
        }
        assertThat(forecast("fred", other, "adapted")).isNotEqualTo(forecast("fred", rows, "adapted"));
    }

    @Test
    void whole_days_or_years_later_and_by_another_name_everything_is_foretold_the_same() throws IOException {
        List<String> known = forecast("fred", rows, "adapted");
        for (Period shift : List.of(Period.ofDays(1), Period.ofDays(-4), Period.ofYears(-11), Period.ofYears(40))) {
            List<String> shifted = rows.stream()
                    .map(row -> time(row).plus(shift) + row.substring(row.indexOf(',')))
                    .toList();
            assertThat(forecast("gina", shifted, "adapted"))
                    .as("%s", shift)
                    .isEqualTo(known.stream()
                            .map(line -> {
                                String[] cells = line.split(",", 3);
                                return "gina," + LocalDateTime.parse(cells[1]).plus(shift) + "," + cells[2];
                            })
                            .toList());
        }
    }
}
