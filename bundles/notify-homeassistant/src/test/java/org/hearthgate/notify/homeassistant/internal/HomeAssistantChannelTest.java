package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.peer.Mosquitto;
import org.hearthgate.testkit.peer.TestCertificate;
import org.hearthgate.testkit.peer.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole room against a real broker, with a second client in Home Assistant's place. */
@Timeout(60)
class HomeAssistantChannelTest {
    private static final Pace QUICK = new Pace(
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofMillis(100),
            Duration.ofMillis(50));
    private static final Topics TOPICS = new Topics("hearthgate", "hearthgate-house");
    private static final Subject SHARED = Subject.of(ANNA, "hearthgate-house", "Little one");
    private static final String DEVICE = "homeassistant/device/hearthgate-house/" + SHARED.id() + "/config";

    @TempDir
    private Path folder;

    private final InMemoryObservationStore store = new InMemoryObservationStore();
    private final ManualClock clock = new ManualClock(NOON);
    private final Neighbourhood rooms = new Neighbourhood();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeInReverse() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        await().untilAsserted(() -> assertThat(ourThreads()).isEmpty());
    }

    private static List<String> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("MQTT ") || name.startsWith("home-assistant"))
                .toList();
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.add(resource);
        return resource;
    }

    private Mosquitto mosquitto(String... settings) throws Exception {
        return open(Mosquitto.in(folder, settings));
    }

    private HomeAssistantChannel channel(int port, Object... keysAndValues) {
        var keys = new ArrayList<Object>(
                List.of("brokerUri", "tcp://127.0.0.1:" + port, "people", Wanted.people("anna=Little one")));
        keys.addAll(List.of(keysAndValues));
        var channel = new HomeAssistantChannel(
                Wanted.settings(keys.toArray()), store, FixedHousehold.of("Anna", "Ben"), clock, rooms, QUICK, "0.2.0");
        rooms.board.tells(channel);
        open(channel::stop);
        return channel;
    }

    private HomeAssistantChannel started(int port, Object... keysAndValues) {
        var channel = channel(port, keysAndValues);
        channel.start();
        awaitConnected(channel);
        return channel;
    }

    private static void awaitConnected(HomeAssistantChannel channel) {
        await().untilAsserted(() -> assertThat(channel.check().status()).isEqualTo(Health.Status.OK));
    }

    private String alarm(House house) {
        var states = house.fields(TOPICS.alarm(SHARED), "value");
        return states.isEmpty() ? "nothing" : states.get(states.size() - 1);
    }

    @Test
    void a_button_in_the_house_answers_an_alarm_and_the_house_hears_that_it_is_answered() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        var channel = started(broker.port());
        rooms.board.raise(Alarms.urgentLow());

        assertThat(channel.deliver(Alarms.call(Alarms.urgentLow()).build())).isEqualTo(Receipt.Outcome.SENT);

        await().untilAsserted(() ->
                assertThat(house.fields(TOPICS.event(SHARED), "event_type")).containsExactly("urgent_low"));
        await().untilAsserted(() -> assertThat(alarm(house)).isEqualTo("ON"));
        house.says(
                TOPICS.command(SHARED),
                "{\"do\":\"acknowledge\",\"by\":\"Grandma\",\"at\":" + NOON.getEpochSecond() + "}");

        await().untilAsserted(() -> assertThat(rooms.board.asked()).containsExactly("acknowledge a-1 by Grandma"));
        await().untilAsserted(() -> assertThat(alarm(house)).isEqualTo("OFF"));
        await().untilAsserted(() ->
                assertThat(house.fields(TOPICS.answer(), "text")).containsExactly("Acknowledged by Grandma"));
        channel.quiet(rooms.board.open().get(0));
        await().untilAsserted(() -> assertThat(house.fields(TOPICS.event(SHARED), "event_type"))
                .containsExactly("urgent_low", "acknowledged"));
        assertThat(house.on(TOPICS.event(SHARED)).get(1).json().path("by").asText())
                .isEqualTo("Grandma");
    }

    @Test
    void the_button_as_it_was_announced_snoozes() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        started(broker.port());
        rooms.board.raise(Alarms.urgentLow());
        await().until(() -> !house.on(DEVICE).isEmpty());
        var button = house.on(DEVICE).get(0).json().path("components").path("snooze");
        String rendered = button.path("command_template")
                .asText()
                .replaceAll("\\{\\{.*?}}", Long.toString(NOON.getEpochSecond()));

        house.says(button.path("command_topic").asText(), rendered);

        await().untilAsserted(() ->
                assertThat(rooms.board.asked()).containsExactly("snooze a-1 for PT15M by Home Assistant"));
    }

    @Test
    void a_speaker_that_says_it_has_the_call_leaves_a_receipt() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        var channel = started(broker.port());
        var call = Alarms.call(Alarms.urgentLow()).build();
        channel.deliver(call);

        house.says(TOPICS.receipt(), "{\"call\":\"" + call.id() + "\",\"by\":\"Kitchen speaker\"}");
        house.says(TOPICS.receipt(), "{\"call\":\"" + call.id() + "\",\"by\":\"Kitchen speaker\"}");
        house.says(TOPICS.receipt(), "{\"call\":\"" + call.id() + "\",\"carer\":\"grandma\",\"outcome\":\"seen\"}");

        await().untilAsserted(() -> assertThat(rooms.noted)
                .extracting(Receipt::outcome, receipt -> receipt.carer().orElse("near"), Receipt::channel)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Receipt.Outcome.RECEIVED, "near", "home-assistant"),
                        org.assertj.core.groups.Tuple.tuple(Receipt.Outcome.SEEN, "grandma", "home-assistant")));
        assertThat(rooms.noted.get(0).detail()).isEqualTo("confirmed by Kitchen speaker");
    }

    @Test
    void nothing_about_a_body_stays_at_the_broker_and_no_topic_names_anybody() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        store.append(List.of(reading(104).build()));
        var channel = started(broker.port());
        rooms.board.raise(Alarms.urgentLow());
        channel.deliver(Alarms.call(Alarms.urgentLow()).build());
        await().until(() -> !house.on(TOPICS.glucose(SHARED)).isEmpty());

        var late = open(new House(broker.port()));

        await().untilAsserted(() -> assertThat(late.all())
                .filteredOn(House.Heard::retained)
                .extracting(House.Heard::topic)
                .containsExactlyInAnyOrder(
                        TOPICS.availability(), DEVICE, "homeassistant/device/hearthgate-house/hub/config"));
        assertThat(late.all())
                .filteredOn(House.Heard::retained)
                .noneMatch(message ->
                        message.payload().toLowerCase(java.util.Locale.ROOT).contains("anna")
                                || message.payload().contains("104"));
        assertThat(house.all()).noneMatch(message -> message.topic().contains("anna"));
    }

    @Test
    void a_reading_is_said_when_it_comes_and_withdrawn_when_it_is_too_old() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        var channel = started(broker.port());
        await().untilAsserted(() ->
                assertThat(house.fields(TOPICS.glucose(SHARED), "quality")).contains("none"));

        store.append(List.of(reading(104).build()));
        channel.committed(List.of());
        await().untilAsserted(() ->
                assertThat(house.fields(TOPICS.glucose(SHARED), "value")).endsWith("104"));

        clock.advance(Duration.ofSeconds(899));
        channel.changed(Alarms.urgentLow());
        house.forget();
        clock.advance(Duration.ofSeconds(1));
        channel.changed(Alarms.urgentLow());
        await().untilAsserted(() ->
                assertThat(house.fields(TOPICS.glucose(SHARED), "quality")).containsExactly("stale"));
        assertThat(house.on(TOPICS.glucose(SHARED)).get(0).json().path("value").isNull())
                .isTrue();
    }

    @Test
    void a_test_reading_and_people_who_are_not_shared_are_never_shown() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        store.append(List.of(
                reading(104).minutesBefore(NOON, 5).build(),
                reading(41).doubted(Doubt.Flag.TEST).build(),
                reading(222).of(BEN).build()));
        var channel = started(broker.port());

        await().untilAsserted(() ->
                assertThat(house.fields(TOPICS.glucose(SHARED), "value")).contains("104"));
        assertThatThrownBy(
                        () -> channel.deliver(Alarms.call(Alarms.of("b-1", BEN, "low", Priority.MEDIUM, "Ben is low"))
                                .build()))
                .isInstanceOfSatisfying(ChannelException.class, failure -> assertThat(failure.permanent())
                        .isTrue())
                .hasMessageContaining("not shared");
        channel.quiet(Alarms.of("b-1", BEN, "low", Priority.MEDIUM, "Ben is low"));
        assertThat(house.all())
                .noneMatch(message -> message.payload().contains("\"value\":41")
                        || message.payload().contains("222")
                        || message.payload().contains("Ben"));
    }

    @Test
    void a_drill_reaches_the_house_though_it_is_about_nobody_who_is_shared() throws Exception {
        var broker = mosquitto().start();
        var house = open(new House(broker.port()));
        var channel = started(broker.port());

        assertThat(channel.deliver(Alarms.call(Alarms.of("t-1", BEN, "low", Priority.MEDIUM, "TEST: Ben is low"))
                        .drill()
                        .build()))
                .isEqualTo(Receipt.Outcome.SENT);

        await().untilAsserted(() -> assertThat(house.fields(TOPICS.event(Subject.hub()), "message"))
                .containsExactly("TEST: somebody is low"));
        assertThat(house.fields(TOPICS.event(Subject.hub()), "event_type")).containsExactly("test");
    }

    @Test
    void somebody_shared_who_does_not_live_here_is_told_in_health() throws Exception {
        var channel = channel(mosquitto().start().port(), "people", Wanted.people("anna", "nobody"));
        channel.start();

        await().untilAsserted(() ->
                assertThat(channel.check().message()).contains("1 of those shared with it do not live here"));
    }

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
