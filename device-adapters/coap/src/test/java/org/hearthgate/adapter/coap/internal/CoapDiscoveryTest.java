package org.hearthgate.adapter.coap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.core.CoapResource;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.server.resources.CoapExchange;
import org.hearthgate.api.device.HeardDevice;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CoapDiscoveryTest {
    private final Observing hub = new Observing();

    @AfterEach
    void close() {
        hub.close();
    }

    private CoapDiscovery discovery(String... hosts) {
        return new CoapDiscovery(hub.clients, Configured.by(CoapDiscovery.Config.class, Map.of("hosts", hosts)));
    }

    @Test
    void finds_the_resources_of_a_host_and_offers_them_as_sensors() throws Exception {
        try (SensorDouble sensor = SensorDouble.observable()) {
            CoapDiscovery discovery = discovery("127.0.0.1:" + sensor.address().getPort());
            discovery.search(Duration.ofSeconds(30));
            hub.until(() -> !discovery.heard().isEmpty());

            assertThat(discovery.heard()).singleElement().satisfies(heard -> {
                assertThat(heard.transport()).isEqualTo("coap");
                assertThat(heard.address()).isEqualTo(sensor.uri());
                assertThat(heard.name()).contains("The value");
                assertThat(heard.offers()).contains("hearthgate.test", "obs");
                assertThat(new CoapSensorKind().settingsFor(heard)).isPresent();
                assertThat(new CoapDeviceKind().settingsFor(heard)).isEmpty();
            });
            discovery.forget(sensor.uri());
            assertThat(discovery.heard()).isEmpty();
        }
    }

    @Test
    void finds_no_more_than_it_can_hold_in_a_huge_list() throws Exception {
        var huge = new CoapResource("core") {
            @Override
            public void handleGET(CoapExchange exchange) {
                var links = new StringBuilder("</0>");
                for (int i = 1; links.length() < 50_000; i++) {
                    links.append(",</").append(i).append(">;obs");
                }
                exchange.respond(ResponseCode.CONTENT, links.toString(), 40);
            }
        };
        try (SensorDouble sensor = SensorDouble.observable()) {
            sensor.server().getRoot().getChild(".well-known").add(huge);
            CoapDiscovery discovery = discovery("127.0.0.1:" + sensor.address().getPort());
            discovery.search(Duration.ofSeconds(30));
            hub.until(() -> discovery.heard().size() >= ResourceSearch.MOST_RESOURCES);
            assertThat(discovery.heard()).hasSize(ResourceSearch.MOST_RESOURCES);
        }
    }

    @Test
    void offers_devices_that_spoke_and_are_not_configured() throws Exception {
        var sink = new RecordingSink();
        try (var door = new RunningDoor(sink)) {
            String stranger = "urn:dev:mac:0200000000000009:";
            RunningDoor.ask(
                    door.client(),
                    RunningDoor.post(
                            door.plain(),
                            Packs.utf8("[{\"bn\":\"" + stranger + "\",\"n\":\"weight\",\"u\":\"kg\",\"v\":70}]"),
                            110));
            CoapDiscovery discovery = discovery();
            discovery.setDoor(at(door.door));

            assertThat(discovery.heard()).singleElement().satisfies(heard -> {
                assertThat(heard.address()).isEqualTo(stranger);
                assertThat(heard.offers()).containsExactly("weight");
                assertThat(heard.details()).containsEntry("state", "refused: not configured");
                assertThat(new CoapDeviceKind().settingsFor(heard)).isPresent();
                assertThat(new CoapSensorKind().settingsFor(heard)).isEmpty();
            });
            door.door.add(RunningDoor.device("anna", stranger, ""));
            assertThat(discovery.heard()).isEmpty();
        }
    }

    @Test
    void remembers_no_more_strangers_than_it_can_hold() throws Exception {
        var strangers = new Strangers();
        for (int i = 0; i < 1000; i++) {
            strangers.heard(
                    Packs.json("[{\"n\":\"urn:dev:mac:" + i + "aaaa:glucose\",\"v\":1}]")
                            .records()
                            .get(0),
                    Packs.NOON,
                    false);
        }
        assertThat(strangers.heard(new DeviceBook())).hasSize(Strangers.MOST);
    }

    private static CoapDiscovery.StrangersAtTheDoor at(CoapDoor door) {
        return new CoapDiscovery.StrangersAtTheDoor() {
            @Override
            public List<HeardDevice> strangers() {
                return door.strangers();
            }

            @Override
            public void forgetStranger(String urn) {
                door.forgetStranger(urn);
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "host:port", "coap://host"})
    void refuses_a_host_that_is_none(String host) {
        assertThatThrownBy(() -> discovery(host)).hasMessageContaining(host);
    }
}
