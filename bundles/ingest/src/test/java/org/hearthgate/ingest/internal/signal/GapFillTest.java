package org.hearthgate.ingest.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.signal.GapFill;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

class GapFillTest {
    private static final Duration FIVE = Duration.ofMinutes(5);

    @Test
    void twenty_minutes_are_filled_by_a_line_and_flagged_so_that_nobody_is_woken_by_it() {
        List<GlucoseReading> filled = GapFill.fill(List.of(at(0, 100), at(20, 140)), FIVE);
        assertThat(filled.stream().map(GlucoseReading::mgPerDl)).containsExactly(100.0, 110.0, 120.0, 130.0, 140.0);
        assertThat(filled.subList(1, 4)).allSatisfy(reading -> {
            assertThat(reading.quality().has(Doubt.Flag.GAP_FILLED)).isTrue();
            assertThat(reading.quality().mayAlarm()).isFalse();
        });
    }

    @Test
    void more_than_twenty_minutes_stay_a_gap() {
        assertThat(GapFill.fill(List.of(at(0, 100), at(20.1, 140)), FIVE)).hasSize(2);
    }

    @Test
    void a_reading_a_little_late_is_no_gap() {
        assertThat(GapFill.fill(List.of(at(0, 100), at(7.5, 140)), FIVE)).hasSize(2);
        assertThat(GapFill.fill(List.of(at(0, 100), at(7.6, 140)), FIVE)).hasSize(3);
    }

    @Test
    void no_line_leads_to_another_device_or_to_a_reading_that_says_nothing() {
        GlucoseReading other = Given.reading(140).from("other").at(minute(15)).build();
        GlucoseReading warm =
                Given.reading(140).at(minute(15)).doubted(Doubt.Flag.WARM_UP).build();
        assertThat(GapFill.fill(List.of(at(0, 100), other), FIVE)).hasSize(2);
        assertThat(GapFill.fill(List.of(at(0, 100), warm), FIVE)).hasSize(2);
    }

    private static GlucoseReading at(double minute, double mgPerDl) {
        return Given.reading(mgPerDl).at(minute(minute)).build();
    }

    private static Instant minute(double minute) {
        return Given.NOON.plusMillis(Math.round(minute * 60_000));
    }
}
