package org.hearthgate.nightscout.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.nightscout.internal.SiteFixture.FOLLOWER;
import static org.hearthgate.nightscout.internal.SiteFixture.UPLOADER;
import static org.hearthgate.nightscout.internal.SiteFixture.sgv;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NightscoutSiteTest {
    private static final String UNAUTHORIZED =
            "{\"status\":401,\"message\":\"Unauthorized\",\"description\":\"Invalid/Missing\"}";

    private final SiteFixture hub = new SiteFixture();

    private static List<Integer> sgvs(JsonNode entries) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.get("sgv").intValue())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/entries.json",
                "/api/v1/status.json",
                "/api/v1/nothing",
                "/api/v2/properties",
                "/api/versions",
                "/sgv.json",
                "/status.json",
                "/pebble",
                "/api/v1/verifyauth",
                "/api/v1/entries.json?find[date][$x]=%zz",
                "/api/"
            })
    void tells_a_stranger_the_same_everywhere(String path) {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH")) {
            SiteFixture.Seen seen = hub.call(method, path).anonymously();
            assertThat(seen.status()).isEqualTo(401);
            assertThat(seen.text()).isEqualTo(UNAUTHORIZED);
            assertThat(seen.mediaType()).startsWith("application/json");
            assertThat(hub.call(method, path).as("0".repeat(40)).text()).isEqualTo(UNAUTHORIZED);
        }
    }

    @Test
    void knows_a_credential_in_each_place_where_clients_put_it() {
        String entries = "/api/v1/entries.json";
        assertThat(hub.get(entries).as(UPLOADER.toUpperCase(Locale.ROOT)).status())
                .isEqualTo(200);
        assertThat(hub.get(entries).as(FOLLOWER).status()).isEqualTo(200);
        assertThat(hub.get(entries + "?secret=" + UPLOADER).anonymously().status())
                .isEqualTo(200);
        assertThat(hub.get(entries + "?token=" + FOLLOWER).anonymously().status())
                .isEqualTo(200);
        assertThat(hub.get(entries)
                        .header("Authorization", "Bearer " + FOLLOWER)
                        .anonymously()
                        .status())
                .isEqualTo(200);
        assertThat(hub.get(entries)
                        .header("Authorization", "bearer " + SiteFixture.PARENT)
                        .anonymously()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void has_no_site_for_whoever_reaches_two_people_or_none() {
        for (String token : List.of(SiteFixture.PARENT_OF_BOTH, SiteFixture.INSTALLER)) {
            assertThat(hub.get("/api/v1/entries.json?token=" + token)
                            .anonymously()
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void lets_followers_and_parents_read_and_only_the_phone_write() {
        for (String reader : List.of(FOLLOWER, SiteFixture.PARENT)) {
            SiteFixture.Seen seen = hub.post(sgv(100, 1)).as(reader);
            assertThat(seen.status()).isEqualTo(401);
            assertThat(seen.text()).isEqualTo(UNAUTHORIZED);
            assertThat(hub.get("/api/v1/experiments/test").as(reader).status()).isEqualTo(401);
            assertThat(hub.get("/api/v1/verifyauth")
                            .as(reader)
                            .json()
                            .at("/message/canWrite")
                            .booleanValue())
                    .isFalse();
        }
        assertThat(hub.record.lastPosition()).isZero();
        assertThat(hub.get("/api/v1/experiments/test").as(UPLOADER).text()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(hub.get("/api/v1/verifyauth")
                        .as(UPLOADER)
                        .json()
                        .at("/message/canWrite")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void answers_a_browsers_preflight_and_says_what_is_not_there_yet() {
        assertThat(hub.call("OPTIONS", "/api/v1/entries.json").anonymously().status())
                .isEqualTo(204);
        assertThat(hub.get("/api/v1/treatments.json").as(UPLOADER).status()).isEqualTo(501);
        assertThat(hub.call("POST", "/api/v1/devicestatus").as(UPLOADER).status())
                .isEqualTo(501);
        assertThat(hub.call("DELETE", "/api/v1/entries/*").as(UPLOADER).status())
                .isEqualTo(501);
        assertThat(hub.get("/api/v1/entries/nothing").as(UPLOADER).status()).isEqualTo(404);
        assertThat(hub.call("POST", "/api/v1/entries/preview").as(UPLOADER).status())
                .isEqualTo(404);
        assertThat(hub.get("/api/v3/entries").as(UPLOADER).status()).isEqualTo(404);
    }

    @Test
    void tells_its_status_in_three_forms() {
        JsonNode status = hub.get("/api/v1/status.json").as(UPLOADER).json();
        assertThat(status.get("status").asText()).isEqualTo("ok");
        assertThat(status.get("version").asText()).startsWith("15.");
        assertThat(status.get("serverTime").asText()).isEqualTo("2026-03-02T12:00:00.000Z");
        assertThat(status.get("serverTimeEpoch").longValue()).isEqualTo(Given.NOON.toEpochMilli());
        assertThat(status.at("/settings/thresholds/bgLow").intValue()).isEqualTo(55);
        assertThat(hub.get("/api/v1/status")
                        .header("Accept", "*/*")
                        .as(UPLOADER)
                        .json())
                .isEqualTo(status);
        assertThat(hub.get("/status.json").as(UPLOADER).json()).isEqualTo(status);
        assertThat(hub.get("/api/v1/status.txt").as(UPLOADER).text()).isEqualTo("STATUS OK");
        assertThat(hub.get("/api/v1/status.html").as(UPLOADER).text()).isEqualTo("<h1>STATUS OK</h1>");
    }

    @Test
    void lists_the_newest_first_and_ten_unless_told_otherwise() {
        hub.post("["
                        + String.join(
                                ",",
                                IntStream.range(0, 15)
                                        .mapToObj(i -> sgv(100 + i, i))
                                        .toList()) + "]")
                .as(UPLOADER);
        assertThat(sgvs(hub.get("/api/v1/entries.json").as(UPLOADER).json()))
                .hasSize(10)
                .startsWith(100, 101);
        assertThat(sgvs(hub.get("/api/v1/entries/sgv.json?count=3").as(FOLLOWER).json()))
                .containsExactly(100, 101, 102);
        assertThat(sgvs(hub.get("/api/v1/entries/current.json").as(FOLLOWER).json()))
                .containsExactly(100);
        assertThat(hub.get("/api/v1/entries.json?count=0").as(UPLOADER).text()).isEqualTo("[]");
        assertThat(hub.get("/api/v1/entries.json?count=1000000").as(UPLOADER).json())
                .hasSize(15);
    }

    @Test
    void filters_by_device_type_and_time() {
        hub.post("[" + sgv(100, 1) + "," + sgv(120, 2).replace("G6", "G7") + "]")
                .as(UPLOADER);
        hub.post("{\"type\":\"mbg\",\"mbg\":109,\"date\":" + Given.NOON.toEpochMilli() + ",\"device\":\"G6\"}")
                .as(UPLOADER);
        assertThat(hub.get("/api/v1/entries.json?find[device]=G6").as(UPLOADER).json())
                .hasSize(2);
        assertThat(sgvs(hub.get("/api/v1/entries.json?find[type][$ne]=mbg&find[sgv][$gt]=100")
                        .as(UPLOADER)
                        .json()))
                .containsExactly(120);
        assertThat(hub.get("/api/v1/entries/mbg.json")
                        .as(UPLOADER)
                        .json()
                        .get(0)
                        .get("mbg")
                        .intValue())
                .isEqualTo(109);
        long since = Given.NOON.toEpochMilli() - 60_000;
        assertThat(hub.get("/api/v1/entries.json?find[date][$gt]=" + since)
                        .as(UPLOADER)
                        .json())
                .hasSize(1);
        assertThat(hub.get("/api/v1/entries.json?find[date][$gte]=" + since)
                        .as(UPLOADER)
                        .json())
                .hasSize(2);
    }

    @Test
    void finds_an_entry_by_its_id() {
        String id = hub.post(sgv(100, 60 * 24 * 30))
                .as(UPLOADER)
                .json()
                .get(0)
                .get("_id")
                .asText();
        assertThat(sgvs(hub.get("/api/v1/entries/" + id + ".json").as(UPLOADER).json()))
                .containsExactly(100);
        assertThat(sgvs(hub.get("/api/v1/entries.json?find[_id]=" + id)
                        .as(UPLOADER)
                        .json()))
                .containsExactly(100);
        assertThat(hub.get("/api/v1/entries/" + "f".repeat(24) + ".json")
                        .as(UPLOADER)
                        .json())
                .isEmpty();
        assertThat(hub.get("/api/v1/entries/" + id + ".json")
                        .as(SiteFixture.BENS_UPLOADER)
                        .json())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} accepting {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "entries, -",
                "entries, */*",
                "entries.txt, application/json",
                "entries.tsv, -",
                "entries/sgv.txt, -",
                "entries, text/html"
            })
    void writes_the_plain_table_by_default(String path, String accept) {
        hub.post("[" + sgv(100, 0) + "," + sgv(101, 1) + "]").as(UPLOADER);
        SiteFixture.Call call = hub.get("/api/v1/" + path);
        SiteFixture.Seen seen = (accept == null ? call : call.header("Accept", accept)).as(UPLOADER);
        assertThat(seen.mediaType()).startsWith("text/plain");
        assertThat(seen.text())
                .isEqualTo("\"2026-03-02T12:00:00.000Z\"\t1772452800000\t100\t\"Flat\"\t\"G6\"\r\n"
                        + "\"2026-03-02T11:59:00.000Z\"\t1772452740000\t101\t\"Flat\"\t\"G6\"");
    }

    @Test
    void writes_commas_and_json_where_they_are_asked_for() {
        hub.post(sgv(100, 0)).as(UPLOADER);
        assertThat(hub.get("/api/v1/entries.csv").as(UPLOADER).text())
                .isEqualTo("\"2026-03-02T12:00:00.000Z\",1772452800000,100,\"Flat\",\"G6\"");
        assertThat(hub.get("/api/v1/entries")
                        .header("Accept", "application/json, text/plain;q=0.5")
                        .as(UPLOADER)
                        .json())
                .hasSize(1);
    }

    @Test
    void says_304_until_something_newer_is_there() {
        hub.post(sgv(100, 1)).as(UPLOADER);
        String modified = hub.get("/api/v1/entries.json").as(UPLOADER).headers().get("Last-Modified");
        assertThat(modified).isEqualTo("Mon, 02 Mar 2026 11:59:00 GMT");
        assertThat(hub.get("/api/v1/entries.json")
                        .header("If-Modified-Since", modified)
                        .as(UPLOADER)
                        .status())
                .isEqualTo(304);
        hub.post(sgv(100, 0)).as(UPLOADER);
        assertThat(hub.get("/api/v1/entries.json")
                        .header("If-Modified-Since", modified)
                        .as(UPLOADER)
                        .status())
                .isEqualTo(200);
        assertThat(hub.get("/api/v1/entries.json")
                        .header("If-Modified-Since", "some day")
                        .as(UPLOADER)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void makes_up_a_document_for_readings_of_other_adapters_with_an_arrow_from_the_readings() {
        var readings = new ArrayList<Observation>();
        for (int i = 0; i < 6; i++) {
            readings.add(Given.reading(100.4 + 12 * i)
                    .minutesBefore(Given.NOON, 5.0 * (5 - i))
                    .raw("{\"bn\":\"senml\"}")
                    .build());
        }
        hub.record.append(readings);
        JsonNode newest =
                hub.get("/api/v1/entries/current.json").as(FOLLOWER).json().get(0);
        assertThat(newest.get("sgv").intValue()).isEqualTo(160);
        assertThat(newest.get("direction").asText()).isEqualTo("SingleUp");
        assertThat(newest.get("trend").intValue()).isEqualTo(2);
        assertThat(newest.get("device").asText()).isEqualTo("sensor-1");
        assertThat(newest.get("type").asText()).isEqualTo("sgv");
        assertThat(newest.has("bn")).isFalse();
        JsonNode oldest = hub.get("/api/v1/entries.json").as(FOLLOWER).json().get(5);
        assertThat(oldest.get("direction").asText())
                .as("too few readings for an arrow")
                .isEqualTo("NONE");
    }

    @Test
    void sends_a_bound_as_sensors_do() {
        hub.record.append(List.of(
                Given.reading(40).bound(Bound.BELOW_RANGE).at(Given.NOON).build(),
                Given.reading(400)
                        .bound(Bound.ABOVE_RANGE)
                        .minutesBefore(Given.NOON, 5)
                        .build()));
        assertThat(sgvs(hub.get("/api/v1/entries.json").as(FOLLOWER).json())).containsExactly(39, 401);
    }

    @Test
    void serves_xdrips_own_path_with_its_default_its_hint_and_its_brief_form() {
        hub.post("["
                        + String.join(
                                ",",
                                IntStream.range(0, 30)
                                        .mapToObj(i -> sgv(100 + i, i))
                                        .toList()) + "]")
                .as(UPLOADER);
        JsonNode all = hub.get("/sgv.json").as(FOLLOWER).json();
        assertThat(all).hasSize(24);
        assertThat(all.get(0).get("units_hint").asText()).isEqualTo("mgdl");
        JsonNode brief = hub.get("/sgv.json?brief_mode=Y&count=2").as(FOLLOWER).json();
        assertThat(brief).hasSize(2);
        assertThat(brief.get(1).fieldNames()).toIterable().containsExactlyInAnyOrder("date", "sgv", "direction");
    }

    @Test
    void gives_every_one_of_many_once_across_pages_and_shared_instants() {
        var readings = new ArrayList<Observation>();
        for (int i = 0; i < 7001; i++) { // several at each instant, so that pages end in the middle of one
            readings.add(Given.reading(100)
                    .from("sensor-" + i % 7)
                    .at(Given.NOON.minusSeconds(i / 7))
                    .build());
        }
        for (int i = 0; i < 2500; i++) { // more at one instant than a page holds
            readings.add(Given.reading(100)
                    .from("burst-" + i)
                    .at(Given.NOON.minusSeconds(500))
                    .build());
        }
        hub.record.append(readings);
        JsonNode all =
                hub.get("/api/v1/entries.json?count=1000000").as(FOLLOWER).json();
        assertThat(StreamSupport.stream(all.spliterator(), false)
                        .map(entry -> entry.get("_id").asText())
                        .distinct())
                .hasSize(9501);
        assertThat(all).hasSize(9501);
        assertThat(StreamSupport.stream(all.spliterator(), false)
                        .map(entry -> -entry.get("date").longValue())
                        .toList())
                .isSorted();
        assertThat(hub.get("/api/v1/entries.json?count=5000").as(FOLLOWER).json())
                .hasSize(5000);
    }
}
