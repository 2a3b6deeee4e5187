package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.testkit.Given.reading;

import java.time.Duration;
import java.util.List;
import org.hearthgate.api.alert.Priority;
import org.hearthgate.api.notify.ChannelException;
import org.hearthgate.api.notify.Receipt;
import org.hearthgate.api.observation.Doubt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole room against a real broker, with a second client in Home Assistant's place. */
@Timeout(60)
class HomeAssistantChannelTest extends HouseWithABroker {
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
        assertThat(channel.whyNot(Alarms.call(Alarms.of("b-1", BEN, "low", Priority.MEDIUM, "Ben is low"))
                        .build()))
                .hasValueSatisfying(why -> assertThat(why).contains("not shared"));
        assertThat(channel.whyNot(Alarms.call(Alarms.urgentLow()).build())).isEmpty();
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
}
