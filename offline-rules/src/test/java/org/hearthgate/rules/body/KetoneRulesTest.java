package org.hearthgate.rules.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.util.Arrays;
import java.util.List;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.rules.Life;
import org.hearthgate.rules.Told;
import org.hearthgate.rules.VomitingWords;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KetoneRulesTest {
    private final AlertRule ketone = new KetoneRule(Configured.by(KetoneRule.Config.class));
    private final AlertRule risk = new KetoneRiskRule(Configured.by(KetoneRiskRule.Config.class));
    private final AlertRule fever = new FeverHighGlucoseRule(Configured.by(FeverHighGlucoseRule.Config.class));

    @ParameterizedTest(name = "{0} mmol/L {1} min ago: {2}")
    @CsvSource({
        "0.59, 1, clear",
        "0.6, 1, LOW",
        "1.49, 1, LOW",
        "1.5, 1, MEDIUM",
        "2.99, 1, MEDIUM",
        "3.0, 1, HIGH",
        "3.0, 360, HIGH",
        "3.0, 361, LOW",
        "1.5, 361, LOW",
        "0.6, 361, unknown",
        "3.0, 1441, unknown"
    })
    void ketones_call_by_the_published_cut_points(double mmolPerL, int minutesAgo, String expected) {
        assertThat(Told.by(ketone, Given.snapshot().knowing(Life.ketone(minutesAgo, mmolPerL))))
                .isEqualTo(expected);
    }

    @Test
    void a_better_measurement_ends_it() {
        assertThat(Told.by(ketone, Given.snapshot().knowing(Life.ketone(90, 2)).knowing(Life.ketone(5, 0.3))))
                .isEqualTo("clear");
    }

    @Test
    void says_what_was_measured_when_and_what_to_do() {
        assertThat(Told.sentence(
                        ketone, Given.snapshot().livingIn("Europe/Berlin").knowing(Life.ketone(30, 3.24))))
                .isEqualTo(
                        "Anna: ketones very high, 3.2 mmol/L at 12:30. This can become an emergency within hours: call the"
                                + " diabetes team or the emergency number now.");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "nothing, clear",
        "vomiting, MEDIUM",
        "ketones, MEDIUM",
        "fever, MEDIUM",
        "no insulin, MEDIUM",
        "weight lost, MEDIUM",
        "vomiting + ketones, HIGH",
        "fever + no insulin + weight lost, HIGH",
        "vomiting + measured low, clear",
        "vomiting + measured low long ago, MEDIUM",
        "a little weight lost, clear",
        "few doses, clear",
        "lately a dose, clear"
    })
    void hours_of_high_glucose_and_a_reason_to_think_of_ketones(String reasons, String expected) {
        var snapshot = high(250.1, 25);
        for (String reason : reasons.split(" \\+ ")) {
            add(snapshot, reason);
        }
        assertThat(Told.by(risk, snapshot)).isEqualTo(expected);
    }

    private static void add(Given.SnapshotBuilder snapshot, String reason) {
        switch (reason) {
            case "vomiting" -> snapshot.knowing(Life.note(60, "Hat zweimal erbrochen"));
            case "ketones" -> snapshot.knowing(Life.ketone(300, 0.6));
            case "measured low" -> snapshot.knowing(Life.ketone(180, 0.5));
            case "measured low long ago" -> snapshot.knowing(Life.ketone(181, 0.5));
            case "fever" -> snapshot.knowing(Life.temperature(60, 38.0));
            case "no insulin" -> List.of(601, 900, 1200).forEach(ago -> snapshot.knowing(Life.bolus(ago, 3)));
            case "few doses" -> List.of(601, 900).forEach(ago -> snapshot.knowing(Life.bolus(ago, 3)));
            case "lately a dose" -> List.of(599, 900, 1200).forEach(ago -> snapshot.knowing(Life.bolus(ago, 3)));
            case "weight lost" -> snapshot.knowing(Life.weight(2880, 40)).knowing(Life.weight(60, 38.8));
            case "a little weight lost" ->
                snapshot.knowing(Life.weight(2880, 40)).knowing(Life.weight(60, 39.1));
            default -> {}
        }
    }

    @ParameterizedTest(name = "{0} mg/dL for {1} readings: {2}")
    @CsvSource({"250, 25, lingers", "230, 25, clear", "250.1, 24, clear", "250.1, 25, MEDIUM"})
    void glucose_must_have_been_above_for_two_hours(double mgPerDl, int readings, String expected) {
        assertThat(Told.by(risk, high(mgPerDl, readings).knowing(Life.note(60, "threw up"))))
                .isEqualTo(expected);
    }

    @Test
    void says_every_reason() {
        assertThat(Told.sentence(
                        risk, high(300, 25).knowing(Life.note(60, "vomited")).knowing(Life.temperature(60, 38.5))))
                .isEqualTo(
                        "Anna: glucose is above 250 mg/dL for hours, and a note tells of vomiting, and there is a fever of"
                                + " 38.5 degrees. Measure ketones now and follow your sick-day plan.");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "She VOMITED twice, true",
        "threw up after lunch, true",
        "hat sich übergeben, true",
        "Erbrechen seit heute früh, true",
        "a vomi ce matin, true",
        "ha vomitado, true",
        "Vómitos y fiebre, true",
        "no vomiting, false",
        "kein Erbrechen, false",
        "hat nicht erbrochen, false",
        "sin vómitos, false",
        "pas vomi, false",
        "threw the ball up, false",
        "pump changed, false",
        "'', false"
    })
    void a_note_tells_of_vomiting_in_four_languages_unless_it_denies_it(String note, boolean expected) {
        String[] words = Configured.by(KetoneRiskRule.Config.class).vomitingWords();
        assertThat(words)
                .as("what the rule of very high glucose goes by, too")
                .containsExactlyElementsOf(VomitingWords.USUAL);
        assertThat(new VomitingWords(Arrays.asList(words)).in(note)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} degrees, {1} mg/dL, ketones {2}: {3}")
    @CsvSource({
        "37.9, 260, -1, clear",
        "38.0, 251, -1, LOW",
        "38.0, 250, -1, lingers",
        "38.0, 230, -1, clear",
        "38.0, 251, 0.5, clear",
        "38.0, 251, 0.6, LOW"
    })
    void fever_with_high_glucose_asks_for_ketones(double celsius, double mgPerDl, double ketones, String expected) {
        var snapshot = Given.snapshot().glucose(mgPerDl).knowing(Life.temperature(30, celsius));
        if (ketones > 0) {
            snapshot.knowing(Life.ketone(10, ketones));
        }
        assertThat(Told.by(fever, snapshot)).isEqualTo(expected);
        assertThat(Told.by(fever, Given.snapshot().knowing(Life.temperature(30, celsius))))
                .isEqualTo("unknown");
    }

    private static Given.SnapshotBuilder high(double mgPerDl, int readings) {
        var snapshot = Given.snapshot();
        for (int i = readings - 1; i >= 0; i--) {
            snapshot.with(Given.reading(mgPerDl).minutesBefore(NOON, 5 * i).build());
        }
        return snapshot;
    }
}
