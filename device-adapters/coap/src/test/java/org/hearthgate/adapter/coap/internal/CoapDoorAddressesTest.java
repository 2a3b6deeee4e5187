package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.adapter.coap.internal.RunningDoor.ANNAS_KEY;
import static org.hearthgate.adapter.coap.internal.RunningDoor.ask;
import static org.hearthgate.adapter.coap.internal.RunningDoor.post;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HubEndpoint;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;

/** Where the door listens, what it says of itself, and when it calls a sensor lost. */
class CoapDoorAddressesTest {
    private final RecordingSink sink = new RecordingSink();

    private static String glucose(String device) {
        return "[{\"bn\":\"" + device + "\",\"n\":\"glucose\",\"u\":\"kg/m3\",\"v\":0.57}]";
    }

    @Test
    void lists_itself_for_discovery() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            Request discovery = Request.newGet();
            discovery.setURI(hub.plain().resolve("/.well-known/core"));

            assertThat(ask(hub.client(), discovery).getPayloadString())
                    .contains("</senml>")
                    .contains("ct=\"110 112\"")
                    .contains("rt=\"hearthgate.senml\"");
        }
    }

    @Test
    void announces_each_address_with_the_port_really_bound_and_withdraws_it() {
        var hub = new RunningDoor(sink);
        assertThat(hub.announced).extracting(HubEndpoint::name).containsExactly("coap", "coaps");
        assertThat(hub.announced)
                .allSatisfy(one -> assertThat(one.uri().getPort()).isPositive());
        assertThat(hub.door.health().status()).isEqualTo(Health.Status.OK);
        hub.close();
        assertThat(hub.announced).isEmpty();
    }

    @Test
    void keeps_the_other_address_when_a_port_is_taken() throws Exception {
        try (var other = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var hub = new RunningDoor(sink, other.getLocalPort())) {
            assertThat(hub.announced).extracting(HubEndpoint::name).containsExactly("coaps");
            assertThat(hub.door.health().status()).isEqualTo(Health.Status.WARN);
            assertThat(hub.door.health().message()).contains(String.valueOf(other.getLocalPort()));
            assertThat(ask(hub.client("anna", ANNAS_KEY), post(hub.secure(), Packs.utf8(glucose(Packs.DEVICE)), 110))
                            .getCode())
                    .isEqualTo(ResponseCode.CHANGED);
        }
    }

    @Test
    void takes_a_port_as_soon_as_it_is_free() throws Exception {
        var other = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        try (var hub = new RunningDoor(sink, other.getLocalPort())) {
            int port = other.getLocalPort();
            other.close();

            assertThat(hub.plainAnnounced
                            .get(10, java.util.concurrent.TimeUnit.SECONDS)
                            .uri()
                            .getPort())
                    .isEqualTo(port);
            assertThat(hub.door.health().status()).isEqualTo(Health.Status.OK);
        }
    }

    @Test
    void calls_a_sensor_lost_after_fifteen_silent_minutes() throws Exception {
        try (var hub = new RunningDoor(sink)) {
            ask(hub.client(), post(hub.plain(), Packs.utf8(glucose(Packs.DEVICE)), 110));

            hub.clock.advance(Duration.ofMinutes(16));

            assertThat(hub.door.devices())
                    .extracting(DeviceStatus::state)
                    .containsExactly(DeviceStatus.State.LOST, DeviceStatus.State.WAITING);
        }
    }
}
