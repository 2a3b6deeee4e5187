package org.hearthgate.adapter.scale.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.observation.BodyComposition;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.testkit.gatt.FakePeripheral;
import org.junit.jupiter.api.Test;

class ScaleDialogueTest {
    private final ScaleHome home = new ScaleHome();

    @Test
    void a_weight_with_a_time_is_kept_at_that_time_in_the_homes_zone() throws Exception {
        ScaleAdapter adapter = home.ownedBy("anna").adapter();
        FakePeripheral scale = home.weightScale();
        scale.later(() -> scale.sends(0x181D, 0x2A9D, "02 b036 ea070302 0c1e00"));

        home.link.connect(ScaleHome.SCALE, scale);

        assertThat(home.recordOf("anna")).singleElement().satisfies(kept -> {
            assertThat(((BodyWeight) kept).kilograms()).isEqualTo(70);
            assertThat(kept.measuredAt()).isEqualTo(Instant.parse("2026-03-02T11:30:00Z"));
            assertThat(kept.origin().provenance().raw()).isPresent();
        });
        adapter.close();
    }

    @Test
    void a_failed_measurement_is_quarantined_and_the_good_one_beside_it_kept() throws Exception {
        ScaleAdapter adapter = home.ownedBy("anna").adapter();
        FakePeripheral scale = home.weightScale();
        scale.later(() -> scale.sends(0x181D, 0x2A9D, "00 ffff"));
        scale.later(() -> scale.sends(0x181D, 0x2A9D, "00"));
        scale.later(() -> scale.sends(0x181D, 0x2A9D, "00 0000"));
        scale.later(() -> scale.sends(0x181D, 0x2A9D, "00 b036"));

        home.link.connect(ScaleHome.SCALE, scale);

        assertThat(home.quarantined()).hasSize(3);
        assertThat(home.recordOf("anna")).hasSize(1);
        assertThat(adapter.devices().get(0).why()).contains("Refused 3");
    }

    @Test
    void a_composition_in_several_packets_is_one() throws Exception {
        home.ownedBy("anna").adapter();
        FakePeripheral scale = home.scale().having(0x181B, 0x2A9C, "");
        scale.later(() -> scale.sends(0x181B, 0x2A9C, "0214 e100 ea070302 0d0000 8813"));
        scale.later(() -> scale.sends(0x181B, 0x2A9C, "2004 e100 b80b 4138"));

        // 0x1402: time, weight, more to come; 0x0420: muscle mass, weight
        home.link.connect(ScaleHome.SCALE, scale);

        assertThat(home.recordOf("anna")).hasSize(2);
        assertThat(home.recordOf("anna"))
                .filteredOn(BodyComposition.class::isInstance)
                .singleElement()
                .satisfies(kept -> {
                    assertThat(((BodyComposition) kept).bodyFatPercent()).hasValue(22.5);
                    assertThat(((BodyComposition) kept).muscleKilograms()).hasValue(15);
                    assertThat(kept.measuredAt()).isEqualTo(ScaleHome.NOON);
                });
    }

    @Test
    void a_weight_told_again_beside_the_composition_is_not_a_second_weight() throws Exception {
        home.ownedBy("anna").adapter();
        FakePeripheral scale = home.weightScale().having(0x181B, 0x2A9C, "");
        scale.later(() -> scale.sends(0x181D, 0x2A9D, "00 b036"));
        scale.later(() -> home.clock.advance(java.time.Duration.ofSeconds(2)));
        scale.later(() -> scale.sends(0x181B, 0x2A9C, "0004 e100 b036"));

        home.link.connect(ScaleHome.SCALE, scale);

        assertThat(home.recordOf("anna"))
                .filteredOn(BodyWeight.class::isInstance)
                .hasSize(1);
    }

    @Test
    void the_clock_is_set_where_it_is_wrong_and_left_where_it_is_right() throws Exception {
        home.ownedBy("anna").adapter();
        FakePeripheral wrong = home.weightScale()
                .having(0x1805, 0x2A2B, "b2070101000000040000")
                .onWrite(0x1805, 0x2A2B, octets -> {});
        FakePeripheral right = home.weightScale().having(0x1805, 0x2A2B, "ea0703020d0010010000");

        home.link.connect(ScaleHome.SCALE, wrong);
        home.clock.jumpTo(ScaleHome.NOON);
        home.link.connect(ScaleHome.SCALE, right);

        assertThat(wrong.log()).contains("write 2A2B ea0703020d0000010001");
        assertThat(right.log()).noneMatch(line -> line.startsWith("write"));
    }

    @Test
    void a_scale_that_refuses_its_clock_is_weighed_on_all_the_same() throws Exception {
        home.ownedBy("anna").adapter();
        FakePeripheral scale = home.weightScale().refusing(0x1805, 0x2A2B);
        scale.later(() -> scale.sends(0x181D, 0x2A9D, "00 b036"));

        home.link.connect(ScaleHome.SCALE, scale);

        assertThat(home.recordOf("anna")).hasSize(1);
    }

