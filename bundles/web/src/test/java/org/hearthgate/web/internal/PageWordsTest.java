package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.hearthgate.api.device.DeviceTouch;
import org.hearthgate.api.forecast.NoForecast;
import org.hearthgate.api.forecast.Reason;
import org.hearthgate.api.insight.AlarmWorth;
import org.hearthgate.api.insight.AuditAdvice;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.SensorArtefact.Artefact;
import org.hearthgate.api.signal.SensorSignal;
import org.junit.jupiter.api.Test;

/** The page is no Java, so nothing else notices when a new reason has no word there. */
class PageWordsTest {
    private static final Set<Doubt.Flag> BESIDE_THE_NUMBER = Set.of(
            Doubt.Flag.LATE,
            Doubt.Flag.FUTURE,
            Doubt.Flag.HUB_CLOCK,
            Doubt.Flag.CLOCK_CORRECTED,
            Doubt.Flag.ASIDE,
            Doubt.Flag.TEST,
            Doubt.Flag.GAP_FILLED);

    private static String file(String name) {
        return new String(Assets.read("/org/hearthgate/web/page/" + name), StandardCharsets.UTF_8);
    }

    private static Stream<Doubt.Flag> againstTheNumber() {
        return Arrays.stream(Doubt.Flag.values()).filter(flag -> !BESIDE_THE_NUMBER.contains(flag));
    }

    @Test
    void every_doubt_has_a_place_on_the_page_and_those_against_the_number_have_words() {
        assertThat(Doubt.Flag.values())
                .extracting(flag -> "'" + flag + "'")
                .allSatisfy(flag -> assertThat(file("doubts.js")).contains(flag));
        assertThat(againstTheNumber()).hasSizeGreaterThan(5).allSatisfy(flag -> assertThat(file("messages/en.js"))
                .contains("    " + flag + ": {"));
    }

    /** A calm colour on a number that no alarm may rest on would be a lie. */
    @Test
    void a_number_that_no_alarm_may_rest_on_gets_no_calm_colour() {
        String script = file("doubts.js");
        int from = script.indexOf("const NO_COMFORT");
        String listed = script.substring(from, script.indexOf(';', from));

        assertThat(againstTheNumber().filter(Doubt.Flag::forbidsAlarm))
                .isNotEmpty()
                .allSatisfy(flag -> assertThat(listed).contains("'" + flag + "'"));
    }

    @Test
    void every_artefact_and_every_part_in_the_series_has_words() {
        assertThat(List.of(Artefact.values()))
                .allSatisfy(artefact -> assertThat(file("messages/en.js")).contains("    " + artefact + ": '"));
        assertThat(List.of(SensorSignal.Role.values()))
                .extracting(role -> role.name().toLowerCase(Locale.ROOT))
                .allSatisfy(role -> assertThat(file("messages/en.js")).contains(role + ": '"));
    }

    @Test
    void every_stage_of_a_touch_has_a_sign_and_a_headline_or_is_its_own() {
        assertThat(DeviceTouch.Stage.values())
                .extracting(TouchEvents::word)
                .allSatisfy(stage -> assertThat(file("touch-note.js")).containsPattern("'?" + stage + "'?: svg"))
                .filteredOn(stage -> !stage.equals("done")) // what was read is the headline
                .allSatisfy(
                        stage -> assertThat(file("messages/en-devices.js")).containsPattern("'?" + stage + "'?: '"));
    }

    @Test
    void every_purpose_of_a_dose_has_a_word_and_can_be_chosen() {
        assertThat(InsulinDose.Purpose.values())
                .extracting(purpose -> purpose.name().toLowerCase(Locale.ROOT))
                .allSatisfy(purpose -> {
                    assertThat(file("messages/en-devices.js")).contains(purpose + ": '");
                    assertThat(file("doses.js")).contains("'" + purpose + "'");
                });
    }

