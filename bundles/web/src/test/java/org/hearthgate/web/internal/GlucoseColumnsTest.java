package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.web.internal.Home.get;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Origin;
import org.hearthgate.api.observation.Provenance;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

class GlucoseColumnsTest {
    private final Home home = new Home(); // holds a reading of 66 at noon

    private JsonNode columns() {
        return Home.json(home.reply(get("/hub/v1/persons/anna/glucose").as(Role.FAMILY)));
    }

    private void keep(double mgPerDl, double minutesBefore) {
        home.record.keep(
                Given.reading(mgPerDl).minutesBefore(NOON, minutesBefore).build());
    }

    private static GlucoseReading underPressure() {
        GlucoseReading plain = Given.reading(52).minutesBefore(NOON, 5).build();
        return plain.withOrigin(plain.origin()
                .withDoubt(new Doubt(
                        Doubt.Flag.COMPRESSION_SUSPECTED, "Fell as under pressure", Map.of("probability", 0.7)))
                .withDoubt(new Doubt(Doubt.Flag.NOISY, "Shakes")));
    }

    private static SensorArtefact artefact(String device, double fromMinutes, double untilMinutes) {
        GlucoseReading end = Given.reading(1).minutesBefore(NOON, untilMinutes).build();
        return new SensorArtefact(
                Origin.of(ANNA, new DeviceId(device), end.measuredAt(), NOON, Provenance.of("hub")),
                NOON.minus(Duration.ofMillis(Math.round(fromMinutes * 60_000))),
                SensorArtefact.Artefact.COMPRESSION_LOW,
                Map.of("probability", 0.9));
    }

    @Test
    void a_doubted_row_tells_what_its_doubts_rest_on() {
        home.record.keep(underPressure());

        JsonNode columns = columns();

        assertThat(columns.path("doubts")).hasToString("{\"0\":[\"COMPRESSION_SUSPECTED\",\"NOISY\"]}");
        assertThat(columns.path("measures")).hasToString("{\"0\":{\"COMPRESSION_SUSPECTED\":{\"probability\":0.7}}}");
    }

    @Test
    void the_newest_reading_says_its_reasons_in_a_sentence_too() {
        JsonNode reading = Json.reading(underPressure(), java.util.Optional.empty());

        assertThat(reading.path("doubts")).hasToString("[\"COMPRESSION_SUSPECTED\",\"NOISY\"]");
        assertThat(reading.path("reasons").path("NOISY").asText()).isEqualTo("Shakes");
        assertThat(reading.path("measures")
                        .path("COMPRESSION_SUSPECTED")
                        .path("probability")
                        .asDouble())
                .isEqualTo(0.7);
    }

    @Test
    void a_stretch_says_whether_the_series_rests_on_its_sensor() {
        keep(80, 10);
        home.record.keep(artefact("sensor-1", 12, 8));
        home.record.keep(artefact("another", 11, 8));
        home.record.keep(artefact("sensor-1", 40, 30));

        JsonNode stretches = columns().path("artefacts");

        assertThat(stretches).hasSize(3);
        assertThat(stretches.findValuesAsText("inSeries")).containsExactly("false", "true", "false");
        assertThat(stretches.path(1))
                .hasToString("{\"artefact\":\"COMPRESSION_LOW\",\"device\":\"sensor-1\",\"startedAt\":"
                        + NOON.minusSeconds(720).toEpochMilli() + ",\"endedAt\":"
                        + NOON.minusSeconds(480).toEpochMilli()
                        + ",\"measures\":{\"probability\":0.9},\"inSeries\":true}");
    }

    @Test
    void readings_that_stand_aside_are_not_among_the_rows() {
        home.record.keep(Given.reading(90)
                .minutesBefore(NOON, 5)
                .doubted(Doubt.Flag.ASIDE)
                .build());

        assertThat(columns().path("mgPerDl")).hasToString("[66.0]");
    }

    @Test
    void a_short_gap_is_filled_beside_the_rows_and_never_among_them() {
        for (int minutes = 40; minutes >= 15; minutes -= 5) {
            keep(96, minutes);
        }

        JsonNode columns = columns();

        assertThat(columns.path("mgPerDl")).hasSize(7);
        assertThat(columns.path("filled").path("mgPerDl")).hasToString("[86.0,76.0]");
        assertThat(columns.path("filled").path("measuredAt").path(0).asLong())
                .isEqualTo(NOON.minusSeconds(600).toEpochMilli());
    }

    @Test
    void a_long_gap_stays_open() {
        for (int minutes = 50; minutes >= 25; minutes -= 5) {
            keep(96, minutes);
        }

        assertThat(columns().path("filled").path("mgPerDl")).isEmpty();
    }

    @Test
    void nothing_is_filled_where_too_few_readings_tell_the_sensors_sampling() {
        keep(96, 10);

        assertThat(columns().path("filled").path("mgPerDl")).isEmpty();
    }

    @Test
    void readings_of_one_instant_fill_nothing_and_break_nothing() {
        for (int sensor = 0; sensor < 8; sensor++) {
            home.record.keep(
                    Given.reading(90).from("sensor-" + sensor + 2).at(NOON).build());
        }

        assertThat(columns().path("mgPerDl")).hasSize(9);
        assertThat(columns().path("filled").path("mgPerDl")).isEmpty();
    }
}
