package org.hearthgate.cloud.mqtt.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.junit.jupiter.api.Test;

class HubConditionTest {
    private record Probe(String name, boolean onAlarmPath, Health health) implements HealthProbe {
        @Override
        public Health check() {
            if (health == null) {
                throw new IllegalStateException("broken probe");
            }
            return health;
        }
    }

    @Test
    void says_the_worst_of_all_and_the_worst_of_the_alarm_path() {
        var condition = HubCondition.of(List.of(
                new Probe("store", true, Health.ok("")),
                new Probe("alerting", true, Health.warn("")),
                new Probe("web", false, Health.failed(""))));

        assertThat(condition.overall()).isEqualTo(Health.Status.FAILED);
        assertThat(condition.alarmPath()).isEqualTo(Health.Status.WARN);
    }

    @Test
    void tells_neither_what_a_probe_says_nor_a_name_it_made_up() {
        var condition = HubCondition.of(List.of(
                new Probe("store", true, Health.warn("file /home/anna/record.db on 192.168.1.2")),
                new Probe("cgm-anna-8812", false, Health.ok("")),
                new Probe("scale-ben", false, Health.warn(""))));

        assertThat(new String(CloudMessage.hubHealth(condition, NOON), StandardCharsets.UTF_8))
                .isEqualTo("{\"metrics\":{\"at\":\"2026-03-02T12:00:00Z\",\"status\":\"warn\",\"alarmPath\":\"warn\","
                        + "\"probe.other\":\"warn\",\"probe.store\":\"warn\"}}");
    }

    @Test
    void a_probe_that_throws_is_not_well() {
        assertThat(HubCondition.of(List.of(new Probe("disk", true, null))).alarmPath())
                .isEqualTo(Health.Status.FAILED);
    }
}
