package org.hearthgate.adapter.phone.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class PhoneSearchTest {
    private static final String SECRET_OF_ANOTHER = "0000000000000000000000000000000000000000";

    private final PhoneSearch search = new PhoneSearch(new ManualClock(Given.NOON));

    private static List<InetAddress> loopbacks(int count) throws Exception {
        var addresses = new java.util.ArrayList<InetAddress>();
        for (int i = 1; i <= count; i++) {
            addresses.add(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) i}));
        }
        return addresses;
    }

    @Test
    void finds_both_apps_among_many_addresses_and_sends_no_secret() throws Exception {
        try (var xdrip = new FakePhone("127.0.0.3", 0, FakePhone.xdrip(question -> "[]", SECRET_OF_ANOTHER));
                var juggluco = new FakePhone(
                        "127.0.0.40",
                        xdrip.port(),
                        (question, out) -> FakePhone.now(
                                out,
                                200,
                                "application/json",
                                "{\"settings\":{\"units\":\"mmol\",\"thresholds\":{}}}"));
                var stranger = new FakePhone(
                        "127.0.0.41",
                        xdrip.port(),
                        (question, out) -> FakePhone.now(out, 200, "text/html", "<html>a printer</html>"))) {
            search.searchAmong(loopbacks(60), xdrip.port());

            assertThat(search.heard())
                    .extracting(HeardDevice::address)
                    .containsExactlyInAnyOrder(xdrip.host(), juggluco.host());
            assertThat(search.heard())
                    .extracting(device ->
                            device.details().get("app") + " " + device.details().get("wantsSecret"))
                    .containsExactlyInAnyOrder("xdrip yes", "juggluco no");
            assertThat(xdrip.questions()).allMatch(question -> question.secret().isEmpty());
            assertThat(stranger.questions()).hasSize(1);
            assertThat(search.identify(juggluco.host()).get(10, TimeUnit.SECONDS))
                    .containsEntry("units", "mmol");
            assertThat(new PhoneKind().settingsFor(search.heard().get(0))).contains(Map.of("app", "juggluco"));
        } finally {
            search.close();
        }
    }

    @Test
    void says_what_to_do_when_nothing_answers() {
        assertThatThrownBy(() -> search.identify("127.0.0.99:9").get(10, TimeUnit.SECONDS))
                .hasMessageContaining("switch the app's web service on");
        search.close();
    }

    @Test
    void looks_at_no_more_than_the_254_nearest_addresses_and_not_at_its_own() {
        assertThat(HomeNetwork.around(new byte[] {10, 1, 2, 3}, 8))
                .hasSize(253)
                .extracting(InetAddress::getHostAddress)
                .startsWith("10.1.2.1")
                .endsWith("10.1.2.254")
                .doesNotContain("10.1.2.3");
        assertThat(HomeNetwork.around(new byte[] {(byte) 192, (byte) 168, 1, 9}, 29))
                .extracting(InetAddress::getHostAddress)
                .containsExactly("192.168.1.10", "192.168.1.11", "192.168.1.12", "192.168.1.13", "192.168.1.14");
    }

    @Test
    void knows_what_is_inside_the_house() throws Exception {
        for (String inside :
                List.of("10.0.0.1", "192.168.1.2", "172.31.0.1", "169.254.1.1", "127.0.0.1", "fd00::1", "fe80::1")) {
            assertThat(HomeNetwork.holds(InetAddress.getByName(inside)))
                    .as(inside)
                    .isTrue();
        }
        for (String outside : List.of(
                "8.8.8.8", "172.32.0.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "2001:db8::1", "255.255.255.255")) {
            assertThat(HomeNetwork.holds(InetAddress.getByName(outside)))
                    .as(outside)
                    .isFalse();
        }
    }

    @Test
    void does_nothing_until_it_is_told_to() {
        assertThat(search.heard()).isEmpty();
        search.close();
        search.search(Duration.ofSeconds(10));
        assertThat(search.heard()).isEmpty();
    }
}
