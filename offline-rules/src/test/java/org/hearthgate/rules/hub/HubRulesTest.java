package org.hearthgate.rules.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.util.List;
import java.util.Map;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.alert.HubFact;
import org.hearthgate.api.hub.Health;
import org.hearthgate.rules.Told;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubRulesTest {
    private static final List<AlertRule> RULES = List.of(
            new HubAlarmPathRule(Configured.by(HubAlarmPathRule.Config.class)),
            new HubStoreRule(Configured.by(HubStoreRule.Config.class)),
            new HubDiskRule(Configured.by(HubDiskRule.Config.class)),
            new HubKeysRule(Configured.by(HubKeysRule.Config.class)),
            new HubBackupRule(Configured.by(HubBackupRule.Config.class)),
            new HubClockRule(Configured.by(HubClockRule.Config.class)),
            new HubBrokerRule(Configured.by(HubBrokerRule.Config.class)),
            new HubCloudRule(Configured.by(HubCloudRule.Config.class)),
            new HubAdapterRule(Configured.by(HubAdapterRule.Config.class)),
            new HubSounderRule(Configured.by(HubSounderRule.Config.class)),
            new HubOtherRule(Configured.by(HubOtherRule.Config.class)));

    @ParameterizedTest(name = "{0} {1} (on the alarm path: {2}): {3}")
    @CsvSource({
        "store, FAILED, true, hub-store MEDIUM",
        "store, WARN, true, hub-disk LOW",
        "years, WARN, false, hub-disk LOW",
        "keys, FAILED, false, hub-keys LOW",
        "backup, WARN, false, hub-backup INFORMATION",
        "clock, WARN, false, hub-clock LOW",
        "mqtt-house, WARN, false, hub-broker LOW",
        "cloud, WARN, false, hub-cloud INFORMATION",
        "cloud-clinic, FAILED, false, hub-cloud INFORMATION",
        "bluetooth, WARN, false, hub-adapter LOW",
        "adapter-cgm, FAILED, false, hub-adapter LOW",
        "sounder, FAILED, true, hub-sounder HIGH",
        "sounder, WARN, true, hub-sounder LOW",
        "ingest, FAILED, true, hub-alarm-path HIGH",
        "alerting, FAILED, true, hub-alarm-path HIGH",
        "alerting, WARN, true, hub-other INFORMATION",
        "watchdog, FAILED, true, hub-alarm-path HIGH",
        "device-clocks, WARN, false, hub-other INFORMATION",
        "something-new, FAILED, false, hub-other LOW",
        "something-new, OK, false, ''"
    })
    void each_trouble_has_exactly_one_rule_so_that_a_snooze_of_one_hides_no_other(
            String probe, Health.Status status, boolean onPath, String expected) {
        var told = new StringBuilder();
        for (AlertRule rule : RULES) {
            var well = well();
            well.removeIf(fact -> fact.probe().equals(probe));
            var snapshot = hub();
            well.forEach(snapshot::hub);
            snapshot.hub(new HubFact(probe, onPath, new Health(status, "It is so"), NOON));
            String says = Told.by(rule, snapshot);
            if (!says.equals("clear")) {
                told.append(rule.id()).append(' ').append(says);
            }
        }
        assertThat(told).hasToString(expected);
    }

    @Test
    void a_part_of_the_alarm_path_that_is_not_there_is_as_bad_as_one_that_failed() {
        var snapshot = hub().hub(new HubFact("store", true, Health.ok("well"), NOON));
        assertThat(Told.by(RULES.get(0), snapshot)).isEqualTo("HIGH");
        assertThat(Told.sentence(RULES.get(0), snapshot))
                .isEqualTo(
                        "The hub: a part that alarms need is not running (alerting, ingest). Use another alarm and restart"
                                + " the hub.");
    }

    @Test
    void a_door_that_fails_because_the_record_does_says_nothing_new() {
        var snapshot = hub();
        well().stream().filter(fact -> fact.probe().equals("alerting")).forEach(snapshot::hub);
        snapshot.hub(new HubFact("store", true, Health.failed("the disk is full"), NOON));
        snapshot.hub(new HubFact("ingest", true, Health.failed("the disk is full"), NOON));
        assertThat(Told.by(RULES.get(0), snapshot)).isEqualTo("clear");
        assertThat(Told.sentence(RULES.get(1), snapshot)).isEqualTo("The hub: the disk is full.");
    }

    @Test
    void before_anybody_has_looked_nothing_is_said() {
        assertThat(RULES).allSatisfy(rule -> assertThat(Told.by(rule, hub())).isEqualTo("unknown"));
    }

    @Test
    void all_are_about_the_hub_and_none_calls_for_a_bundle_that_is_replaced() {
        assertThat(RULES).allSatisfy(rule -> {
            assertThat(rule.aboutHub()).isTrue();
            assertThat(rule.confirmFor()).isGreaterThanOrEqualTo(java.time.Duration.ofSeconds(60));
        });
    }

    @Test
    void says_since_when_and_at_most_two_sentences() {
        var snapshot = hub().livingIn("Europe/Berlin");
        for (String probe : List.of("mqtt-a", "mqtt-b", "mqtt-c")) {
            snapshot.hub(
                    new HubFact(probe, false, Health.warn("Broker " + probe + " is away"), NOON.minusSeconds(3600)));
        }
        assertThat(Told.sentence(RULES.get(6), snapshot))
                .isEqualTo("The hub: Broker mqtt-a is away. Broker mqtt-b is away. And 1 more.");
        assertThat(Told.finding(RULES.get(6), snapshot).why())
                .startsWith("'mqtt-a' has said look after it since 12:00");
    }

    @Test
    void what_is_switched_off_finds_nothing() {
        AlertRule off = new HubCloudRule(Configured.by(HubCloudRule.Config.class, Map.of("enabled", false)));
        assertThat(Told.by(off, hub().hub(new HubFact("cloud", false, Health.failed("away"), NOON))))
                .isEqualTo("clear");
    }

    private static java.util.ArrayList<HubFact> well() {
        var well = new java.util.ArrayList<HubFact>();
        for (String probe : List.of("store", "ingest", "alerting")) {
            well.add(new HubFact(probe, true, Health.ok("well"), NOON));
        }
        return well;
    }

    private static Given.SnapshotBuilder hub() {
        return Given.snapshot().of("hub", "The hub");
    }
}
