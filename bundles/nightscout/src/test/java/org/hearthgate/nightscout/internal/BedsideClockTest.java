package org.hearthgate.nightscout.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.nightscout.internal.SiteFixture.FOLLOWER;
import static org.hearthgate.nightscout.internal.SiteFixture.UPLOADER;
import static org.hearthgate.nightscout.internal.SiteFixture.sgv;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clock beside the bed, which shows whatever it is given. */
class BedsideClockTest {
    private final SiteFixture hub = new SiteFixture();

    private void post(String... entries) {
        assertThat(hub.post("[" + String.join(",", entries) + "]").as(UPLOADER).status())
                .isEqualTo(200);
    }

    private JsonNode pebble(String query) {
        return hub.get("/pebble" + query).as(FOLLOWER).json();
    }

    @Test
    void the_newest_value_comes_as_text_with_its_arrow_and_its_change() {
        post(sgv(100, 16), sgv(103, 11), sgv(105, 6), sgv(107, 1));

        JsonNode answer = pebble("");

        assertThat(answer.at("/status/0/now").asLong()).isEqualTo(Given.NOON.toEpochMilli());
        assertThat(answer.path("bgs")).hasSize(1);
        JsonNode newest = answer.at("/bgs/0");
        assertThat(newest.path("sgv").isTextual()).isTrue();
        assertThat(newest.path("sgv").asText()).isEqualTo("107");
        assertThat(newest.path("direction").asText()).isEqualTo("Flat");
        assertThat(newest.path("trend").asInt()).isEqualTo(4);
        assertThat(newest.path("bgdelta").asInt()).isEqualTo(2);
        assertThat(newest.path("datetime").asLong()).isEqualTo(Given.NOON.toEpochMilli() - 60_000);
        assertThat(newest.has("age_minutes")).isFalse();
    }

    @Test
    void in_mmol_the_change_is_text_too() {
        post(sgv(90, 6), sgv(108, 1));

        JsonNode newest = pebble("?units=mmol&count=5").at("/bgs/0");

        assertThat(newest.path("sgv").asText()).isEqualTo("6.0");
        assertThat(newest.path("bgdelta").isTextual()).isTrue();
        assertThat(newest.path("bgdelta").asText()).isEqualTo("1.0");
        assertThat(pebble("?units=mmol&count=5").path("bgs")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"11,false", "12,true", "40,true"})
    void a_value_too_old_to_rely_on_has_no_arrow_and_says_its_age(long minutes, boolean stale) {
        post(sgv(110, minutes + 10), sgv(105, minutes + 5), sgv(100, minutes));

        JsonNode pebble = pebble("?count=3").at("/bgs/0");
        JsonNode xdrip = hub.get("/sgv.json").as(FOLLOWER).json().path(0);

        assertThat(pebble.path("sgv").asText()).isEqualTo("100");
        for (JsonNode newest : List.of(pebble, xdrip)) {
            assertThat(newest.path("direction").asText().equals("NOT COMPUTABLE"))
                    .isEqualTo(stale);
            assertThat(newest.path("age_minutes").asLong(-1)).isEqualTo(stale ? minutes : -1);
        }
        assertThat(pebble.has("bgdelta")).isEqualTo(!stale);
    }

    @Test
    void a_change_over_a_gap_is_no_change() {
        post(sgv(200, 30), sgv(100, 1));

        assertThat(pebble("").at("/bgs/0").has("bgdelta")).isFalse();
        assertThat(pebble("").at("/bgs/0/direction").asText()).isEqualTo("NONE");
    }

    @Test
    void a_drill_is_nobodys_value() {
        post(sgv(100, 6));
        hub.record.submit(List.of(Given.reading(40)
                .doubted(Doubt.Flag.TEST)
                .minutesBefore(Given.NOON, 1)
                .build()));

        assertThat(pebble("?count=9").path("bgs").findValuesAsText("sgv")).containsExactly("100");
        assertThat(hub.get("/sgv.json").as(FOLLOWER).json().findValuesAsText("sgv"))
                .containsExactly("100");
        assertThat(hub.get("/api/v1/entries/current.json").as(FOLLOWER).json().findValuesAsText("sgv"))
                .containsExactly("100");
    }

    @ParameterizedTest
    @CsvSource({"?count=0,200", "?count=-3,200", "?count=99999,200", "?count=x,400"})
    void a_count_is_a_number_and_bounded(String query, int status) {
        assertThat(hub.get("/pebble" + query).as(FOLLOWER).status()).isEqualTo(status);
    }

    @Test
    void nothing_heard_is_an_empty_list() {
        assertThat(pebble("").path("bgs")).isEmpty();
        assertThat(pebble("").path("cals")).isEmpty();
    }

    @Test
    void the_credential_says_whose_clock_it_is() {
        post(sgv(100, 1));

        assertThat(hub.get("/pebble").as(SiteFixture.BENS_UPLOADER).json().path("bgs"))
                .isEmpty();
        assertThat(hub.get("/pebble").as(SiteFixture.PARENT_OF_BOTH).status()).isEqualTo(401);
    }
}
