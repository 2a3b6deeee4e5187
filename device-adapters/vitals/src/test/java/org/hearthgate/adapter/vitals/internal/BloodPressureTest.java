package org.hearthgate.adapter.vitals.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.observation.BloodPressure;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.HeartRate;
import org.hearthgate.testkit.gatt.FakePeripheral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BloodPressureTest {
    private final VitalsHome home = new VitalsHome();

    private void measures(String... frames) throws Exception {
        home.sends(home.peripheral(), 0x1810, 0x2A35, frames);
    }

    @Test
    void pressure_and_pulse_are_kept_at_the_cuffs_time_in_the_homes_zone() throws Exception {
        home.cuff();

        measures("1e 7800 5000 5d00 ea070302 0c1e00 4800 ff 0000");

        assertThat(home.recordOf("anna", BloodPressure.class)).singleElement().satisfies(kept -> {
            assertThat(kept.systolicMmHg()).isEqualTo(120);
            assertThat(kept.diastolicMmHg()).isEqualTo(80);
            assertThat(kept.measuredAt()).isEqualTo(Instant.parse("2026-03-02T11:30:00Z"));
            assertThat(kept.quality().doubts()).isEmpty();
            assertThat(kept.origin().provenance().raw()).isPresent();
        });
        assertThat(home.recordOf("anna", HeartRate.class))
                .singleElement()
                .satisfies(kept -> assertThat(kept.beatsPerMinute()).isEqualTo(72));
    }

    @Test
    void kilopascal_become_millimetres_of_mercury() throws Exception {
        home.cuff();

        measures("01 a0f0 6bf0 7df0");

        // 16.0 and 10.7 kPa
        assertThat(home.recordOf("anna", BloodPressure.class)).singleElement().satisfies(kept -> {
            assertThat(kept.systolicMmHg()).isEqualTo(120.01);
            assertThat(kept.diastolicMmHg()).isEqualTo(80.26);
        });
    }

    @Test
    void what_the_cuff_doubts_is_doubted_in_the_record() throws Exception {
        home.cuff();

        measures("10 8700 5500 6600 0c00");

        Doubt doubt =
                home.recordOf("anna").get(0).quality().doubt(Doubt.Flag.NOISY).orElseThrow();
        assertThat(doubt.measures()).containsOnlyKeys("irregularPulse", "pulseOutOfRange");
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "00 ff07 ff07 ff07",
                "00 0008 5000 5d00",
                "00 fe07 5000 5d00",
                "00 0208 5000 5d00",
                "00 7800 ff07 5d00",
                "00 0000 0000 0000",
                "00 ff71 5000 5d00",
                "00 7800 5000",
                "00 7800 5000 5d00 00",
                ""
            })
    void what_is_no_pressure_is_quarantined_with_its_octets(String frame) throws Exception {
        BloodPressureAdapter adapter = home.cuff();

        measures(frame, "00 7800 5000 5d00");

        assertThat(home.recordOf("anna")).hasSize(1);
        assertThat(home.quarantined()).singleElement().satisfies(item -> assertThat(
                        item.raw().octets())
                .isEqualTo(HexFormat.of().parseHex(frame.replace(" ", ""))));
        assertThat(adapter.devices().get(0).why()).contains("Refused 1");
    }

    @Test
    void a_pulse_that_was_not_counted_is_left_out() throws Exception {
        home.cuff();

        measures("04 7800 5000 5d00 ff07", "06 7800 5000 5d00 ea070302 0c1e00 0000");

        assertThat(home.recordOf("anna", BloodPressure.class)).hasSize(2);
        assertThat(home.recordOf("anna", HeartRate.class)).isEmpty();
    }

    @Test
    void the_cuffs_user_numbers_say_whose_it_is() throws Exception {
        home.with("users", new String[] {"0=anna", "1=ben"}).cuff();

        measures(
                "08 7800 5000 5d00 01",
                "08 7800 5000 5d00 00",
                "08 7900 5000 5d00 07",
                "0a 7a00 5000 5d00 ea070302 0c1e00 ff");

        assertThat(home.recordOf("ben")).hasSize(1);
        assertThat(home.recordOf("anna")).hasSize(2);
        assertThat(home.quarantined()).singleElement().satisfies(item -> assertThat(item.reason())
                .contains("user 7"));
    }

    @Test
    void a_cuff_that_tells_all_it_has_stored_every_time_doubles_nothing() throws Exception {
        home.cuff();
        String stored = "02 7800 5000 5d00 ea070302 0c1e00";

        measures(stored, stored);
        measures(stored, "02 7900 5000 5d00 ea070302 0c1f00");

        assertThat(home.recordOf("anna")).hasSize(2);
    }

    @Test
    void a_cuff_whose_clock_was_never_set_is_dated_by_the_hub() throws Exception {
        home.cuff();

        measures("02 7800 5000 5d00 00000000 000000");

        assertThat(home.recordOf("anna").get(0).measuredAt()).isEqualTo(VitalsHome.NOON);
    }

    @Test
    void an_hour_that_the_night_has_twice_is_doubted() throws Exception {
        home.cuff();

        measures("02 7800 5000 5d00 e9070a1a 021e00");

        assertThat(home.recordOf("anna").get(0).quality().has(Doubt.Flag.AMBIGUOUS_TIME))
                .isTrue();
    }

    @Test
    void the_clock_is_set_where_it_is_wrong_and_nothing_else_is_written() throws Exception {
        home.cuff();
        FakePeripheral cuff =
                home.peripheral().having(0x1805, 0x2A2B, "b2070101000000040000").onWrite(0x1805, 0x2A2B, octets -> {});

        home.sends(cuff, 0x1810, 0x2A35, "00 7800 5000 5d00");

        assertThat(cuff.log())
                .filteredOn(line -> line.startsWith("write"))
                .containsExactly("write 2A2B ea0703020d0000010001");
    }

    @Test
    void a_reading_confirmed_while_the_record_is_busy_is_kept_when_it_is_not() throws Exception {
        BloodPressureAdapter adapter = home.busy(true).cuff();
        measures("00 7800 5000 5d00");
        assertThat(home.recordOf("anna")).isEmpty();

        home.busy(false);
        home.clock.advance(Duration.ofSeconds(10));

        assertThat(home.recordOf("anna")).hasSize(1);
        adapter.close();
        assertThat(home.link.holds(VitalsHome.DEVICE)).isFalse();
    }

    @Test
    void a_flood_while_the_record_is_busy_is_bounded_and_quarantined() throws Exception {
        BloodPressureAdapter adapter = home.busy(true).cuff();
        FakePeripheral cuff = home.peripheral().having(0x1810, 0x2A35, "");
        cuff.later(() -> {
            for (int i = 0; i < 400; i++) {
                cuff.sends(0x1810, 0x2A35, "00 7800 5000 5d00");
            }
        });

        home.link.connect(VitalsHome.DEVICE, cuff);

        assertThat(home.quarantined()).hasSize(400 - 256);
        adapter.close();
        assertThat(home.quarantined()).hasSize(400);
    }

    @Test
    void a_lost_link_keeps_what_came_before() throws Exception {
        home.cuff();
        FakePeripheral cuff = home.peripheral().having(0x1810, 0x2A35, "");
        cuff.later(() -> cuff.sends(0x1810, 0x2A35, "00 7800 5000 5d00"));
        cuff.later(cuff::vanishes);

        assertThatThrownBy(() -> home.link.connect(VitalsHome.DEVICE, cuff)).isInstanceOf(GattException.class);
        assertThat(home.recordOf("anna")).hasSize(1);
    }

    @Test
    void it_waits_to_be_heard_and_needs_a_bond() {
        assertThat(home.cuff().devices().get(0).state()).isEqualTo(DeviceStatus.State.WAITING);
        assertThat(new BloodPressureKind().wantsPairing()).isTrue();
    }

    @Test
    void settings_that_cannot_work_are_refused_with_what_to_do() {
        assertThatThrownBy(() -> home.with("users", new String[] {"300=anna"}).cuff())
                .hasMessageContaining("0 to 254");
        assertThatThrownBy(() -> new VitalsHome().with("listenSeconds", 1).cuff())
                .hasMessageContaining("5 to 300");
        assertThatThrownBy(() -> new VitalsHome().with("person", "").cuff()).hasMessageContaining("person id");
        assertThatThrownBy(() -> new VitalsHome().with("everySeconds", 5).oximeter())
                .hasMessageContaining("10 to 3600");
    }
}
