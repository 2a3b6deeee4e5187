package org.hearthgate.adapter.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.ObservationKind;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.util.converter.Converters;

class SimulatorAdapterTest {
    private final RecordingSink sink = new RecordingSink();
    private final ManualClock clock = ManualClock.at("2026-03-05T10:00:30Z");

    private SimulatorAdapter adapter(Map<String, Object> more) {
        var keys = new HashMap<String, Object>(Map.of("person", "anna"));
        keys.putAll(more);
        return new SimulatorAdapter(
                sink,
                clock,
                FixedHousehold.of("Anna"),
                Converters.standardConverter().convert(keys).to(SimulatorAdapter.Config.class));
    }

    @Test
    void fills_the_past_by_itself_and_goes_on_with_the_clock_until_it_is_closed() throws InterruptedException {
        SimulatorAdapter adapter = adapter(Map.of("backfillHours", 2));
        clock.advance(Duration.ofMinutes(30));
        awaitTaken(o -> o.kind() == ObservationKind.GLUCOSE
                && o.measuredAt().isAfter(clock.now().minusSeconds(400)));
        adapter.close();
        int taken = sink.taken().size();
        assertThat(sink.taken()).anyMatch(o -> o.kind() == ObservationKind.HEART_RATE);
        assertThat(adapter.name()).isEqualTo("simulator");
        assertThat(adapter.devices()).extracting(DeviceStatus::state).containsExactly(DeviceStatus.State.HEARD);
        clock.advance(Duration.ofMinutes(30));
        assertThat(sink.taken()).hasSize(taken);
    }

    /** The past is offered on a thread of its own, and what comes meanwhile after it. */
    private void awaitTaken(Predicate<Observation> wanted) {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (sink.taken().stream().noneMatch(wanted)) {
            assertThat(System.nanoTime()).as("it is taken in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void does_not_wait_for_a_sink_that_hangs() throws InterruptedException {
        sink.neverAnswering();
        SimulatorAdapter adapter = adapter(Map.of());
        clock.advance(Duration.ofMinutes(1));
        adapter.close();
        assertThat(sink.taken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "person, ben, 'person ''ben'' does not live here'",
        "person, Ben, 'person id must be'",
        "therapy, patch, 'therapy must be'",
        "scenario, fire, 'scenario must be'",
        "minutesBetweenReadings, 7, 'minutesBetweenReadings must be'",
        "backfillHours, -1, 'backfillHours must be'",
        "backfillHours, 2161, 'backfillHours must be'"
    })
    void refuses_a_configuration_it_cannot_mean(String key, String value, String says) {
        assertThatThrownBy(() -> adapter(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says);
    }
}
