package org.hearthgate.home.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hearthgate.api.alert.Snapshot;
import org.hearthgate.api.forecast.GlucoseForecast;
import org.hearthgate.api.observation.BodyTemperature;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.Ketone;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.StepCount;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
    private static final Language LANGUAGE = new Language();

    /** Anna at 23:30 in Berlin on a Monday: 100 falling by 2 a minute, a bolus, a meal, a walk, a fever, a forecast. */
    private static Snapshot anna() {
        Instant now = Instant.parse("2026-03-02T22:30:00Z");
        return Given.snapshot()
                .asOf(now)
                .livingIn("Europe/Berlin")
                .every5Min(140, 130, 120, 110, 100)
                .knowing(new InsulinDose(at(now, 50), 2.5, InsulinDose.Purpose.BOLUS, Optional.empty()))
                .knowing(new InsulinDose(at(now, 51), 2, InsulinDose.Purpose.PRIME, Optional.empty()))
                .knowing(new InsulinDose(at(now, 70), 14, InsulinDose.Purpose.BASAL, Optional.empty()))
                .knowing(new CarbohydrateIntake(at(now, 50), 40, Optional.empty()))
                .knowing(new StepCount(at(now, 5), 900, now.minusSeconds(900)))
                .knowing(HeartRate.of(at(now, 1), 118))
                .knowing(new Ketone(at(now, 30), 0.7))
                .knowing(new BodyTemperature(at(now, 60), 38.4))
                .with(new GlucoseForecast(
                        Given.ANNA,
                        now,
                        now,
                        List.of(
                                new GlucoseForecast.Point(Duration.ofMinutes(20), 62, 50, 80),
                                new GlucoseForecast.Point(Duration.ofMinutes(30), 55, 40, 75)),
                        0.71,
                        0.83,
                        "test",
                        List.of(),
                        List.of()))
                .build();
    }

    private static Origin at(Instant now, long minutesAgo) {
        Instant when = now.minus(Duration.ofMinutes(minutesAgo));
        return Origin.of(Given.ANNA, new DeviceId("test"), when, when, Provenance.of("test"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "glucose < mgdl(101) => true",
                "glucose < mgdl(100) => false",
                "glucose <= mgdl(100) => true",
                "glucose == mgdl(100) => true",
                "glucose < mmol(5.6) => true",
                "glucose < mmol(5.5) => false",
                "trend < mgdl_per_min(-1.9) => true",
                "trend < mgdl_per_min(-2) => false",
                "trend <= mmol_per_min(-0.111) => true",
                "last.insulin(hours(1)) == iu(2.5) => true",
                "last.insulin(minutes(49)) == iu(0) => true",
                "last.carbs(hours(1)) >= grams(40) => true",
                "last.carbs(minutes(30)) > grams(0) => false",
                "last.steps(minutes(10)) > 800 => true",
                "last.highest(minutes(20)) == mgdl(140) => true",
                "last.lowest(minutes(20)) == mgdl(100) => true",
                "heart_rate > bpm(100) => true",
                "ketone >= ketone_mmol(0.6) => true",
                "temperature >= celsius(38) => true",
                "temperature >= fahrenheit(101.2) => false",
                "temperature >= fahrenheit(101.1) => true",
                "ahead.glucose(minutes(20)) < mgdl(70) => true",
                "ahead.low_chance(minutes(30)) > 0.7 => true",
                "ahead.low_chance(minutes(60)) > 0.9 => false",
                "silence < minutes(1) => true",
                "clock.between('22:00', '07:00') => true",
                "clock.between('07:00', '22:00') => false",
                "clock.between('23:30', '23:31') => true",
                "clock.between('23:00', '23:30') => false",
                "clock.between('17:00', '18:00', 'America/New_York') => true",
                "clock.on('MON') => true",
                "clock.on('TUE') => false",
                "glucose < mgdl(120) && trend < mgdl_per_min(-1) && clock.between('22:00', '07:00') => true",
                "!(glucose < mgdl(120)) || heart_rate > bpm(200) => false",
                "clock.on('MON') ? glucose < mgdl(101) : glucose < mgdl(50) => true",
            })
    void says_yes_or_no(String expression, boolean expected) {
        assertThat(LANGUAGE.compile(expression).ask(anna())).contains(expected);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "glukose < mgdl(70) => line 1, column 1: 'glukose' is not known here; known are glucose, trend",
                "glucose < 70 => line 1, column 9: the number needs its unit: write it as mgdl(…) or mmol(…)",
                "3.9 > glucose => line 1, column 5: the number needs its unit: write it as mgdl(…) or mmol(…)",
                "glucose < iu(3) => line 1, column 9: wrong unit: glucose is compared with mgdl(…) or mmol(…), not with insulin",
                "trend < mgdl(3) => line 1, column 7: wrong unit: glucose rate is compared with mgdl_per_min(…)",
                "last.insulin(hours(2)) > grams(3) => wrong unit: insulin is compared with iu(…), not with carbohydrate",
                "silence > mgdl(15) => wrong unit: glucose is compared with mgdl(…) or mmol(…), not with a stretch of time",
                "glucose => line 1, column 1: this says glucose, not yes or no",
                "mgdl(70) => not yes or no",
                "1 => this says a number, not yes or no",
                "'low' => this says a text, not yes or no",
                "clock.between('22:00', '07:00', 'Berlin') => line 1, column 33: 'Berlin' is no time zone",
                "clock.between('22:00', '25:00') => line 1, column 24: '25:00' is no time",
                "clock.between('10pm', '07:00') => line 1, column 15: '10pm' is no time",
                "clock.on('Saturday') => line 1, column 10: 'Saturday' is no day",
                "last.carbs(hours(100)) > grams(1) => line 1, column 18: write a whole number from 1 to 48 here",
                "last.carbs(minutes(0)) > grams(1) => write a whole number from 1 to 2880 here",
                "last.carbs(2) > grams(1) => 'carbs' does not take last and a number",
                "mgdl('70') < glucose => 'mgdl' does not take a text",
                "glucose < mgdl(70) && => line 1, column 22: cannot be read here",
                "glucose << mgdl(70) => cannot be read here",
                "[1, 2].all(x, x > 1) => 'all' is not known here",
                "'aaa'.matches('(a+)+b') => 'matches' is not known here",
                "glucose.value > 3 => cannot be read here",
                "~~ => write an expression",
            })
    void refuses_with_the_place_and_the_reason(String expression, String complaint) {
        assertThatThrownBy(() -> LANGUAGE.compile(expression))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void names_the_line_too() {
        assertThatThrownBy(() -> LANGUAGE.compile("glucose < mgdl(70) &&\n  glucos > mgdl(3)"))
                .hasMessageStartingWith("line 2, column 3: 'glucos'");
    }

    @Test
    void refuses_what_is_too_long_and_what_is_too_deep() {
        assertThatThrownBy(() -> LANGUAGE.compile("1<2||".repeat(100) + "1<2")).hasMessageContaining("too long");
        assertThatThrownBy(() -> LANGUAGE.compile("clock.on('MON') || ".repeat(60) + "clock.on('SUN')"))
                .hasMessageContaining("longer than 1000 characters");
        assertThatThrownBy(() -> LANGUAGE.compile("!".repeat(2_000) + "true")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> LANGUAGE.compile("(".repeat(400) + "true" + ")".repeat(400)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void does_not_know_from_a_stale_reading() {
        Snapshot stale = Given.snapshot()
                .with(Given.reading(50).minutesBefore(Given.NOON, 12).build())
                .build();
        assertThat(LANGUAGE.compile("glucose < mgdl(70)").ask(stale)).isEmpty();
        assertThat(LANGUAGE.compile("last.lowest(hours(1)) < mgdl(70)").ask(stale))
                .isEmpty();
    }

    @Test
    void does_not_know_what_no_forecast_says() {
        Snapshot plain = Given.snapshot().glucose(100).build();
        assertThat(LANGUAGE.compile("ahead.glucose(minutes(30)) < mgdl(70)").ask(plain))
                .isEmpty();
        assertThat(LANGUAGE.compile("ahead.glucose(minutes(60)) < mgdl(70)").ask(anna()))
                .isEmpty();
    }

    @Test
    void takes_a_sensors_low_as_lower_than_its_edge() {
        Snapshot low = Given.snapshot()
                .with(Given.reading(40).bound(Bound.BELOW_RANGE).build())
                .build();
        assertThat(LANGUAGE.compile("glucose < mgdl(40)").ask(low)).contains(true);
    }
}
