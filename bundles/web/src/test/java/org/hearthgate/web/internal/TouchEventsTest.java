package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hearthgate.api.device.DeviceTouch;
import org.hearthgate.api.device.DeviceTouch.Stage;
import org.hearthgate.api.household.Access;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class TouchEventsTest {
    private final LiveEvents events = new LiveEvents(new ManualClock(NOON), Configured.by(WebConfig.class));
    private final TouchEvents touches = new TouchEvents(events);

    @AfterEach
    void stop() {
        events.stop();
    }

    private static DeviceTouch touch(PersonId person, Stage stage, String message) {
        return new DeviceTouch(NOON, Optional.of(new DeviceId("pen-1")), Optional.ofNullable(person), stage, message);
    }

    /** A page that only takes note of the touches. */
    private BlockingQueue<String> page(Role role, PersonId... persons) {
        var heard = new LinkedBlockingQueue<String>();
        Supplier<Optional<Access>> access = () -> Optional.of(new Access("us", role, java.util.Set.of(persons)));
        var pipe = new EventClient.Pipe() {
            @Override
            public boolean ready() {
                return true;
            }

            @Override
            public void write(byte[] frame) {
                String text = new String(frame, StandardCharsets.UTF_8);
                if (text.startsWith("event: device\n")) {
                    heard.add(text.substring(text.indexOf("data: ") + 6).strip());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        events.listen(
                new Answer.Listen(new Caller(access.get().orElseThrow(), Optional.empty()), access),
                pipe,
                java.util.List::of);
        return heard;
    }

    private static JsonNode next(BlockingQueue<String> heard) throws Exception {
        return new ObjectMapper().readTree(heard.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void a_touch_is_told_with_its_words_to_those_who_reach_the_person() throws Exception {
        var family = page(Role.FAMILY, ANNA);
        touches.touched(touch(ANNA, Stage.CUT_OFF, "3 doses read; touch again"));

        assertThat(next(family))
                .hasToString("{\"person\":\"anna\",\"at\":\"2026-03-02T12:00:00Z\",\"device\":\"pen-1\","
                        + "\"stage\":\"cut-off\",\"message\":\"3 doses read; touch again\"}");
    }

    @Test
    void a_touch_of_somebodys_is_kept_from_everybody_else() throws Exception {
        var others = Map.of(
                "another family", page(Role.FAMILY, BEN), "installer", page(Role.INSTALLER), "fleet", page(Role.FLEET));
        var family = page(Role.FAMILY, ANNA);
        touches.touched(touch(ANNA, Stage.DONE, "12 doses read, last 4 U at 07:40"));
        touches.touched(touch(null, Stage.READING, "Hold still"));

        assertThat(next(family).path("stage").asText()).isEqualTo("done");
        assertThat(next(others.get("another family")).path("stage").asText()).isEqualTo("reading");
        assertThat(next(others.get("installer")).path("stage").asText()).isEqualTo("reading");
        assertThat(others.get("fleet")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void a_touch_of_nobodys_says_nothing_that_the_device_said(Stage stage) throws Exception {
        var installer = page(Role.INSTALLER);
        touches.touched(touch(null, stage, "last 4 U at 07:40"));

        assertThat(next(installer).path("message").asText()).isNotEmpty().doesNotContain("4 U");
    }
}
