package org.hearthgate.rules.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.util.Map;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.rules.Life;
import org.hearthgate.rules.Told;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorRulesTest {
    private final AlertRule warmUp = new SensorWarmUpRule(Configured.by(SensorWarmUpRule.Config.class));
    private final AlertRule fault = new SensorFaultRule(Configured.by(SensorFaultRule.Config.class));
    private final AlertRule battery = new DeviceBatteryRule(Configured.by(DeviceBatteryRule.Config.class));
    private final AlertRule expiring = new SensorExpiringRule(Configured.by(SensorExpiringRule.Config.class));
    private final AlertRule tenDays =
            new SensorExpiringRule(Configured.by(SensorExpiringRule.Config.class, Map.of("lifeHours", 240)));
    private final AlertRule meter = new MeterDisagreesRule(Configured.by(MeterDisagreesRule.Config.class));

    @ParameterizedTest(name = "{0} {1} min ago, then {2}: {3}")
    @CsvSource({
        "SENSOR_STARTED, 10, nothing, INFORMATION",
        "WARM_UP_STARTED, 119, nothing, INFORMATION",
        "WARM_UP_STARTED, 120, nothing, clear",
        "WARM_UP_STARTED, 40, WARM_UP_ENDED, clear",
        "WARM_UP_STARTED, 40, SENSOR_ENDED, clear",
        "SENSOR_STARTED, 40, a reading, clear",
        "BATTERY_LOW, 10, nothing, clear"
    })
    void a_warm_up_is_told_until_it_ends_or_must_have_ended(
            DeviceEvent.Event event, int minutesAgo, String then, String expected) {
        var snapshot = Given.snapshot().knowing(Life.event(minutesAgo, event, ""));
        switch (then) {
            case "nothing" -> {}
            case "a reading" -> snapshot.glucose(110);
            default -> snapshot.knowing(Life.event(1, DeviceEvent.Event.valueOf(then), ""));
        }
        assertThat(Told.by(warmUp, snapshot)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "started {0} h ago, told {1}: {2}")
    @CsvSource({
        "215.9, lifeHours=240; started, clear",
        "216, lifeHours=240; started, INFORMATION",
        "237.9, lifeHours=240; started, INFORMATION",
        "238, lifeHours=240; started, LOW",
        "240, lifeHours=240; started, LOW",
        "300, started, clear",
        "330, lifeHours=336; started, INFORMATION"
    })
    void the_end_is_told_a_day_and_two_hours_before_by_the_life_that_the_sensor_told(
            double hoursAgo, String detail, String expected) {
        var snapshot = Given.snapshot()
                .knowing(Life.event(hoursAgo * 60, DeviceEvent.Event.SENSOR_STARTED, detail))
                .glucose(110);
        assertThat(Told.by(expiring, snapshot)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "started {0} h ago: {1}")
    @CsvSource({"200, clear", "220, INFORMATION", "239, LOW", "241, LOW"})
    void a_sensor_that_does_not_tell_its_life_has_the_one_that_is_set(double hoursAgo, String expected) {
        var snapshot = Given.snapshot()
                .knowing(Life.event(hoursAgo * 60, DeviceEvent.Event.SENSOR_STARTED, ""))
                .glucose(110);
        assertThat(Told.by(tenDays, snapshot)).isEqualTo(expected);
    }

    @Test
    void a_sensor_past_its_end_is_told_by_the_doubt_alone() {
        var snapshot = Given.snapshot()
                .with(Given.reading(110).doubted(Doubt.Flag.END_OF_LIFE).build());
        assertThat(Told.sentence(expiring, snapshot)).contains("end of its life");
        assertThat(Told.by(expiring, Given.snapshot())).isEqualTo("unknown");
    }

    @Test
    void says_when_a_sensor_ends_on_the_wall() {
        var snapshot = Given.snapshot()
                .livingIn("Europe/Berlin")
                .knowing(Life.event(239 * 60, DeviceEvent.Event.SENSOR_STARTED, "lifeHours=240; "))
                .glucose(110);
        assertThat(Told.sentence(expiring, snapshot))
                .isEqualTo("Anna: the sensor ends in 60 min, at 14:00. Change it while everybody is awake.");
    }

    @ParameterizedTest(name = "fault {0} min ago, then {1}: {2}")
    @CsvSource({
        "1, nothing, LOW",
        "720, nothing, LOW",
        "721, nothing, clear",
        "30, SENSOR_STARTED, clear",
        "30, SENSOR_ENDED, clear",
        "30, a reading, clear"
    })
    void a_fault_is_told_until_something_usable_comes(int minutesAgo, String then, String expected) {
        var snapshot = Given.snapshot().knowing(Life.event(minutesAgo, DeviceEvent.Event.SENSOR_FAULT, "broken"));
        switch (then) {
            case "nothing" -> {}
            case "a reading" -> snapshot.glucose(110);
            default -> snapshot.knowing(Life.event(1, DeviceEvent.Event.valueOf(then), ""));
        }
        assertThat(Told.by(fault, snapshot)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "battery low {0} h ago, new sensor after it {1}: {2}")
    @CsvSource({"1, false, LOW", "24, false, LOW", "24.1, false, clear", "1, true, clear"})
    void a_low_battery_is_told_for_a_day(double hoursAgo, boolean restarted, String expected) {
        var snapshot = Given.snapshot()
                .knowing(Life.event(hoursAgo * 60, DeviceEvent.Event.BATTERY_LOW, "The sensor's battery is low"));
        if (restarted) {
            snapshot.knowing(Life.event(1, DeviceEvent.Event.SENSOR_STARTED, ""));
        }
        assertThat(Told.by(battery, snapshot)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "meter {0}, sensor {1} {2} min apart, {3} min ago: {4}")
    @CsvSource({
        "90, 110, 0, 1, clear",
        "90, 111, 0, 1, LOW",
        "200, 240, 0, 1, clear",
        "200, 241, 0, 1, LOW",
        "200, 159, 0, 1, LOW",
        "200, 159, 5, 1, LOW",
        "200, 159, 6, 1, clear",
        "200, 159, 0, 30, LOW",
        "200, 159, 0, 31, clear",
        "69, 75, 0, 1, MEDIUM",
        "69, 69, 0, 1, clear",
        "70, 75, 0, 1, clear"
    })
    void a_fingerstick_is_trusted_over_the_sensor(
            double meterMgPerDl, double sensorMgPerDl, int apart, int minutesAgo, String expected) {
        var snapshot = Given.snapshot()
                .knowing(Life.meter(minutesAgo, meterMgPerDl))
                .with(Given.reading(sensorMgPerDl)
                        .minutesBefore(NOON, minutesAgo + apart)
                        .build());
        assertThat(Told.by(meter, snapshot)).isEqualTo(expected);
    }
}
