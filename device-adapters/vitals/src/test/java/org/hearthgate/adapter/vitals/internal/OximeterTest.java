package org.hearthgate.adapter.vitals.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.hearthgate.api.gatt.GattDialogue;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.api.observation.OxygenSaturation;
import org.hearthgate.testkit.gatt.FakePeripheral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OximeterTest {
    private final VitalsHome home = new VitalsHome();

    @Test
    void a_spot_check_is_a_saturation_and_a_pulse() throws Exception {
        home.oximeter();

        home.sends(home.peripheral(), 0x1822, 0x2A5E, "01 6100 4000 ea070302 0c1e00");

        assertThat(home.recordOf("anna", OxygenSaturation.class))
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.percent()).isEqualTo(97);
                    assertThat(kept.measuredAt()).isEqualTo(Instant.parse("2026-03-02T11:30:00Z"));
                });
        assertThat(home.recordOf("anna", HeartRate.class)).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "02 6100 4000 0020",
                "02 6100 4000 0040",
                "02 6100 4000 0080",
                "02 6100 4000 0004",
                "02 6100 4000 0008",
                "04 6100 4000 000800",
                "04 6100 4000 008000",
                "00 ff07 4000",
                "00 0008 4000",
                "00 6500 4000",
                "00 0000 4000",
                "00 6100",
                "00 6100 4000 00"
            })
    void what_the_oximeter_does_not_stand_by_is_quarantined(String frame) throws Exception {
        home.oximeter();

        home.sends(home.peripheral(), 0x1822, 0x2A5E, frame);

        assertThat(home.recordOf("anna")).isEmpty();
        assertThat(home.quarantined()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"02 6100 4000 4000", "04 6100 4000 200000", "04 6100 4000 800100"})
    void a_poor_signal_is_doubted_and_kept(String frame) throws Exception {
        home.oximeter();

        home.sends(home.peripheral(), 0x1822, 0x2A5E, frame);

        assertThat(home.recordOf("anna").get(0).quality().has(Doubt.Flag.NOISY)).isTrue();
    }

    @Test
    void a_clock_that_says_it_was_never_set_is_not_asked() throws Exception {
        home.oximeter();

        home.sends(home.peripheral(), 0x1822, 0x2A5E, "11 6100 4000 b2070101 000000");

        assertThat(home.recordOf("anna").get(0).measuredAt()).isEqualTo(VitalsHome.NOON);
    }

    @Test
    void stored_spot_checks_are_asked_for_and_kept_once_however_often_they_are_told() throws Exception {
        home.oximeter();
        FakePeripheral device = storing("01 6100 4000 ea070302 071e00", "01 6000 4000 ea070302 081e00");

        home.link.connect(VitalsHome.DEVICE, device);
        home.link.connect(VitalsHome.DEVICE, device);

        assertThat(home.recordOf("anna", OxygenSaturation.class)).hasSize(2);
        assertThat(device.log())
                .filteredOn(line -> line.startsWith("write"))
                .containsExactly("write 2A52 0101", "write 2A52 0101");
    }

    @Test
    void a_stored_spot_check_without_a_time_is_quarantined_as_it_would_come_again_and_again() throws Exception {
        home.oximeter();

        home.link.connect(VitalsHome.DEVICE, storing("00 6100 4000"));

        assertThat(home.recordOf("anna")).isEmpty();
        assertThat(home.quarantined()).singleElement().satisfies(item -> assertThat(item.reason())
                .contains("without a time"));
    }

    @Test
    void an_oximeter_that_stores_nothing_is_not_asked() throws Exception {
        home.oximeter();
        FakePeripheral device = storing("00 6100 4000").having(0x1822, 0x2A60, "0000");

        home.link.connect(VitalsHome.DEVICE, device);

        assertThat(device.log()).noneMatch(line -> line.startsWith("write"));
    }

    @Test
    void one_that_never_ends_its_stored_checks_is_said_and_what_came_is_kept() throws Exception {
        OximeterAdapter adapter = home.oximeter();
        FakePeripheral device = home.peripheral().having(0x1822, 0x2A5E, "");
        device.onWrite(0x1822, 0x2A52, octets -> device.sends(0x1822, 0x2A5E, "01 6100 4000 ea070302 071e00"));

        home.link.connect(VitalsHome.DEVICE, device);

        assertThat(home.recordOf("anna", OxygenSaturation.class)).hasSize(1);
        assertThat(adapter.devices().get(0).why()).contains("stopped in the middle");
    }

    private FakePeripheral storing(String... frames) {
        FakePeripheral device = home.peripheral().having(0x1822, 0x2A5E, "");
        device.onWrite(0x1822, 0x2A52, octets -> {
            for (String frame : frames) {
                device.sends(0x1822, 0x2A5E, frame);
            }
            device.sends(0x1822, 0x2A52, "06 00 01 01");
        });
        return device;
    }

    @Test
    void a_worn_oximeter_gives_the_median_of_each_minute() throws Exception {
        home.with("continuous", true).oximeter();
        FakePeripheral device = home.peripheral().having(0x1822, 0x2A5F, "");
        // 90 values a second apart: 95 most of the time, an outlier of 70, and one that the device disowns
        for (int second = 0; second < 90; second++) {
            int at = second;
            device.later(() -> {
                home.clock.advance(Duration.ofSeconds(1));
                device.sends(
                        0x1822, 0x2A5F, at == 10 ? "00 4600 4000" : at == 20 ? "04 1000 4000 0080" : "00 5f00 4000");
            });
        }

        home.link.connect(VitalsHome.DEVICE, device);

        assertThat(home.recordOf("anna", OxygenSaturation.class))
                .hasSize(2)
                .allSatisfy(kept -> assertThat(kept.percent()).isEqualTo(95));
        assertThat(home.recordOf("anna", OxygenSaturation.class))
                .extracting(OxygenSaturation::measuredAt)
                .contains(VitalsHome.NOON.plusSeconds(60));
        assertThat(home.recordOf("anna", HeartRate.class)).hasSize(2);
        assertThat(home.quarantined()).singleElement().satisfies(item -> assertThat(item.reason())
                .contains("1 such"));
    }

    @Test
    void a_lost_link_keeps_the_minute_that_had_begun() {
        home.with("continuous", true).oximeter();
        FakePeripheral device = home.peripheral().having(0x1822, 0x2A5F, "");
        device.later(() -> device.sends(0x1822, 0x2A5F, "00 5f00 4000"));
        device.later(device::vanishes);

        assertThatThrownBy(() -> home.link.connect(VitalsHome.DEVICE, device)).isInstanceOf(GattException.class);
        assertThat(home.recordOf("anna", OxygenSaturation.class)).hasSize(1);
    }

    @Test
    void a_minute_that_was_mostly_refused_is_doubted() throws Exception {
        home.with("continuous", true).oximeter();

        home.sends(home.peripheral(), 0x1822, 0x2A5F, "00 ff07 ff07", "00 ff07 ff07", "00 5f00 4000");

        assertThat(home.recordOf("anna").get(0).quality().has(Doubt.Flag.NOISY)).isTrue();
    }

    @Test
    void it_is_kept_connected_only_where_it_is_worn() {
        assertThat(dialogue(true).reach()).isEqualTo(GattDialogue.Reach.KEEP);
        assertThat(dialogue(false).reach()).isEqualTo(GattDialogue.Reach.WHEN_HEARD);
    }

    private OximeterDialogue dialogue(boolean worn) {
        var line = new DeviceLine(home.link, home, home.household, home.clock, VitalsHome.ADDRESS, "anna", true);
        return new OximeterDialogue(line, worn, false, Duration.ofSeconds(30), Duration.ofSeconds(60));
    }
}
