package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.NOON;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.hub.Health;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.peer.Mosquitto;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A home with a real broker and the channel in it, for the tests that follow; everything ends with the test. */
@Timeout(60)
abstract class HouseWithABroker {
    static final Pace QUICK = new Pace(
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofMillis(100),
            Duration.ofMillis(50));
    static final Topics TOPICS = new Topics("hearthgate", "hearthgate-house");
    static final Subject SHARED = Subject.of(ANNA, "hearthgate-house", "Little one");
    static final String DEVICE = "homeassistant/device/hearthgate-house/" + SHARED.id() + "/config";

    @TempDir
    Path folder;

    final InMemoryObservationStore store = new InMemoryObservationStore();
    final ManualClock clock = new ManualClock(NOON);
    final Neighbourhood rooms = new Neighbourhood();
    final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeInReverse() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        await().untilAsserted(() -> assertThat(ourThreads()).isEmpty());
    }

    static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("MQTT ") || name.startsWith("home-assistant"))
                .toList();
    }

    <T extends AutoCloseable> T open(T resource) {
        opened.add(resource);
        return resource;
    }

    Mosquitto mosquitto(String... settings) throws Exception {
        return open(Mosquitto.in(folder, settings));
    }

    HomeAssistantChannel channel(int port, Object... keysAndValues) {
        var keys = new ArrayList<Object>(
                List.of("brokerUri", "tcp://127.0.0.1:" + port, "people", Wanted.people("anna=Little one")));
        keys.addAll(List.of(keysAndValues));
        var channel = new HomeAssistantChannel(
                Wanted.settings(keys.toArray()), store, FixedHousehold.of("Anna", "Ben"), clock, rooms, QUICK, "0.2.0");
        rooms.board.tells(channel);
        open(channel::stop);
        return channel;
    }

    HomeAssistantChannel started(int port, Object... keysAndValues) {
        var channel = channel(port, keysAndValues);
        channel.start();
        awaitConnected(channel);
        return channel;
    }

    static void awaitConnected(HomeAssistantChannel channel) {
        await().untilAsserted(() -> assertThat(channel.check().status()).isEqualTo(Health.Status.OK));
    }

    String alarm(House house) {
        var states = house.fields(TOPICS.alarm(SHARED), "value");
        return states.isEmpty() ? "nothing" : states.get(states.size() - 1);
    }
}
