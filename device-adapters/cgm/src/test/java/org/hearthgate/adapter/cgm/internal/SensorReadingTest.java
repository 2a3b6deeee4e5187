package org.hearthgate.adapter.cgm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.observation.Bound;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorReadingTest {
    private final ManualClock clock = ManualClock.at("2026-03-02T12:00:00Z");
    private final CgmSettings settings = CgmSettings.of(Configured.by(
            CgmAdapter.Config.class,
            Map.of("person", "anna", "bluetoothAddress", FakeSensor.ADDRESS, "warmUpMinutes", 0)));
    private final SensorSession session = new SensorSession(
            clock, clock.now().getEpochSecond() / 60 - 60, clock.elapsed().minus(Duration.ofMinutes(60)));

    private GlucoseReading reading(String hex) throws FrameException {
        CgmFrame frame = CgmDecoder.measurements(HexFormat.of().parseHex(hex), OctetOrder.SPECIFIED);
        return SensorReading.of(frame.records().get(0), session, settings, clock.now(), true);
    }

    @ParameterizedTest(name = "{0} is {1} {2}")
    @CsvSource({
        "0600fe073c00, 400, ABOVE_RANGE",
        "060002083c00, 40, BELOW_RANGE",
        "072037003c0040, 40, BELOW_RANGE",
        "072023003c0040, 35, BELOW_RANGE",
        "07202c013c0080, 400, ABOVE_RANGE",
        "0720a4013c0080, 420, ABOVE_RANGE",
        "060055f23c00, 59.7, EXACT",
    })
    void an_edge_is_a_bound_and_not_a_number(String hex, double mgPerDl, Bound bound) throws FrameException {
        GlucoseReading reading = reading(hex);

        assertThat(reading.mgPerDl()).isEqualTo(mgPerDl);
        assertThat(reading.bound()).isEqualTo(bound);
    }

    @ParameterizedTest
    @CsvSource({
        "0600ff073c00",
        "060000083c00",
        "060001083c00", // no value
        "0720fe073c0040",
        "072078003c00c0", // above and below at once
        "060000003c00",
        "0600f0ff3c00",
        "060078203c00" // none, negative, twelve thousand
    })
    void what_no_sensor_measures_is_refused(String hex) {
        assertThatThrownBy(() -> reading(hex)).isInstanceOf(FrameException.class);
    }

    @Test
    void a_trend_is_kept_where_it_is_a_number_that_a_body_can_make() throws FrameException {
        assertThat(reading("080178003c00f1ff").trendMgPerDlPerMin()).hasValue(-1.5);
        assertThat(reading("080178003c00ff07").trendMgPerDlPerMin()).isEmpty();
        assertThat(reading("080178003c000b10").trendMgPerDlPerMin()).isEmpty();
    }

    @Test
    void a_low_quality_is_a_doubt_that_does_not_silence() throws FrameException {
        GlucoseReading noisy = reading("080278003c003100");
        assertThat(noisy.quality().doubt(Doubt.Flag.NOISY).orElseThrow().measures())
                .containsEntry("qualityPercent", 49.0);
        assertThat(noisy.quality().mayAlarm()).isTrue();
        assertThat(reading("080278003c003200").quality().has(Doubt.Flag.NOISY)).isFalse();
    }

    @Test
    void a_sensor_that_calls_itself_faulty_is_noisy() throws FrameException {
        assertThat(reading("078078003c0008").quality().has(Doubt.Flag.NOISY)).isTrue();
        assertThat(reading("072078003c0008").quality().has(Doubt.Flag.NOISY))
                .as("above hyper is no fault")
                .isFalse();
    }

    @Test
    void a_value_is_never_measured_later_than_it_came() throws FrameException {
        GlucoseReading ahead = reading("060078003d00");
        assertThat(ahead.measuredAt()).isEqualTo(clock.now());
        assertThat(reading("060078003b00").measuredAt()).isEqualTo(clock.now().minusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({
        "SPECIFIED, 80, SESSION_STOPPED",
        "WARNING_FIRST, 20, BELOW_PATIENT_LOW",
        "WARNING_SECOND, 80, SESSION_STOPPED"
    })
    void models_write_the_status_octets_in_three_orders(OctetOrder order, String flags, Annunciation first) {
        CgmFrame frame = CgmDecoder.measurements(HexFormat.of().parseHex("09e078003c00010000"), order);
        assertThat(frame.records().get(0).said().orElseThrow()).containsExactly(first);
        CgmFrame single = CgmDecoder.measurements(HexFormat.of().parseHex("07" + flags + "78003c0001"), order);
        assertThat(single.records().get(0).said().orElseThrow()).containsExactly(first);
    }
}
