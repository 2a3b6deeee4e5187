package org.hearthgate.adapter.scale.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.observation.BodyComposition;
import org.hearthgate.api.observation.BodyWeight;
import org.junit.jupiter.api.Test;

/** A Xiaomi scale from the advertisement to the record. The adapter is closed before looking: that ends its thread's work. */
class XiaomiAdapterTest {
    private static final String RIGHT_TIME = "ea0703020d0000";
    private static final String NEVER_SET = "b2070101101a15";

    private final ScaleHome home = new ScaleHome().with("speaks", "xiaomi");

    private void hears(ScaleAdapter adapter, String... frames) {
        Instant at = ScaleHome.NOON;
        for (String frame : frames) {
            home.link.advertise(ScaleHome.said(frame.length() == 20 ? "181D" : "181B", frame, at));
            at = at.plusSeconds(2);
        }
        adapter.close();
    }

    @Test
    void weight_and_impedance_of_one_visit_are_kept_once_with_the_scales_time() {
        ScaleAdapter adapter = home.ownedBy("anna").adapter();

        hears(
                adapter,
                "0204" + RIGHT_TIME + "0000" + "e02e",
                "0224" + RIGHT_TIME + "0000" + "9a38",
                "0224" + RIGHT_TIME + "0000" + "9a38",
                "0226" + RIGHT_TIME + "f401" + "9a38",
                "02a6" + RIGHT_TIME + "f401" + "9a38");

        assertThat(home.recordOf("anna")).hasSize(2);
        assertThat(home.recordOf("anna"))
                .filteredOn(BodyWeight.class::isInstance)
                .singleElement()
                .satisfies(kept -> {
                    assertThat(((BodyWeight) kept).kilograms()).isEqualTo(72.45);
                    assertThat(kept.measuredAt()).isEqualTo(ScaleHome.NOON);
                });
        assertThat(home.recordOf("anna"))
                .filteredOn(BodyComposition.class::isInstance)
                .singleElement()
                .satisfies(kept ->
                        assertThat(((BodyComposition) kept).impedanceOhm()).hasValue(500));
        assertThat(home.quarantined()).isEmpty();
    }

    @Test
    void a_scale_whose_clock_was_never_set_is_dated_by_the_hub() {
        ScaleAdapter adapter = home.ownedBy("anna").adapter();

        hears(
                adapter,
                "0204" + NEVER_SET + "0000" + "e02e",
                "0224" + NEVER_SET + "0000" + "9a38",
                "0226" + NEVER_SET + "f401" + "9a38");

        assertThat(home.recordOf("anna")).hasSize(2).allSatisfy(kept -> assertThat(kept.measuredAt())
                .isEqualTo(ScaleHome.NOON.plusSeconds(2)));
    }

    @Test
    void the_first_scale_of_xiaomi_is_read_too() {
        hears(home.ownedBy("anna").adapter(), "22" + "9a38" + RIGHT_TIME);

        assertThat(home.recordOf("anna")).singleElement().satisfies(kept -> assertThat(((BodyWeight) kept).kilograms())
                .isEqualTo(72.45));
    }

    @Test
    void an_old_weight_heard_first_is_quarantined_and_said() {
        ScaleAdapter adapter = home.ownedBy("anna").adapter();

        hears(adapter, "0224" + NEVER_SET + "0000" + "9a38", "02a4" + NEVER_SET + "0000" + "9a38");

        assertThat(home.recordOf("anna")).isEmpty();
        assertThat(home.quarantined()).singleElement().satisfies(item -> assertThat(item.reason())
                .contains("old weight"));
        assertThat(adapter.devices().get(0).why()).contains("old weight");
    }

    @Test
    void a_broken_packet_is_quarantined_once_and_the_next_is_read() {
        hears(home.ownedBy("anna").adapter(), "0224", "0224", "0224" + RIGHT_TIME + "0000" + "9a38");

        assertThat(home.quarantined()).hasSize(1);
        assertThat(home.recordOf("anna")).hasSize(1);
    }

    @Test
    void a_hub_that_starts_again_while_the_scale_repeats_keeps_one_weight() {
        home.ownedBy("anna");
        hears(home.adapter(), "0224" + RIGHT_TIME + "0000" + "9a38");
        hears(home.adapter(), "0224" + RIGHT_TIME + "0000" + "9a38");

        assertThat(home.recordOf("anna")).hasSize(1);
    }

    @Test
    void a_flood_of_broken_packets_does_not_fill_the_quarantine() {
        ScaleAdapter adapter = home.ownedBy("anna").adapter();
        var frames = new String[5000];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = String.format(java.util.Locale.ROOT, "%08x", i);
        }

        hears(adapter, frames);

        assertThat(home.quarantined()).hasSizeLessThanOrEqualTo(60);
        assertThat(adapter.devices().get(0).why()).contains("Refused 5000");
    }

    @Test
    void it_waits_until_it_is_heard_and_lets_go_of_the_ear_and_the_thread() throws InterruptedException {
        ScaleAdapter adapter = home.ownedBy("anna").adapter();
        assertThat(home.link.ears()).isEqualTo(2);
        assertThat(adapter.devices().get(0).state()).isEqualTo(DeviceStatus.State.WAITING);

        hears(adapter, "0224" + RIGHT_TIME + "0000" + "9a38");

        assertThat(adapter.devices().get(0).state()).isEqualTo(DeviceStatus.State.HEARD);
        assertThat(home.link.ears()).isZero();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("scale-" + ScaleHome.ADDRESS)) {
                thread.join(5000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
