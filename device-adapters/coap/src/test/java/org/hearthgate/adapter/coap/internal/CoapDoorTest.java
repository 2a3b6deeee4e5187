package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.adapter.coap.internal.RunningDoor.ANNAS_KEY;
import static org.hearthgate.adapter.coap.internal.RunningDoor.ask;
import static org.hearthgate.adapter.coap.internal.RunningDoor.post;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.CoAP.Type;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.ingest.ObservationSink;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Quarantined;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CoapDoorTest {
    private final RecordingSink sink = new RecordingSink();

    private static String glucose(String device) {
        return "[{\"bn\":\"" + device + "\",\"n\":\"glucose\",\"u\":\"kg/m3\",\"v\":0.57}]";
    }

    @Test
    void takes_json_and_cbor_over_plain_coap_from_a_configured_device() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            var client = hub.client();
            String json = glucose(RunningDoor.BENS_SENSOR);

            Response first = ask(client, post(hub.plain(), Packs.utf8(json), 110));
            Response second = ask(client, post(hub.plain(), Packs.toCbor(json), 112));

            assertThat(first.getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(first.getPayloadSize()).isZero();
            assertThat(second.getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(sink.taken()).hasSize(2).allSatisfy(observation -> {
                assertThat(((GlucoseReading) observation).mgPerDl()).isEqualTo(57);
                assertThat(observation.person()).isEqualTo(Given.BEN);
            });
            assertThat(sink.taken()
                            .get(1)
                            .origin()
                            .provenance()
                            .raw()
                            .orElseThrow()
                            .octets())
                    .isEqualTo(Packs.toCbor(json));
        }
    }

    @Test
    void takes_over_coaps_any_device_of_the_person_whose_key_it_is() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            var client = hub.client("anna", ANNAS_KEY);

            Response answer = ask(client, post(hub.secure(), Packs.utf8(glucose("urn:dev:ow:10e2073a01080063:")), 110));

            assertThat(answer.getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(sink.taken().get(0).person()).isEqualTo(Given.ANNA);
            assertThat(hub.door.devices())
                    .filteredOn(status -> status.state() == DeviceStatus.State.HEARD)
                    .extracting(status -> status.device().value())
                    .containsExactly("urn:dev:ow:10e2073a01080063:");
        }
    }

    @Test
    void refuses_over_coaps_a_pack_that_names_somebody_elses_device() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            var client = hub.client("anna", ANNAS_KEY);
            String mixed = "[{\"bn\":\"" + RunningDoor.ANNAS_SENSOR
                    + "\",\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":100},{\"bn\":\"" + RunningDoor.BENS_SENSOR
                    + "\",\"n\":\"glucose\",\"v\":100}]";

            assertThat(ask(client, post(hub.secure(), Packs.utf8(mixed), 110)).getCode())
                    .isEqualTo(ResponseCode.UNAUTHORIZED);
            assertThat(sink.taken()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:dev:mac:ffffffffffffffff:", "urn:dev:mac:0024befffe804ff12:", "", "room/"})
    void refuses_over_plain_coap_a_device_it_does_not_know(String device) throws Exception {
        try (var hub = new RunningDoor(sink)) {
            assertThat(ask(hub.client(), post(hub.plain(), Packs.utf8(glucose(device)), 110))
                            .getCode())
                    .isEqualTo(ResponseCode.UNAUTHORIZED);
            assertThat(sink.taken()).isEmpty();
        }
    }

    @Test
    void tells_a_wrong_key_and_an_unknown_identity_the_same_nothing() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            Request wrongKey = post(hub.secure(), Packs.utf8(Packs.glucose("100")), 110);
            Request unknown = post(hub.secure(), Packs.utf8(Packs.glucose("100")), 110);

            assertThat(ask(hub.client("anna", "not-the-key-of-anna"), wrongKey)).isNull();
            assertThat(ask(hub.client("nobody", "not-the-key-of-anna"), unknown))
                    .isNull();

            assertThat(unknown.getSendError().getClass())
                    .isEqualTo(wrongKey.getSendError().getClass());
            assertThat(unknown.getSendError().getMessage())
                    .isEqualTo(wrongKey.getSendError().getMessage());
            assertThat(sink.taken()).isEmpty();
        }
    }

    @Test
    void lets_a_device_in_as_soon_as_it_is_paired_and_out_as_soon_as_it_is_not() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            var cara = RunningDoor.device("cara", "urn:dev:mac:02ab:", "the-key-of-cara-is-long");
            hub.door.add(cara);
            var client = hub.client("cara", "the-key-of-cara-is-long");
            byte[] body = Packs.utf8(glucose("urn:dev:mac:02ab:"));
            assertThat(ask(client, post(hub.secure(), body, 110)).getCode()).isEqualTo(ResponseCode.CHANGED);

            hub.door.remove(cara);

            Response after = ask(client, post(hub.secure(), body, 110));
            assertThat(after == null || after.getCode() == ResponseCode.UNAUTHORIZED)
                    .isTrue();
            assertThat(sink.taken()).hasSize(1);
        }
    }

    @Test
    void keeps_the_good_records_of_a_pack_and_names_and_quarantines_the_bad_ones() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            String pack = "[{\"bn\":\"" + RunningDoor.ANNAS_SENSOR + "\",\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":100},"
                    + "{\"n\":\"glucose\",\"t\":-300,\"v\":5.5},{\"n\":\"weight\",\"u\":\"kg\"},{\"n\":\"steps\",\"v\":7}]";

            Response answer = ask(hub.client(), post(hub.plain(), Packs.utf8(pack), 110));

            assertThat(answer.getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(answer.getOptions().getContentFormat()).isEqualTo(50);
            assertThat(answer.getPayloadString())
                    .startsWith("{\"taken\":2,\"refused\":[{\"record\":2,")
                    .contains("\"record\":3")
                    .contains("unit must be one of")
                    .doesNotContain("\"record\":4");
            assertThat(sink.taken()).hasSize(2);
            assertThat(sink.quarantined()).hasSize(2).allSatisfy(one -> {
                assertThat(one.person()).contains(Given.ANNA);
                assertThat(one.raw().text()).isEqualTo(pack);
            });
        }
    }

    @Test
    void answers_4_00_with_a_diagnostic_where_nothing_can_be_taken() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            var client = hub.client();

            Response unreadable = ask(client, post(hub.plain(), Packs.utf8("[{"), 110));
            Response unusable = ask(
                    client, post(hub.plain(), Packs.utf8(glucose(Packs.DEVICE).replace("kg/m3", "g")), 110));

            assertThat(unreadable.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
            assertThat(unreadable.getPayloadString()).contains("not well-formed");
            assertThat(unusable.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
            assertThat(unusable.getPayloadString())
                    .contains("unit must be one of")
                    .contains("mg/dL");
            assertThat(sink.quarantined()).hasSize(2);
        }
    }

    @Test
    void passes_on_what_ingest_refuses_a_clock_that_was_never_set() throws Exception {
        sink.answering(new Receipt.Refused(Receipt.Reason.CLOCK_NEVER_SET, "the device's clock was never set; set it"));
        try (var hub = new RunningDoor(sink)) {
            String pack = glucose(Packs.DEVICE).replace("\"v\"", "\"t\":-1772452800,\"v\"");

            Response answer = ask(hub.client(), post(hub.plain(), Packs.utf8(pack), 110));

            assertThat(answer.getCode()).isEqualTo(ResponseCode.BAD_REQUEST);
            assertThat(answer.getPayloadString()).contains("never set");
        }
    }

    @Test
    void counts_a_duplicate_as_kept() throws Exception {
        sink.answering(new Receipt.Duplicate(7));
        try (var hub = new RunningDoor(sink)) {
            assertThat(ask(hub.client(), post(hub.plain(), Packs.utf8(glucose(Packs.DEVICE)), 110))
                            .getCode())
                    .isEqualTo(ResponseCode.CHANGED);
        }
    }

    @Test
    void answers_5_03_with_max_age_when_the_hub_cannot_commit() throws Exception {
        sink.failingWith(new SinkBusyException("full", Duration.ofMillis(7500), null));
        try (var hub = new RunningDoor(sink)) {
            Response answer = ask(hub.client(), post(hub.plain(), Packs.utf8(glucose(Packs.DEVICE)), 110));

            assertThat(answer.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
            assertThat(answer.getOptions().getMaxAge()).isEqualTo(8);
        }
    }

    @Test
    void leaks_nothing_of_a_failure_inside() throws Exception {
        sink.failingWith(new IllegalStateException("secret internals"));
        try (var hub = new RunningDoor(sink)) {
            Response answer = ask(hub.client(), post(hub.plain(), Packs.utf8(glucose(Packs.DEVICE)), 110));

            assertThat(answer.getCode()).isEqualTo(ResponseCode.INTERNAL_SERVER_ERROR);
            assertThat(answer.getPayloadString()).doesNotContain("secret").doesNotContain("Exception");
        }
    }

    @Test
    void acknowledges_a_slow_commit_first_and_answers_after_it() throws Exception {
        var commit = new CompletableFuture<List<Receipt>>();
        try (var hub = new RunningDoor(new Committing(commit))) {
            Request request = post(hub.plain(), Packs.utf8(glucose(Packs.DEVICE)), 110);
            var acknowledged = new CompletableFuture<Void>();
            request.addMessageObserver(new org.eclipse.californium.core.coap.MessageObserverAdapter() {
                @Override
                public void onAcknowledgement() {
                    acknowledged.complete(null);
                }
            });
            request.send(hub.client());

            acknowledged.get(5, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(request.getResponse()).isNull();
            commit.complete(List.of(new Receipt.Stored(1)));

            Response answer = request.waitForResponse(5000);
            assertThat(answer.getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(answer.getType()).isEqualTo(Type.CON);
        }
    }

    @Test
    void answers_non_confirmable_requests_too() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            Request request = post(hub.plain(), Packs.utf8(glucose(Packs.DEVICE)), 110);
            request.setConfirmable(false);

            Response answer = ask(hub.client(), request);

            assertThat(answer.getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(answer.getType()).isEqualTo(Type.NON);
        }
    }

    @Test
    void takes_a_body_in_blocks_and_refuses_one_that_is_too_large_at_the_first() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            var client = hub.client();
            var pack = new StringBuilder(
                    "[{\"bn\":\"" + Packs.DEVICE + "\",\"bu\":\"mg/dL\",\"n\":\"glucose\",\"v\":100}");
            for (int i = 1; i < 1000; i++) {
                pack.append(",{\"n\":\"glucose\",\"t\":-").append(i).append(",\"v\":100}");
            }
            Response inBlocks = ask(client, post(hub.plain(), Packs.utf8(pack + "]"), 110));
            assertThat(inBlocks.getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(sink.taken()).hasSize(1000);

            Response tooLarge = ask(client, post(hub.plain(), new byte[10 * 1024 * 1024], 110));
            assertThat(tooLarge.getCode()).isEqualTo(ResponseCode.REQUEST_ENTITY_TOO_LARGE);
        }
    }

    @Test
    void refuses_other_formats_and_none() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            var client = hub.client();
            Request none = post(hub.plain(), Packs.utf8(glucose(Packs.DEVICE)), 110);
            none.getOptions().removeContentFormat();

            Response other = ask(client, post(hub.plain(), Packs.utf8(glucose(Packs.DEVICE)), 50));

            assertThat(other.getCode()).isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
            assertThat(other.getPayloadString()).contains("110").contains("112");
            assertThat(ask(client, none).getCode()).isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
        }
    }

    /** A sink whose commit the test holds in its hand. */
    private record Committing(CompletableFuture<List<Receipt>> commit) implements ObservationSink {
        @Override
        public CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
            return commit;
        }

        @Override
        public void quarantine(Quarantined refused) {
            throw new AssertionError("nothing to quarantine");
        }
    }

    @Test
    void takes_what_an_lwm2m_device_posts_and_passes_over_what_it_says_of_itself() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            String weight = "[{\"bn\":\"" + RunningDoor.ANNAS_SENSOR
                    + "\",\"n\":\"/3322/0/5700\",\"u\":\"kg\",\"v\":70.5},{\"n\":\"/3/0/9\",\"v\":80}]";
            String battery = "[{\"bn\":\"" + RunningDoor.ANNAS_SENSOR + "\",\"n\":\"/3/0/9\",\"v\":80}]";

            assertThat(ask(hub.client(), post(hub.plain(), Packs.utf8(weight), 110))
                            .getCode())
                    .isEqualTo(ResponseCode.CHANGED);
            assertThat(ask(hub.client(), post(hub.plain(), Packs.utf8(battery), 110))
                            .getCode())
                    .isEqualTo(ResponseCode.CHANGED);
            assertThat(sink.taken())
                    .singleElement()
                    .satisfies(one -> assertThat(one.device().value()).isEqualTo(RunningDoor.ANNAS_SENSOR));
            assertThat(sink.quarantined()).isEmpty();
        }
    }

    @Test
    void ends_the_session_of_one_lost_device_and_of_no_other() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            String lost = "urn:dev:mac:0200000000000001:";
            CoapDevice configured = RunningDoor.device("anna", lost, "a-key-of-its-own", lost);
            hub.door.add(configured);
            var its = hub.client(lost, "a-key-of-its-own");
            var annas = hub.client("anna", ANNAS_KEY);
            assertThat(ask(its, post(hub.secure(), Packs.utf8(glucose(lost)), 110))
                            .getCode())
                    .isEqualTo(ResponseCode.CHANGED);
            assertThat(ask(annas, post(hub.secure(), Packs.utf8(Packs.glucose("100")), 110))
                            .getCode())
                    .isEqualTo(ResponseCode.CHANGED);

            hub.door.remove(configured);

            assertThat(ask(its, post(hub.secure(), Packs.utf8(glucose(lost)), 110)))
                    .isNull();
            assertThat(ask(annas, post(hub.secure(), Packs.utf8(Packs.glucose("100")), 110))
                            .getCode())
                    .isEqualTo(ResponseCode.CHANGED);
        }
    }
}
