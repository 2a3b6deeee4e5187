package org.hearthgate.adapter.phone.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.observation.InsulinDose;
import org.junit.jupiter.api.Test;

/** Where a phone is, which app answers there, and whom the hub does not ask. */
class PhoneWaysTest extends PhoneVisits {

    @Test
    void knows_a_phone_that_left_and_takes_the_gap_when_it_returns() throws IOException {
        FakePhone phone = new FakePhone(FakePhone.xdrip(question -> Sgv.list(Sgv.xdrip(minutesAgo(1), 100)), ""));
        PhoneWatch watch = watch(phone, Map.of("treatments", false));
        clock.advance(Duration.ofSeconds(1));
        phone.close();
        clock.advance(Duration.ofHours(2));
        assertThat(status(watch).state()).isEqualTo(DeviceStatus.State.LOST);

        List<String> since = IntStream.range(0, 24)
                .mapToObj(i -> Sgv.xdrip(clock.now().minus(Duration.ofMinutes(1 + 5L * i)), 90))
                .toList();
        var back = new FakePhone("127.0.0.1", phone.port(), FakePhone.xdrip(question -> Sgv.list(since), ""));
        open.add(back);
        clock.advance(Duration.ofMinutes(2));

        assertThat(hub.kept()).hasSize(25);
        assertThat(back.paths().get(0)).matches("/sgv\\.json\\?count=1[2-9]\\d&.*");
        assertThat(status(watch).state()).isEqualTo(DeviceStatus.State.HEARD);
    }

    @Test
    void finds_a_phone_again_by_its_name_when_it_was_given_another_address() throws IOException {
        var before =
                new FakePhone("127.0.0.5", 0, FakePhone.xdrip(question -> Sgv.list(Sgv.xdrip(minutesAgo(1), 100)), ""));
        var address = new String[] {"127.0.0.5"};
        names = host -> new InetAddress[] {InetAddress.getByName(address[0])};
        PhoneWatch watch = watch("annas-phone.local:" + before.port(), Map.of("treatments", false));
        clock.advance(Duration.ofSeconds(1));
        before.close();
        clock.advance(Duration.ofMinutes(10));
        assertThat(status(watch).state()).isEqualTo(DeviceStatus.State.LOST);

        open.add(new FakePhone(
                "127.0.0.6", before.port(), FakePhone.xdrip(question -> Sgv.list(Sgv.xdrip(clock.now(), 90)), "")));
        address[0] = "127.0.0.6";
        clock.advance(Duration.ofMinutes(2));

        assertThat(status(watch).state()).isEqualTo(DeviceStatus.State.HEARD);
        assertThat(hub.kept()).hasSizeGreaterThan(1);
    }

    @Test
    void does_not_follow_a_name_out_of_the_house() {
        names = host -> new InetAddress[] {InetAddress.getByName("203.0.113.9")};
        PhoneWatch watch = watch("annas-phone.example.org", Map.of());

        clock.advance(Duration.ofSeconds(1));

        assertThat(status(watch).why()).contains("outside the house");
    }

    @Test
    void names_the_sensor_as_juggluco_does_so_that_an_upload_of_it_is_the_same_row() throws IOException {
        PhoneWatch watch = watch(
                phone((question, out) -> {
                    if (question.isFor("/sgv.json")) {
                        FakePhone.now(
                                out,
                                200,
                                "application/json",
                                Sgv.list(
                                        Sgv.juggluco("3MH00AAAA", 812, minutesAgo(1), 101),
                                        Sgv.juggluco("0P1222BBBB", 7, minutesAgo(2), 140)));
                    } else {
                        FakePhone.now(out, 400, "text/plain", "Unknown\n");
                    }
                }),
                Map.of());

        clock.advance(Duration.ofSeconds(1));

        assertThat(hub.kept())
                .extracting(kept -> kept.device().value())
                .containsExactly("nightscout:3MH00AAAA", "nightscout:0P1222BBBB");
        assertThat(watch.statuses())
                .extracting(told -> told.device().value())
                .containsExactly("phone:anna", "nightscout:3MH00AAAA", "nightscout:0P1222BBBB");
    }

    @Test
    void asks_juggluco_for_treatments_where_it_serves_them() throws IOException {
        FakePhone phone = phone((question, out) -> {
            if (question.isFor("/sgv.json")) {
                FakePhone.now(out, 200, "application/json", Sgv.list(Sgv.juggluco("S", 1, minutesAgo(1), 101)));
            } else if (question.isFor("/api/v1/treatments")) {
                FakePhone.now(
                        out,
                        200,
                        "application/json",
                        "[{\"_id\":\"a1\",\"created_at\":\"" + minutesAgo(3)
                                + "\",\"eventType\":\"<none>\",\"insulin\":3.5,\"insulinType\":\"Fiasp\"}]");
            } else {
                FakePhone.now(out, 400, "text/plain", "Unknown\n");
            }
        });
        watch(phone, Map.of());

        clock.advance(Duration.ofSeconds(1));

        assertThat(hub.kept()).hasAtLeastOneElementOfType(InsulinDose.class);
    }

    @Test
    void does_not_ask_an_address_outside_the_house() {
        PhoneWatch watch = watch("192.0.2.7", Map.of());

        clock.advance(Duration.ofSeconds(1));

        assertThat(status(watch).why()).contains("outside the house");
    }

    @Test
    void takes_a_web_page_for_what_it_is() throws IOException {
        PhoneWatch watch = watch(
                phone((question, out) -> FakePhone.now(out, 200, "text/html", "<!DOCTYPE html><html></html>")),
                Map.of());

        clock.advance(Duration.ofSeconds(1));

        assertThat(status(watch).why()).contains("not with a list of readings").contains(".secret");
    }
}
