package org.hearthgate.notify.homeassistant.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.util.List;
import java.util.Optional;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.notify.SelfTest;
import org.junit.jupiter.api.Test;

class HubPulseTest {
    private static String value(Neighbourhood rooms) {
        return health(rooms).path("value").asText();
    }

    private static com.fasterxml.jackson.databind.JsonNode health(Neighbourhood rooms) {
        return HubPulse.health(rooms.probes(), rooms.selfTest().flatMap(SelfTest::latest));
    }

    private static SelfTest.Result drill(boolean passed) {
        return new SelfTest.Result(
                NOON, NOON.plusSeconds(2), "daily", List.of(new SelfTest.Stage("channel sounder", passed, "no card")));
    }

    @Test
    void only_what_is_on_the_road_to_an_alarm_is_a_problem_of_the_hub() {
        assertThat(value(new Neighbourhood().with("cloud", false, Health.failed("gone"))))
                .isEqualTo("OFF");
        assertThat(value(new Neighbourhood().with("store", true, Health.warn("full soon"))))
                .isEqualTo("OFF");
        assertThat(value(new Neighbourhood().with("store", true, Health.failed("full"))))
                .isEqualTo("ON");
    }

    @Test
    void every_trouble_is_told_with_its_room() {
        var troubles = health(new Neighbourhood()
                        .with("cloud", false, Health.warn("away"))
                        .with("store", true, Health.ok("well")))
                .path("troubles");
        assertThat(troubles.toString()).isEqualTo("[\"cloud: away\"]");
    }

    @Test
    void a_failed_drill_is_a_problem_and_says_where_it_failed() {
        assertThat(value(new Neighbourhood().drilled(drill(true)))).isEqualTo("OFF");
        var failed = health(new Neighbourhood().drilled(drill(false)));
        assertThat(failed.path("value").asText()).isEqualTo("ON");
        assertThat(failed.path("self_test_passed").asBoolean()).isFalse();
        assertThat(failed.path("troubles").get(0).asText()).isEqualTo("self-test, channel sounder: no card");
        assertThat(HubPulse.health(List.of(), Optional.empty()).has("self_test_passed"))
                .isFalse();
    }
}