    @Test
    void stored_weights_come_after_consent_with_the_persons_code() throws Exception {
        home.sharedBy("anna", "ben")
                .with("users", new String[] {"1=anna", "2=ben"})
                .with("_consentCode", new String[] {"ben=4660"})
                .adapter();
        FakePeripheral scale = home.weightScale();
        scale.onWrite(0x181C, 0x2A9F, octets -> {
            scale.sends(0x181C, 0x2A9F, "20 02 01");
            scale.sends(0x181D, 0x2A9D, "06 b036 ea070301 0c1e00 02");
        });

        home.link.connect(ScaleHome.SCALE, scale);

        assertThat(scale.log()).contains("write 2A9F 02023412");
        assertThat(home.recordOf("ben")).hasSize(1);
        assertThat(home.recordOf("anna")).isEmpty();
    }

    @Test
    void a_refused_consent_is_said_and_live_weights_still_come() throws Exception {
        ScaleAdapter adapter = home.ownedBy("anna")
                .with("users", new String[] {"1=anna"})
                .with("_consentCode", new String[] {"anna=1"})
                .adapter();
        FakePeripheral scale = home.weightScale();
        scale.onWrite(0x181C, 0x2A9F, octets -> scale.sends(0x181C, 0x2A9F, "20 02 05"));
        scale.later(() -> scale.sends(0x181D, 0x2A9D, "00 b036"));

        home.link.connect(ScaleHome.SCALE, scale);

        assertThat(home.recordOf("anna")).hasSize(1);
        assertThat(adapter.devices().get(0).why()).contains("UserNotAuthorized").doesNotContain("anna");
    }

    @Test
    void a_new_user_is_registered_once_and_remembered_in_the_record() throws Exception {
        home.ownedBy("anna")
                .with("registerUsers", true)
                .with("_consentCode", new String[] {"anna=4660"})
                .adapter();
        FakePeripheral scale = home.weightScale();
        scale.onWrite(
                0x181C, 0x2A9F, octets -> scale.sends(0x181C, 0x2A9F, octets[0] == 1 ? "20 01 01 03" : "20 02 01"));

        home.link.connect(ScaleHome.SCALE, scale);
        home.link.connect(ScaleHome.SCALE, scale);

        assertThat(scale.log())
                .filteredOn(line -> line.equals("write 2A9F 013412"))
                .hasSize(1);
        assertThat(scale.log())
                .filteredOn(line -> line.equals("write 2A9F 02033412"))
                .hasSize(2);
        assertThat(home.recordOf("anna")).singleElement().satisfies(kept -> assertThat(((DeviceEvent) kept).detail())
                .isEqualTo("scaleUser=3"));
    }

    @Test
    void nothing_but_clock_registration_and_consent_is_ever_written() throws Exception {
        home.ownedBy("anna")
                .with("registerUsers", true)
                .with("_consentCode", new String[] {"anna=4660"})
                .adapter();
        FakePeripheral scale = home.weightScale().having(0x181B, 0x2A9C, "").onWrite(0x1805, 0x2A2B, octets -> {});
        scale.onWrite(0x181C, 0x2A9F, octets -> scale.sends(0x181C, 0x2A9F, "20 01 01 03"));

        home.link.connect(ScaleHome.SCALE, scale);

        assertThat(scale.log())
                .filteredOn(line -> line.startsWith("write"))
                .allMatch(line -> line.matches("write (2A2B .*|2A9F 0[12].*)"));
    }

    @Test
    void a_scale_that_never_answers_a_consent_and_only_sends_is_left_in_the_end() throws Exception {
        home.ownedBy("anna")
                .with("users", new String[] {"1=anna"})
                .with("_consentCode", new String[] {"anna=1"})
                .adapter();
        FakePeripheral scale = home.weightScale();
        scale.onWrite(0x181C, 0x2A9F, octets -> {
            for (int i = 0; i < 150; i++) {
                scale.sends(0x181D, 0x2A9D, "00 b036");
            }
        });

        home.link.connect(ScaleHome.SCALE, scale);

        assertThat(home.recordOf("anna")).isNotEmpty();
    }

    @Test
    void a_device_that_is_no_scale_is_named_so() {
        home.ownedBy("anna").adapter();

        assertThatThrownBy(() -> home.link.connect(ScaleHome.SCALE, home.scale().having(0x180D, 0x2A37, "")))
                .isInstanceOf(GattException.class)
                .hasMessageContaining("no scale");
    }

    @Test
    void a_weight_confirmed_while_the_record_is_busy_is_kept_when_it_is_not() throws Exception {
        ScaleAdapter adapter = home.ownedBy("anna").busy(true).adapter();
        FakePeripheral scale = home.weightScale();
        scale.later(() -> scale.sends(0x181D, 0x2A9D, "00 b036"));
        home.link.connect(ScaleHome.SCALE, scale);
        assertThat(home.recordOf("anna")).isEmpty();

        home.busy(false);
        home.clock.advance(java.time.Duration.ofSeconds(10));

        assertThat(home.recordOf("anna")).hasSize(1);
        adapter.close();
    }

    @Test
    void a_weight_that_the_record_never_took_is_in_quarantine_when_the_hub_stops() throws Exception {
        ScaleAdapter adapter = home.ownedBy("anna").busy(true).adapter();
        FakePeripheral scale = home.weightScale();
        scale.later(() -> scale.sends(0x181D, 0x2A9D, "00 b036"));
        home.link.connect(ScaleHome.SCALE, scale);

        adapter.close();

        assertThat(home.quarantined()).hasSize(1);
        assertThat(home.link.holds(ScaleHome.SCALE)).isFalse();
    }
}
