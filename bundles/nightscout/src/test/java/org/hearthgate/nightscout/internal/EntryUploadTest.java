package org.hearthgate.nightscout.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.nightscout.internal.SiteFixture.UPLOADER;
import static org.hearthgate.nightscout.internal.SiteFixture.sgv;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryUploadTest {
    private final SiteFixture hub = new SiteFixture();

    @Test
    void gives_back_what_was_posted_with_its_id_and_its_time_in_utc() {
        JsonNode stored = hub.post(
                        """
                        [{"type":"sgv","sgv":112,"date":1772449200123,"dateString":"2026-03-02T12:00:00.123+0100","trend":4,"device":"share2"}]""")
                .as(UPLOADER)
                .json()
                .get(0);
        assertThat(stored.get("_id").asText()).matches("[0-9a-f]{24}");
        assertThat(stored.get("sgv").intValue()).isEqualTo(112);
        assertThat(stored.get("trend").intValue()).isEqualTo(4);
        assertThat(stored.get("dateString").asText()).isEqualTo("2026-03-02T11:00:00.123Z");
        assertThat(stored.get("sysTime").asText()).isEqualTo("2026-03-02T11:00:00.123Z");
        assertThat(stored.get("utcOffset").intValue()).isEqualTo(60);
        JsonNode read = hub.get("/api/v1/entries.json").as(UPLOADER).json().get(0);
        assertThat(read).isEqualTo(stored);
    }

    @Test
    void stores_a_retry_once_and_answers_it_alike() {
        String batch = "[" + sgv(100, 10) + "," + sgv(105, 5) + "]";
        String first = hub.post(batch).as(UPLOADER).text();
        assertThat(hub.post(batch).as(UPLOADER).text()).isEqualTo(first);
        assertThat(hub.get("/api/v1/entries.json").as(UPLOADER).json()).hasSize(2);
    }

    @Test
    void takes_a_single_object_and_answers_with_an_array() {
        SiteFixture.Seen seen = hub.post(sgv(100, 1)).as(UPLOADER);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.json()).hasSize(1);
        assertThat(hub.post("[]").as(UPLOADER).text()).isEqualTo("[]");
    }

    @Test
    void answers_one_element_per_document_even_when_some_are_refused() {
        SiteFixture.Seen seen = hub.post("[" + sgv(5, 3) + "," + sgv(100, 2) + ",7," + sgv(101, 1) + "]")
                .as(UPLOADER);
        assertThat(seen.status()).isEqualTo(200);
        JsonNode elements = seen.json();
        assertThat(elements).hasSize(4);
        assertThat(elements.get(0).has("_id")).isFalse();
        assertThat(elements.get(0).get("refused").asText()).contains("mmol");
        assertThat(elements.get(1).get("sgv").intValue()).isEqualTo(100);
        assertThat(elements.get(2).get("isValid").booleanValue()).isFalse();
        assertThat(elements.get(3).get("sgv").intValue()).isEqualTo(101);
        assertThat(hub.record.quarantined(10)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'sgv','sgv':5,'secret':'hunter2','token':'hunter2'}",
                "{'secret':'hunter2','device':'x'}",
                "{'type':'pump','API-Secret':'hunter2','access_token':'hunter2','auth':{'Token':'hunter2'}}",
                "[{'type':'sgv','secret':'hunter2'}]",
                "{'type':'sgv','sgv':100,'date':1772449200,'secret':'hunter2'}"
            })
    void what_is_refused_goes_to_quarantine_without_the_credential_it_carried(String document) {
        hub.post("[" + document.replace('\'', '"') + "]").as(UPLOADER);

        assertThat(hub.record.quarantined(10)).singleElement().satisfies(kept -> {
            assertThat(new String(kept.raw().octets(), UTF_8)).contains("{").doesNotContain("hunter2");
            assertThat(kept.reason()).doesNotContain("hunter2");
        });
    }

    @Test
    void says_of_each_document_why_when_none_can_be_taken() {
        SiteFixture.Seen seen = hub.post("[" + sgv(5, 3) + ",{}]").as(UPLOADER);
        assertThat(seen.status()).isEqualTo(422);
        assertThat(seen.json().get("refused")).hasSize(2);
        assertThat(seen.json().get("refused").get(1).get("index").intValue()).isEqualTo(1);
    }

    @Test
    void passes_on_what_the_door_refused() {
        var door = new RecordingSink()
                .answering(new Receipt.Refused(Receipt.Reason.FROM_THE_FUTURE, "check the phone's clock"));
        SiteFixture.Seen seen = hub.post(sgv(100, -60)).into(door).as(UPLOADER);
        assertThat(seen.status()).isEqualTo(422);
        assertThat(seen.text()).contains("check the phone's clock");
    }

    @Test
    void does_not_answer_before_the_commit() {
        CompletableFuture<Answer> answer =
                hub.post(sgv(100, 1)).into(new RecordingSink().neverAnswering()).pendingAs(UPLOADER);
        assertThat(answer).isNotDone();
    }

    @Test
    void tells_the_phone_when_to_come_again_if_the_hub_cannot_commit() {
        var busy = new RecordingSink().failingWith(new SinkBusyException("full", Duration.ofMillis(1500), null));
        SiteFixture.Seen seen = hub.post(sgv(100, 1)).into(busy).as(UPLOADER);
        assertThat(seen.status()).isEqualTo(503);
        assertThat(seen.headers()).containsEntry("Retry-After", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[{\"sgv\":100,", "{", "hello", "7", "\"sgv\"", "null", "[]]", "{} {}", "[1,]", "[NaN]"})
    void refuses_a_body_that_is_no_json_document(String body) {
        assertThat(hub.post(body).as(UPLOADER).status()).as(body).isEqualTo(400);
    }

    @Test
    void refuses_what_is_not_declared_as_json() {
        assertThat(hub.post("hello")
                        .header("Content-Type", "text/plain")
                        .as(UPLOADER)
                        .status())
                .isEqualTo(415);
        assertThat(hub.post("[]").header("Content-Encoding", "br").as(UPLOADER).status())
                .isEqualTo(415);
        assertThat(hub.post("[]")
                        .header("Content-Type", "application/json; charset=UTF-8")
                        .as(UPLOADER)
                        .status())
                .isEqualTo(200);
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void unzips_what_xdrip_zips() throws IOException {
        byte[] zip = zipped(sgv(100, 1).getBytes(UTF_8));
        assertThat(hub.post("")
                        .body(zip)
                        .header("Content-Encoding", "gzip")
                        .as(UPLOADER)
                        .json())
                .hasSize(1);
        byte[] cut = java.util.Arrays.copyOf(zip, zip.length / 2);
        assertThat(hub.post("")
                        .body(cut)
                        .header("Content-Encoding", "gzip")
                        .as(UPLOADER)
                        .status())
                .isEqualTo(400);
        assertThat(hub.post("[]")
                        .header("Content-Encoding", "gzip")
                        .as(UPLOADER)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void stops_at_the_limit_plain_or_unzipped() throws IOException {
        byte[] large = ("[\"" + "x".repeat(2 * 1024 * 1024) + "\"]").getBytes(UTF_8);
        assertThat(hub.post("").body(large).as(UPLOADER).status()).isEqualTo(413);
        assertThat(hub.post("")
                        .body(zipped(large))
                        .header("Content-Encoding", "gzip")
                        .as(UPLOADER)
                        .status())
                .isEqualTo(413);
    }

    @Test
    void stops_at_ten_thousand_documents_and_at_absurd_depth() {
        String many = "[" + String.join(",", Collections.nCopies(10_001, "{}")) + "]";
        assertThat(hub.post(many).as(UPLOADER).status()).isEqualTo(413);
        assertThat(hub.post("[".repeat(500)).as(UPLOADER).status()).isEqualTo(413);
        assertThat(hub.record.lastPosition()).isZero();
    }

    @Test
    void quarantines_a_sample_and_not_ten_thousand() {
        String many = "[" + String.join(",", Collections.nCopies(10_000, "{}")) + "]";
        assertThat(hub.post(many).as(UPLOADER).status()).isEqualTo(422);
        assertThat(hub.record.quarantined(100)).hasSizeLessThan(50);
    }

    @Test
    void keeps_the_heap_for_others_when_a_large_upload_is_under_way() {
        var budget = new BodyBudget(128 * 1024);
        BodyBudget.Lease one = budget.lease();
        one.growTo(128 * 1024);
        BodyBudget.Lease other = budget.lease();
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(RefusedRequest.class, () -> other.growTo(1))
                        .answer()
                        .status())
                .isEqualTo(503);
        one.close();
        other.growTo(128 * 1024);
        other.close();
    }

    @Test
    void writes_to_the_site_of_the_secret_and_to_no_other() {
        hub.post(sgv(100, 1)).as(UPLOADER);
        hub.post(sgv(200, 1)).as(SiteFixture.BENS_UPLOADER);
        assertThat(hub.get("/api/v1/entries.json").as(SiteFixture.BENS_UPLOADER).json())
                .hasSize(1);
        assertThat(hub.record
                        .window(org.hearthgate.api.store.ObservationQuery.of(
                                Given.ANNA, java.time.Instant.EPOCH, Given.NOON, ObservationKind.GLUCOSE))
                        .size())
                .isEqualTo(1);
    }

    @Property(tries = 1000)
    void answers_any_octets_with_a_status(@ForAll byte[] body) {
        int status = hub.post("").body(body).as(UPLOADER).status();
        assertThat(List.of(200, 400, 413, 422)).contains(status);
    }

    @Example
    void answers_any_beginning_of_a_good_body() {
        byte[] good = ("[" + sgv(100, 1) + "," + sgv(101, 2) + "]").getBytes(UTF_8);
        for (int length = 0; length < good.length; length++) {
            assertThat(hub.post("")
                            .body(java.util.Arrays.copyOf(good, length))
                            .as(UPLOADER)
                            .status())
                    .isEqualTo(400);
        }
        assertThat(hub.record.lastPosition())
                .as("nothing of a cut body is taken")
                .isZero();
    }
}
