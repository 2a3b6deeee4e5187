package org.hearthgate.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.hearthgate.adapter.bluetooth.peer.BluezDouble;
import org.hearthgate.adapter.bluetooth.peer.PrivateBus;
import org.hearthgate.it.devices.SimulatedSensor;
import org.hearthgate.launcher.RunningHub;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a sensor's octets on the air, over BlueZ's interface, to the record and the alert: in both frameworks, over a lost link. */
class SensorRoadIT {
    private static final String ADDRESS = "00:00:5E:00:53:01";
    private static final int INTERVAL = 5;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "on {0}")
    @EnumSource
    void a_low_after_a_lost_link_wakes_at_once_and_what_was_missed_follows(Frameworks framework) throws Exception {
        Instant now = Instant.now();
        try (PrivateBus bus = PrivateBus.start();
                BluezDouble bluez = BluezDouble.on(bus.address())) {
            SimulatedSensor sensor = SimulatedSensor.on(bluez, ADDRESS, now.minus(Duration.ofHours(6)), now);
            int latest = sensor.minute(now);
            for (int minute = INTERVAL; minute < latest - 4 * INTERVAL; minute += INTERVAL) {
                sensor.remembers(minute, 100 + minute % 40);
            }
            try (RunningHub hub = RunningHub.start(framework.factory(), folder, List.of("Anna"), config -> {
                config.put("org.hearthgate.adapter.bluetooth", Map.of("busAddress", bus.address()));
                config.put(
                        "org.hearthgate.adapter.cgm~anna",
                        Map.of("person", "anna", "label", "Anna's sensor", "bluetoothAddress", ADDRESS));
            })) {
                assertThat(hub.inactiveBundles()).isEmpty();
                var page = new Phone(hub.address("http"));
                String secret = Phone.sha1(hub.secrets()
                        .get("persons")
                        .get(0)
                        .get("nightscoutSecret")
                        .asText());
                listening(sensor);
                await(() -> assertThat(stored(page, secret, sensor)).isEqualTo(sensor.memory()));
                sensor.peripheral().goesAway();
                for (int minute = latest - 4 * INTERVAL; minute < latest; minute += INTERVAL) {
                    sensor.remembers(minute, 90);
                }
                try (Phone.Events events =
                        page.events(hub.secrets().get("tokens").get("family").asText())) {
                    sensor.peripheral().comesBack();
                    listening(sensor);
                    assertThat(sensor.measures(latest, 50)).isTrue();
                    JsonNode alert =
                            events.await(event -> event.name().equals("alert")).data();
                    assertThat(alert.get("person").asText()).isEqualTo("anna");
                    assertThat(alert.get("rule").asText()).isEqualTo("urgent-low");
                    assertThat(alert.get("value").asDouble()).isEqualTo(50);
                }
                await(() -> assertThat(stored(page, secret, sensor)).isEqualTo(sensor.memory()));
            }
            assertThat(bluez.writes()).isNotEmpty().allSatisfy(HarmlessWrites::check);
        }
    }

    private static void listening(SimulatedSensor sensor) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            sensor.peripheral().advertises(-60);
            return sensor.peripheral().notifies(0x181F, 0x2AA7)
                    && sensor.peripheral().notifies(0x181F, 0x2AAC);
        });
    }

    private static void await(org.awaitility.core.ThrowingRunnable condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(condition);
    }

    /** {@return what the record says, as the sensor's own memory would: by minute of the session, each minute once} */
    private static Map<Integer, Integer> stored(Phone page, String secret, SimulatedSensor sensor) throws Exception {
        JsonNode entries = Phone.JSON.readTree(page.get("/api/v1/entries/sgv.json?count=1000", "api-secret", secret)
                .body());
        var stored = new TreeMap<Integer, Integer>();
        for (JsonNode entry : entries) {
            int minute = sensor.minute(Instant.ofEpochMilli(entry.get("date").asLong()));
            assertThat(stored.put(minute, entry.get("sgv").asInt()))
                    .as("minute %d twice", minute)
                    .isNull();
        }
        return stored;
    }
}
