package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command `hub forecast` as a person types it, on small people who never lived. What it is worth on real people: docs/forecast.md. */
class ForecastIT {
    @TempDir
    private Path folder;

    private Path sets;
    private Path splits;

    @BeforeEach
    void three_people() throws IOException {
        sets = folder.resolve("sets");
        splits = folder.resolve("splits.csv");
        Files.createDirectories(sets.resolve("one"));
        Files.createDirectories(sets.resolve("two"));
        Files.write(sets.resolve("one/anna.csv"), days(1));
        Files.write(sets.resolve("one/ben.csv"), days(2));
        Files.write(sets.resolve("two/carl.csv"), days(3));
        Files.writeString(sets.resolve("one/SOURCE.md"), "**Licence: CC0 1.0**\n");
        Files.writeString(splits, "set,subject,split\none,anna,dev\none,ben,dev\ntwo,carl,heldout\ntwo,gone,dev\n");
    }

    private static List<String> days(long seed) {
        var random = new Random(seed);
        var rows = new ArrayList<String>();
        rows.add("time,glucose_mgdl");
        LocalDateTime time = LocalDateTime.of(2026, 3, 2, 0, 0);
        double slope = 0;
        double glucose = 110;
        for (int i = 0; i < 5 * 288; i++, time = time.plusMinutes(5)) {
            slope = 0.9 * slope + random.nextGaussian() + 0.01 * (115 - glucose);
            glucose = Math.max(45, Math.min(390, glucose + slope));
            rows.add(String.format(Locale.ROOT, "%s,%.0f", time, glucose));
        }
        return rows;
    }

    private HubProcess.Outcome forecast(String... more) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("forecast"));
        words.addAll(List.of(more));
        words.addAll(List.of("--data", sets.toString(), "--splits", splits.toString()));
        return HubProcess.hub(folder, words.toArray(String[]::new));
    }

    @Test
    void a_model_is_trained_and_all_three_modes_forecast_with_it() throws Exception {
        Path model = folder.resolve("people.model");
        HubProcess.Outcome training = forecast(
                "train-population", "--small", "--groups", "2", "--name", "made up", "--out", model.toString());
        assertThat(training.exit()).as(training.err()).isZero();
        assertThat(training.out())
                .startsWith("model 'made up': 2 people in 2 groups, ")
                .contains("  one: Licence: CC0 1.0");
        assertThat(training.err()).contains("1 of 3 people: two (gone)");
        for (String mode : List.of("personal", "population", "adapted")) {
            Path out = folder.resolve(mode + ".csv");
            HubProcess.Outcome outcome = forecast(
                    "--only", "heldout", "--mode", mode, "--out", out.toString(), "--population", model.toString());
            assertThat(outcome.exit()).as(outcome.err()).isZero();
            assertThat(outcome.out())
                    .contains(mode + ": 1 people, 432 of 432 moments forecast (coverage 100.0 %)"); // 30 % of 1440
            assertThat(Files.readAllLines(out))
                    .hasSize(1 + 2 * 432)
                    .element(1)
                    .asString()
                    .startsWith("carl,2026-03-05T12:00,30,");
        }
        HubProcess.Outcome dev = forecast(
                "--only",
                "dev",
                "--mode",
                "adapted",
                "--population",
                model.toString(),
                "--out",
                folder.resolve("dev.csv").toString(),
                "--figures",
                folder.resolve("figures").toString());
        assertThat(dev.exit()).as(dev.err()).isZero();
        assertThat(dev.out()).contains("2 of these judged only by members that left them out, 0 new to the model");
        assertThat(folder.resolve("figures/calibration.png")).exists();
        assertThat(folder.resolve("figures/figures.md")).exists();
        HubProcess.Outcome thresholds = forecast("thresholds", "--only", "dev", "--population", model.toString());
        assertThat(thresholds.exit()).as(thresholds.err()).isZero();
        assertThat(thresholds.out())
                .contains("2 of these judged only by members that left them out, 0 new to the model")
                .contains("| calls from |")
                .contains("\n| 0.80 |");
    }

    @Test
    void what_is_missing_is_named() throws Exception {
        String out = folder.resolve("out.csv").toString();
        HubProcess.Outcome noMode = forecast("--only", "dev", "--out", out);
        assertThat(noMode.exit()).isEqualTo(64);
        assertThat(noMode.err()).isEqualTo("hub: Missing required option: '--mode'; see `hub forecast --help`\n");
        HubProcess.Outcome noModel = forecast(
                "--only", "dev", "--mode", "adapted", "--out", out, "--population", "/no/such.model", "--sets", "one");
        assertThat(noModel.exit()).isEqualTo(65);
        assertThat(noModel.err()).contains("/no/such.model is not there").hasLineCount(1);
        assertThat(HubProcess.hub(folder, "forecast", "--help").out())
                .contains("train-population")
                .contains("thresholds")
                .contains("--population=FILE");
        assertThat(HubProcess.hub(folder, "forecast", "train-population").exit())
                .isEqualTo(64);
        HubProcess.Outcome heldout = forecast("thresholds", "--only", "heldout");
        assertThat(heldout.exit()).isEqualTo(64);
        assertThat(heldout.err()).contains("--only must be dev, was heldout").hasLineCount(1);
    }
}
