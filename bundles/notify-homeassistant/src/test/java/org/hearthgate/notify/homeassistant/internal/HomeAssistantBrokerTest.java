package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.reading;

import java.time.Duration;
import java.util.List;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.testkit.peer.TestCertificate;
import org.hearthgate.testkit.peer.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of the house and of what it is told when brokers, hubs and Home Assistants come, go, lie and hang. */
@Timeout(60)
class HomeAssistantBrokerTest extends HouseWithABroker {
    @Test
    void the_house_sees_the_hub_die_by_its_last_will_and_by_its_heartbeat() throws Exception {
        var broker = mosquitto().start();
        var wire = open(new Wire(broker.port()));
        var house = open(new House(broker.port()));
        started(wire.port());
        await().untilAsserted(
                        () -> assertThat(house.words(TOPICS.availability())).containsExactly("online"));
        await().untilAsserted(() -> assertThat(house.on(TOPICS.heartbeat())).hasSizeGreaterThan(2));

        wire.close();

        await().untilAsserted(
                        () -> assertThat(house.words(TOPICS.availability())).containsExactly("online", "offline"));
        var hub = house.on("homeassistant/device/hearthgate-house/hub/config")
                .get(0)
                .json();
        assertThat(hub.path("components").path("heartbeat").path("expire_after").asInt())
                .isEqualTo(180);
        assertThat(hub.path("availability_topic").asText()).isEqualTo(TOPICS.availability());
    }

    @Test
    void after_the_broker_was_killed_the_present_is_said_again_and_no_old_alarm() throws Exception {
        var broker = mosquitto().start();
        var before = open(new House(broker.port()));
        var channel = started(broker.port());
        rooms.board.raise(Alarms.urgentLow());
        channel.deliver(Alarms.call(Alarms.urgentLow()).build());
        await().untilAsserted(() -> assertThat(before.on(TOPICS.event(SHARED))).hasSize(1));

        broker.kill();
        await().untilAsserted(() -> assertThat(channel.check().message()).contains("the broker is away"));
        assertThatThrownBy(() -> channel.deliver(Alarms.call(Alarms.urgentLow()).build()))
                .isInstanceOfSatisfying(ChannelException.class, failure -> assertThat(failure.permanent())
                        .isFalse())
                .hasMessageContaining("away");
        rooms.board.raise(Alarms.of("a-2", ANNA, "no-data", Priority.MEDIUM, "Anna: no reading for 17 min"));
        broker.start();
        var after = open(new House(broker.port()));

        awaitConnected(channel);
        await().untilAsserted(() -> assertThat(after.on(TOPICS.alarm(SHARED)))
                .isNotEmpty()
                .last()
                .satisfies(
                        state -> assertThat(state.json().path("open").asInt()).isEqualTo(2)));
        await().until(() -> !after.on(DEVICE).isEmpty());
        assertThat(after.on(TOPICS.event(SHARED))).isEmpty();
        assertThat(channel.deliver(Alarms.call(Alarms.urgentLow()).build())).isEqualTo(Receipt.Outcome.SENT);
        await().untilAsserted(() -> assertThat(after.on(TOPICS.event(SHARED))).hasSize(1));
    }

    @Test
    void somebody_who_is_not_shared_any_more_is_taken_out_of_home_assistant() throws Exception {
        var broker = mosquitto().start();
        var first = started(broker.port());
        first.stop();
        var single = started(broker.port(), "deviceDiscovery", false);
        var house = open(new House(broker.port()));
        await().untilAsserted(() -> assertThat(house.all())
                .filteredOn(House.Heard::retained)
                .extracting(House.Heard::topic)
                .as("the other form of the same was taken back")
                .contains("homeassistant/sensor/hearthgate-house/" + SHARED.id() + "-glucose/config")
                .doesNotContain(DEVICE));
        single.stop();

        started(broker.port(), "people", Wanted.people());

        await().untilAsserted(() -> assertThat(open(new House(broker.port())).all())
                .as("what a client finds that comes now")
                .isNotEmpty()
                .noneMatch(message -> message.topic().contains(SHARED.id())));
    }

