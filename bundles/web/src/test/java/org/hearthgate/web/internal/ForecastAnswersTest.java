package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.web.internal.Home.get;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import org.hearthgate.api.forecast.ForecastAnswer;
import org.hearthgate.api.forecast.NoForecast;
import org.hearthgate.api.forecast.Reason;
import org.hearthgate.api.household.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForecastAnswersTest {
    private final Home home = new Home();

    private Answer.Reply reply(String person) {
        return home.reply(get("/hub/v1/persons/" + person + "/forecast").as(Role.FAMILY));
    }

    private JsonNode anna(ForecastAnswer answer) {
        home.forecasts = new FakeForecasts(NOON).saying(answer);
        return Home.json(reply("anna"));
    }

    @Test
    void a_forecast_comes_with_its_path_its_chances_its_model_its_age_its_reasons_and_what_was_filled() {
        JsonNode said = anna(FakeForecasts.acrossAGap(FakeForecasts.of(
                ANNA,
                NOON.minusSeconds(120),
                118,
                80,
                0.0512345,
                0.2,
                new Reason(Reason.Kind.MOVEMENT, -2.004, -14.26),
                new Reason(Reason.Kind.INSULIN, 1.4, -6))));

        assertThat(said.path("person").asText()).isEqualTo("anna");
        assertThat(said.path("at").asText()).isEqualTo("2026-03-02T11:58:00Z");
        assertThat(said.path("ageSeconds").asInt()).isEqualTo(120);
        assertThat(said.path("model").asText()).isEqualTo("test 1");
        assertThat(said.path("path")).hasSize(12);
        JsonNode last = said.path("path").path(11);
        assertThat(last.path("minutes").asInt()).isEqualTo(60);
        assertThat(last.path("mgPerDl").asDouble()).isEqualTo(80);
        assertThat(last.path("lower90MgPerDl").asDouble())
                .isLessThan(last.path("upper90MgPerDl").asDouble());
        assertThat(said.path("probabilityLowIn30Min").asDouble()).isEqualTo(0.051);
        assertThat(said.path("probabilityLowIn60Min").asDouble()).isEqualTo(0.2);
        assertThat(said.path("reasons").toString())
                .isEqualTo("[{\"kind\":\"movement\",\"value\":-2.0,\"unit\":\"mg/dL/min\",\"shareMgPerDl\":-14.3},"
                        + "{\"kind\":\"insulin\",\"value\":1.4,\"unit\":\"U\",\"shareMgPerDl\":-6.0}]");
        assertThat(said.path("filled").path(0).path("from").asText()).isEqualTo("2026-03-02T11:33:00Z");
        assertThat(said.has("why")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(NoForecast.class)
    void where_there_is_none_it_says_why_in_a_word_and_in_a_sentence(NoForecast why) {
        JsonNode said = anna(ForecastAnswer.none(ANNA, NOON, why));

        var fields = new ArrayList<String>();
        said.fieldNames().forEachRemaining(fields::add);
        assertThat(fields).containsExactly("person", "at", "why");
        assertThat(said.path("why").path("code").asText()).matches("[a-z-]+");
        assertThat(said.path("why").path("message").asText()).matches("[A-Z].*[.]");
    }

    @Test
    void without_the_room_the_answer_is_503_and_names_it() {
        Answer.Reply reply = reply("anna");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(Home.json(reply).path("error").asText()).isEqualTo("not-running");
        assertThat(Home.json(reply).path("message").asText()).contains("forecast");
    }

    @Test
    void somebody_elses_forecast_looks_like_nobodys() {
        home.forecasts = new FakeForecasts(NOON);

        assertThat(reply("ben").status()).isEqualTo(404);
        assertThat(home.reply(get("/hub/v1/persons/anna/forecast").as(Role.INSTALLER))
                        .status())
                .isEqualTo(403);
    }
}
