package org.hearthgate.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.ANNA;
import static org.hearthgate.testkit.Given.BEN;
import static org.hearthgate.testkit.Given.NOON;
import static org.hearthgate.web.internal.Home.get;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.household.Role;
import org.hearthgate.api.observation.DeviceId;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.api.signal.DeviceClock;
import org.hearthgate.api.signal.SensorSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalAnswersTest {
    private final Home home = new Home();

    private JsonNode signals(Role role) {
        return Home.json(home.reply(get("/hub/v1/signals").as(role)));
    }

    private static SensorSignal sensor(PersonId person, String device, SensorSignal.Role role, String... sameAs) {
        return new SensorSignal(
                person,
                new DeviceId(device),
                NOON,
                role,
                List.of(sameAs).stream().map(DeviceId::new).findFirst(),
                0.72,
                Map.of("noise", 0.9, "heart", 0.8));
    }

    private static DeviceClock clock(String device, Duration ahead, boolean corrected) {
        return new DeviceClock(new DeviceId(device), ahead, corrected, 12, NOON);
    }

    private static DeviceAdapter heard(String device, PersonId person) {
        return new DeviceAdapter() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public List<DeviceStatus> devices() {
                return List.of(new DeviceStatus(
                        new DeviceId(device),
                        Optional.of(person),
                        DeviceStatus.State.HEARD,
                        Optional.empty(),
                        "Sends."));
            }
        };
    }

    @BeforeEach
    void sensors() {
        home.signals.add(sensor(ANNA, "annas", SensorSignal.Role.LEADING));
        home.signals.add(sensor(ANNA, "annas-by-phone", SensorSignal.Role.LEADING, "annas"));
        home.signals.add(sensor(BEN, "bens", SensorSignal.Role.STANDBY));
        home.clocks.add(clock("annas", Duration.ofMinutes(3), true));
        home.clocks.add(clock("bens", Duration.ofMinutes(-20), false));
        home.clocks.add(clock("whose", Duration.ZERO, false));
    }

    @Test
    void without_the_services_the_lists_are_empty() {
        home.signals.clear();
        home.clocks.clear();

        JsonNode json = signals(Role.FAMILY);

        assertThat(json.path("sensors").isArray()).isTrue();
        assertThat(json.path("sensors")).isEmpty();
        assertThat(json.path("clocks").isArray()).isTrue();
        assertThat(json.path("clocks")).isEmpty();
    }

    @Test
    void a_sensor_comes_with_its_role_its_quality_and_what_that_is_made_of() {
        JsonNode second = signals(Role.CLINICIAN).path("sensors").path(1);

        assertThat(second)
                .hasToString("{\"person\":\"anna\",\"device\":\"annas-by-phone\",\"role\":\"leading\","
                        + "\"sameSensorAs\":\"annas\",\"quality\":0.72,\"components\":{\"heart\":0.8,\"noise\":0.9},"
                        + "\"asOf\":\"2026-03-02T12:00:00Z\"}");
    }

    @Test
    void a_family_gets_its_own_peoples_sensors_and_clocks_and_no_clock_of_nobody_knows_whom() {
        JsonNode json = signals(Role.FAMILY);

        assertThat(json.path("sensors").findValuesAsText("device")).containsExactly("annas", "annas-by-phone");
        assertThat(json.path("clocks")).hasSize(1);
        assertThat(json.path("clocks").path(0))
                .hasToString("{\"device\":\"annas\",\"aheadSeconds\":180.0,\"corrected\":true,\"samples\":12,"
                        + "\"asOf\":\"2026-03-02T12:00:00Z\"}");
    }

    @Test
    void a_clock_whose_wearer_only_its_adapter_knows_is_told_to_those_who_reach_them() {
        home.adapters.add(heard("whose", ANNA));

        assertThat(signals(Role.FAMILY).path("clocks").findValuesAsText("device"))
                .containsExactly("annas", "whose");
    }

    @Test
    void a_clock_of_nobody_knows_whom_is_told_to_those_who_reach_everybody() {
        home.access.give("both", Role.FAMILY, ANNA, BEN);

        JsonNode json = Home.json(home.reply(get("/hub/v1/signals").header("authorization", "Bearer both")));

        assertThat(json.path("clocks").findValuesAsText("device")).containsExactly("annas", "bens", "whose");
        assertThat(json.path("clocks").path(1).path("aheadSeconds").asDouble()).isEqualTo(-1200);
    }

    @Test
    void an_installer_gets_every_sensor_and_clock_but_nothing_of_the_pulse() {
        JsonNode json = signals(Role.INSTALLER);

        assertThat(json.path("sensors")).hasSize(3);
        assertThat(json.path("clocks")).hasSize(3);
        assertThat(json.path("sensors").path(0).path("components")).hasToString("{\"noise\":0.9}");
    }

    @Test
    void a_fleet_manager_is_refused_with_a_code() {
        Answer.Reply reply = home.reply(get("/hub/v1/signals").as(Role.FLEET));

        assertThat(reply.status()).isEqualTo(403);
        assertThat(Home.json(reply).path("error").asText()).isEqualTo("not-for-this-role");
    }
}
