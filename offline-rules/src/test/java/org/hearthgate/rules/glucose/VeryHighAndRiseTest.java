package org.hearthgate.rules.glucose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hearthgate.rules.glucose.Said.finding;
import static org.hearthgate.rules.glucose.Said.origin;
import static org.hearthgate.rules.glucose.Said.word;
import static org.hearthgate.testkit.Given.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.observation.ActivityEpisode;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Note;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VeryHighAndRiseTest {
    private final AlertRule veryHigh = Said.veryHigh(Map.of());
    private final AlertRule rise = Said.risingFast(Map.of("on", true));

    private static Instant ago(long minutes) {
        return NOON.minus(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest(name = "{0} mg/dL is {1}")
    @CsvSource({"300.01, Holds", "300, Lingers", "290.01, Lingers", "290, Clear", "120, Clear"})
    void judges_a_very_high_exactly_at_its_limits(double mgPerDl, String verdict) {
        assertThat(word(veryHigh.evaluate(Given.snapshot().glucose(mgPerDl).build())))
                .isEqualTo(verdict);
    }

    @Test
    void a_sensors_HIGH_is_very_high_whatever_its_number() {
        var snapshot = Given.snapshot()
                .with(Given.reading(250).bound(Bound.ABOVE_RANGE).build());
        assertThat(word(veryHigh.evaluate(snapshot.build()))).isEqualTo("Holds");
    }

    @Test
    void asks_for_ketones_in_the_sentence() {
        var said = finding(veryHigh.evaluate(Given.snapshot().glucose(320).build()));
        assertThat(said.priority()).isEqualTo(Priority.LOW);
        assertThat(said.message()).isEqualTo("Anna: very high, 320 mg/dL. Check ketones.");
        assertThat(said.why()).isEqualTo("320 mg/dL is above Anna's limit of 300. For 0 minutes so far.");
    }

    @ParameterizedTest(name = "above 300 for {0} min: {1}")
    @CsvSource({"115, LOW", "120, MEDIUM"})
    void is_more_urgent_after_two_hours(int minutes, Priority priority) {
        double[] values = new double[minutes / 5 + 1];
        Arrays.fill(values, 310);
        assertThat(finding(veryHigh.evaluate(Given.snapshot().every5Min(values).build()))
                        .priority())
                .isEqualTo(priority);
    }

    @ParameterizedTest(name = "ketones {0} mmol/L {1} h ago: {2}")
    @CsvSource({"0.59, 1, LOW", "0.6, 1, MEDIUM", "3.1, 12, MEDIUM", "3.1, 13, LOW"})
    void is_more_urgent_with_raised_ketones(double mmolPerL, long hours, Priority priority) {
        var snapshot = Given.snapshot().glucose(320).knowing(new Ketone(origin("meter", ago(hours * 60)), mmolPerL));
        assertThat(finding(veryHigh.evaluate(snapshot.build())).priority()).isEqualTo(priority);
    }

    @ParameterizedTest(name = "“{0}”: {1}")
    @CsvSource({"Vomited twice, MEDIUM", "she threw up, MEDIUM", "hat erbrochen, MEDIUM", "pizza, LOW"})
    void is_more_urgent_when_vomiting_was_noted(String note, Priority priority) {
        var snapshot = Given.snapshot().glucose(320).knowing(new Note(origin("page", ago(60)), note));
        assertThat(finding(veryHigh.evaluate(snapshot.build())).priority()).isEqualTo(priority);
    }

    @ParameterizedTest(name = "{0} °C: {1}")
    @CsvSource({"37.99, LOW", "38, MEDIUM"})
    void is_more_urgent_with_a_fever(double celsius, Priority priority) {
        var snapshot = Given.snapshot().glucose(320).knowing(new BodyTemperature(origin("ear", ago(60)), celsius));
        assertThat(finding(veryHigh.evaluate(snapshot.build())).priority()).isEqualTo(priority);
    }

    @ParameterizedTest(name = "{0} → {3}: {4}")
    @CsvSource({
        "155, 170, 185, 200, Holds", // 3 a minute
        "156, 170, 185, 199.9, Lingers",
        "95, 110, 125, 140, Clear", // out of a low
        "96, 111, 126, 141, Holds",
        "177.5, 185, 192.5, 200, Clear", // 1.5 a minute
        "245, 230, 215, 200, Clear"
    })
    void tells_a_fast_rise_from_a_treated_low(double a, double b, double c, double d, String verdict) {
        assertThat(word(rise.evaluate(Given.snapshot().every5Min(a, b, c, d).build())))
                .isEqualTo(verdict);
    }

    @Test
    void a_rise_is_off_unless_a_home_wants_it() {
        assertThat(word(Said.risingFast(Map.of())
                        .evaluate(Given.snapshot().every5Min(155, 170, 185, 200).build())))
                .isEqualTo("Clear");
    }

    @Test
    void a_rise_names_the_meal_and_the_insulin_that_are_known() {
        var snapshot = Given.snapshot()
                .every5Min(155, 170, 185, 200)
                .knowing(new CarbohydrateIntake(origin("page", ago(35)), 45, Optional.empty()))
                .knowing(bolus(4, 30));
        assertThat(finding(rise.evaluate(snapshot.build())).message())
                .isEqualTo("Anna: rising fast, 200 mg/dL, rising fast. Known: 45 g of carbs eaten 35 min ago, "
                        + "about 3.7 units of insulin still working.");
    }

    @Test
    void a_fall_names_the_insulin_and_the_exercise_that_are_known() {
        var snapshot = Given.snapshot()
                .every5Min(140, 125, 110, 95)
                .knowing(bolus(4, 60))
                .knowing(new ActivityEpisode(origin("watch", ago(80)), ago(20), "football"));
        var fall = new FallingFastRule(Configured.by(FallingFastRule.Config.class));
        assertThat(finding(fall.evaluate(snapshot.build())).message())
                .isEqualTo(
                        "Anna: falling fast, 95 mg/dL, falling fast. Known: about 3.1 units of insulin still working, "
                                + "exercise until 20 min ago.");
    }

    @ParameterizedTest(name = "a {0} of 4 units {1} min ago works: {2}")
    @CsvSource({"BOLUS, 60, 3.12", "BOLUS, 240, 0.29", "BOLUS, 360, 0", "BASAL, 60, 0", "PRIME, 60, 0"})
    void counts_what_a_bolus_has_yet_to_do(InsulinDose.Purpose purpose, long minutes, double units) {
        var snapshot =
                Given.snapshot().knowing(new InsulinDose(origin("pen", ago(minutes)), 4, purpose, Optional.empty()));
        assertThat(InsulinAtWork.units(snapshot.build())).isEqualTo(units, org.assertj.core.data.Offset.offset(0.005));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"aboveMgPerDl, 199", "overUpToMgPerDl, 296", "aboveMgPerDl, NaN"})
    void refuses_an_unsafe_limit_by_its_name(String key, double value) {
        assertThatThrownBy(() -> Said.veryHigh(Map.of(key, value)))
                .hasMessageStartingWith("org.hearthgate.rule.very-high: ");
    }

    private static InsulinDose bolus(double units, long minutesAgo) {
        return new InsulinDose(origin("pen", ago(minutesAgo)), units, InsulinDose.Purpose.BOLUS, Optional.empty());
    }
}