    @Test
    void every_reason_for_a_forecast_and_for_none_has_words() {
        assertThat(Reason.Kind.values()).extracting(ForecastJson::code).allSatisfy(kind -> assertThat(
                        between(file("messages/en-forecast.js"), "forecastBecause: {", "\n  },"))
                .containsPattern("    '?" + kind + "'?: \\("));
        assertThat(NoForecast.values()).extracting(ForecastJson::code).allSatisfy(why -> assertThat(
                        between(file("messages/en-forecast.js"), "noForecastFor: {", "\n  },"))
                .containsPattern("    '?" + why + "'?: '"));
    }

    /** It advises and never doses. */
    @Test
    void no_word_of_a_forecast_tells_anybody_to_do_something_about_it() {
        assertThat(file("messages/en-forecast.js").toLowerCase(Locale.ROOT))
                .doesNotContain("give ", "take ", "inject", "bolus", "correct", "eat ", "should");
    }

    @Test
    void every_outcome_of_a_delivery_has_a_word() {
        assertThat(Receipt.Outcome.values()).extracting(ReachJson::word).allSatisfy(outcome -> assertThat(
                        file("messages/en-alarms.js"))
                .containsPattern("[ {]'?" + outcome + "'?: '"));
    }

    @Test
    void all_that_an_alarm_can_be_worth_has_a_word_an_explanation_and_a_sign_of_its_own() {
        assertThat(AlarmWorth.values()).extracting(AlarmAuditJson::word).allSatisfy(worth -> {
            assertThat(file("messages/en-audit.js"))
                    .containsPattern("worth: \\{.*" + worth + ": '")
                    .contains("    " + worth + ": '");
            assertThat(file("audit-words.js")).containsPattern("WORTH_SIGNS = \\{.*" + worth + ": '");
        });
        String signs = between(file("audit-words.js"), "WORTH_SIGNS = {", "}").replaceAll("[^●◐▼○▲]", "");
        assertThat(signs.chars().distinct().count()).isEqualTo(AlarmWorth.values().length);
    }

    @Test
    void all_that_an_audit_can_advise_says_what_was_found_and_what_to_do() {
        assertThat(AuditAdvice.Kind.values()).extracting(AlarmAuditJson::word).allSatisfy(kind -> assertThat(
                        between(file("messages/en-audit.js"), "    '" + kind + "': {", "    },"))
                .contains("head: (")
                .contains("todo: ("));
    }

    /** What a family reads about its week must not tell it to turn an alarm down by itself. */
    @Test
    void advice_names_no_dose_and_sends_a_limit_to_the_diabetes_team() {
        String advice = between(file("messages/en-audit.js"), "  adviceFor: {", "\n  },");

        assertThat(advice.lines().filter(line -> line.contains("limit}")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("ask your diabetes team"));
        assertThat(advice.toLowerCase(Locale.ROOT)).doesNotContain("insulin", "dose", " switch off", " turn off");
    }

    /** Two files that share a key would silently speak with the words of the last one. */
    @Test
    void no_two_files_of_words_say_the_same_key_in_two_ways() {
        assertThat(Stream.of("en", "en-alarms", "en-audit", "en-devices", "en-forecast")
                        .flatMap(name -> file("messages/" + name + ".js").lines())
                        .filter(line -> line.matches("  '?[A-Za-z-]+'?:.*"))
                        .map(line -> line.strip().split(":", 2)[0]))
                .hasSizeGreaterThan(100)
                .doesNotHaveDuplicates();
    }

    private static String between(String text, String from, String until) {
        assertThat(text).contains(from);
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(until, start));
    }

    @Test
    void no_sentence_is_written_outside_the_messages() {
        assertThat(Assets.names().stream().filter(name -> name.endsWith(".js") && !name.contains("/")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(file(name).replaceAll("(?m)//.*$|(?s)/\\*.*?\\*/", ""))
                        .doesNotContainPattern(">[A-Z][a-z]+ [a-z]+"));
    }

    /** A worker at another address than the policy allows would never start, and nobody would notice before the night. */
    @Test
    void the_worker_that_is_registered_is_the_one_that_is_served() {
        assertThat(file("notices.js")).contains("register(trusted('/sw.js'))").contains("url !== '/sw.js'");
        assertThat(new Assets().atRoot("/sw.js")).isPresent();
        assertThat(file("app.webmanifest")).contains("/icon-192.png").contains("/icon-512.png");
    }
}