    @Test
    void a_home_assistant_that_comes_up_is_told_everything_again() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        store.append(List.of(reading(104).build()));
        var channel = started(broker.port());
        await().until(() -> !house.on(TOPICS.glucose(SHARED)).isEmpty());
        house.says("homeassistant/status", "offline");
        await().untilAsserted(() -> assertThat(channel.check().message()).contains("has left its broker"));
        house.forget();

        house.says("homeassistant/status", "online");

        await().untilAsserted(() -> assertThat(house.on(DEVICE)).hasSize(1));
        await().untilAsserted(() -> assertThat(house.fields(TOPICS.glucose(SHARED), "value"))
                .as("at once, and again when Home Assistant has had time to listen")
                .containsExactly("104", "104"));
        awaitConnected(channel);
    }

    @Test
    void a_flood_of_commands_is_bounded_and_told() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        var channel = started(broker.port());
        rooms.board.raise(Alarms.urgentLow());

        for (int i = 0; i < 500; i++) {
            house.shouts(TOPICS.command(SHARED), "{\"do\":\"snooze\",\"alert\":\"a-1\"}");
        }

        await().untilAsserted(() ->
                assertThat(house.fields(TOPICS.answer(), "text")).contains("Too many commands: wait a minute"));
        assertThat(channel.deliver(Alarms.call(Alarms.urgentLow()).build())).isEqualTo(Receipt.Outcome.SENT);
        assertThat(rooms.board.asked()).hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void a_retained_command_is_refused_at_every_start() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        house.keepsSaying(TOPICS.command(SHARED), "acknowledge");
        rooms.board.raise(Alarms.urgentLow());

        started(broker.port());

        await().untilAsserted(() -> assertThat(house.fields(TOPICS.answer(), "text"))
                .singleElement()
                .asString()
                .contains("retained"));
        assertThat(rooms.board.asked()).isEmpty();
    }

    @Test
    void where_commands_are_not_allowed_there_is_no_button_and_nobody_listens() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        started(broker.port(), "commandsAllowed", false);
        rooms.board.raise(Alarms.urgentLow());
        await().until(() -> !house.on(DEVICE).isEmpty());

        house.says(TOPICS.command(SHARED), "acknowledge");
        house.says(TOPICS.receipt(), "{\"call\":\"unknown\"}");

        await().untilAsserted(() -> assertThat(house.fields(TOPICS.answer(), "text"))
                .as("the receipt came after the command")
                .singleElement()
                .asString()
                .contains("no call has that id"));
        assertThat(rooms.board.asked()).isEmpty();
        assertThat(house.on(DEVICE).get(0).payload()).doesNotContain("command_topic");
    }

    @Test
    void a_hub_that_does_not_judge_says_neither_on_nor_off() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        rooms.withoutAlerting();
        started(broker.port());

        await().untilAsserted(() -> assertThat(alarm(house)).isEqualTo("None"));
    }

    @Test
    void speaks_tls_with_a_broker_of_the_homes_own_authority_and_with_no_other() throws Exception {
        var certificate = TestCertificate.forLocalhost(folder);
        var broker = mosquitto(
                        "allow_anonymous true",
                        "certfile " + certificate.certificatePem(),
                        "keyfile " + certificate.keyPem())
                .start();
        var uri = "ssl://localhost:" + broker.port();

        started(
                broker.port(),
                "brokerUri",
                uri,
                "caFile",
                certificate.certificatePem().toString());

        var wary = channel(broker.port(), "brokerUri", uri, "clientId", "hub-8");
        wary.start();
        await().untilAsserted(() -> assertThat(wary.check().message()).contains("no trusted encryption"));
    }

    @Test
    void neither_an_alert_nor_a_commit_waits_for_a_broker_that_hangs() throws Exception {
        var broker = mosquitto().start();
        var wire = open(new Wire(broker.port()));
        var channel = started(wire.port(), "ackTimeoutSeconds", 1);
        wire.freeze();

        long before = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            channel.changed(Alarms.urgentLow());
            channel.committed(List.of());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThatThrownBy(() -> channel.deliver(Alarms.call(Alarms.urgentLow()).build()))
                .isInstanceOf(ChannelException.class);
        long stopping = System.nanoTime();
        channel.stop();
        assertThat(Duration.ofNanos(System.nanoTime() - stopping)).isLessThan(Duration.ofSeconds(2));
    }
}
