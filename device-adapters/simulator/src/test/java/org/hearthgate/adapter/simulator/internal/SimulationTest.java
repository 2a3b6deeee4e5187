package org.hearthgate.adapter.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.hearthgate.adapter.simulator.internal.person.TherapyKind;
import org.hearthgate.adapter.simulator.internal.person.VirtualPerson;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.Receipt;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.ManualClock;
import org.hearthgate.testkit.RecordingSink;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Instant START = Instant.parse("2026-03-06T10:00:30Z");
    private final ManualClock clock = new ManualClock(START);
    private final SwitchedSink sink = new SwitchedSink();

    private Simulation simulation(int backfillHours) {
        return new Simulation(
                Given.ANNA,
                () -> VirtualPerson.of(1, ZoneId.of("UTC"), TherapyKind.PUMP, 5),
                clock,
                Duration.ofHours(backfillHours),
                sink);
    }

    private void minutes(Simulation simulation, int minutes) {
        for (int i = 0; i < minutes; i++) {
            clock.advance(Duration.ofMinutes(1));
            simulation.tick();
        }
    }

    private List<GlucoseReading> readings() {
        return sink.taken().stream()
                .filter(GlucoseReading.class::isInstance)
                .map(GlucoseReading.class::cast)
                .toList();
    }

    @Test
    void fills_the_last_day_at_once_in_order_and_calls_it_late() {
        simulation(24).tick();
        assertThat(readings())
                .hasSizeBetween(240, 288)
                .isSortedAccordingTo((a, b) -> a.measuredAt().compareTo(b.measuredAt()))
                .allSatisfy(r -> {
                    assertThat(r.measuredAt()).isBetween(START.minus(Duration.ofHours(24)), START);
                    assertThat(r.receivedAt()).isEqualTo(START);
                    boolean old = Duration.between(r.measuredAt(), START).compareTo(Duration.ofMinutes(12)) >= 0;
                    assertThat(r.quality().has(Doubt.Flag.LATE)).isEqualTo(old);
                    assertThat(r.origin().provenance().raw()).isEmpty();
                    assertThat(r.origin().provenance().adapter()).isEqualTo("simulator");
                    assertThat(r.device().value()).isEqualTo("simulator:anna");
                    assertThat(r.origin().sequence()).hasValue(r.measuredAt().getEpochSecond() / 60);
                });
        assertThat(sink.submissions()).isEqualTo(1);
    }

    @Test
    void tells_fresh_readings_without_doubt_as_the_clock_goes_on() {
        Simulation simulation = simulation(0);
        minutes(simulation, 60);
        assertThat(readings()).hasSize(12).allMatch(r -> r.quality().mayAlarm());
    }

    @Test
    void a_second_start_tells_the_same_readings_under_the_same_identity() {
        simulation(24).tick();
        List<GlucoseReading> first = readings();
        simulation(24).tick();
        assertThat(readings()).hasSize(2 * first.size());
        assertThat(readings().subList(first.size(), 2 * first.size())).isEqualTo(first);
    }

    @Test
    void keeps_everything_in_order_while_the_sink_is_busy_and_hands_it_over_later() {
        Simulation simulation = simulation(0);
        sink.busyFor(Duration.ofMinutes(3));
        minutes(simulation, 30);
        assertThat(sink.taken()).isEmpty();
        sink.open();
        minutes(simulation, 31);
        assertThat(readings()).hasSize(12).isSortedAccordingTo((a, b) -> a.measuredAt()
                .compareTo(b.measuredAt()));
    }

    @Test
    void loses_nothing_of_the_backfill_to_a_sink_that_is_busy_at_first() {
        Simulation simulation = simulation(24);
        sink.busyFor(Duration.ofMinutes(5));
        simulation.tick();
        minutes(simulation, 50);
        sink.open();
        minutes(simulation, 10);
        assertThat(readings().get(0).measuredAt()).isBefore(START.minus(Duration.ofMinutes(23 * 60 + 50)));
    }

    @Test
    void asks_a_busy_sink_again_only_after_the_time_it_named() {
        Simulation simulation = simulation(0);
        sink.busyFor(Duration.ofMinutes(10));
        minutes(simulation, 60);
        assertThat(sink.submissions()).isBetween(5, 6);
    }

    @Test
    void says_late_of_a_reading_that_waited_too_long_for_the_sink() {
        Simulation simulation = simulation(0);
        sink.busyFor(Duration.ofMinutes(1));
        minutes(simulation, 30);
        sink.open();
        minutes(simulation, 2);
        assertThat(readings().get(0).quality().has(Doubt.Flag.LATE)).isTrue();
        assertThat(readings().get(readings().size() - 1).quality().mayAlarm()).isTrue();
    }

    @Test
    void drops_the_oldest_after_a_day_of_a_sink_that_never_answers() {
        Simulation simulation = simulation(0);
        sink.busyFor(Duration.ofMinutes(1));
        minutes(simulation, 30 * 60);
        sink.open();
        minutes(simulation, 2);
        assertThat(readings().get(0).measuredAt()).isAfterOrEqualTo(clock.now().minus(Duration.ofMinutes(24 * 60 + 5)));
        assertThat(readings()).hasSizeGreaterThan(230);
    }

    @Test
    void fills_an_absence_of_the_hub_no_further_back_than_it_was_told_to() {
        Simulation simulation = simulation(2);
        simulation.tick();
        clock.jumpTo(START.plus(Duration.ofDays(400)));
        int before = readings().size();
        simulation.tick();
        assertThat(readings().subList(before, readings().size())).isNotEmpty().allMatch(r -> r.measuredAt()
                .isAfter(clock.now().minus(Duration.ofHours(3))));
    }

    @Test
    void goes_on_when_a_wrong_clock_is_set_right_backwards() {
        Simulation simulation = simulation(0);
        clock.jumpTo(START.plus(Duration.ofDays(3000)));
        minutes(simulation, 10);
        clock.jumpTo(START);
        int before = readings().size();
        minutes(simulation, 11);
        assertThat(readings()).hasSizeGreaterThan(before + 1);
    }

    @Test
    void tells_how_the_virtual_sensor_fares() {
        Simulation simulation = simulation(1);
        assertThat(simulation.status().state()).isEqualTo(DeviceStatus.State.WAITING);
        simulation.tick();
        assertThat(simulation.status().state()).isEqualTo(DeviceStatus.State.HEARD);
        clock.jumpTo(START.plus(Duration.ofMinutes(30)));
        assertThat(simulation.status().state()).isEqualTo(DeviceStatus.State.LOST);
    }

    @Test
    void submits_nothing_after_its_end() {
        Simulation simulation = simulation(24);
        simulation.close();
        simulation.tick();
        assertThat(sink.submissions()).isZero();
    }

    @Test
    void a_refusal_is_not_offered_again() {
        sink.recording.answering(new Receipt.Refused(Receipt.Reason.UNKNOWN_PERSON, "nobody"));
        Simulation simulation = simulation(1);
        simulation.tick();
        simulation.tick();
        assertThat(sink.submissions()).isEqualTo(1);
    }

    /** A sink that can be busy for a while. */
    private static final class SwitchedSink implements org.hearthgate.api.ingest.ObservationSink {
        private final RecordingSink recording = new RecordingSink();
        private java.util.Optional<Duration> retryAfter = java.util.Optional.empty();
        private int submissions;

        void busyFor(Duration pause) {
            retryAfter = java.util.Optional.of(pause);
        }

        void open() {
            retryAfter = java.util.Optional.empty();
        }

        int submissions() {
            return submissions;
        }

        List<Observation> taken() {
            return recording.taken();
        }

        @Override
        public java.util.concurrent.CompletableFuture<List<Receipt>> submit(List<Observation> observations) {
            submissions++;
            return retryAfter
                    .map(pause -> java.util.concurrent.CompletableFuture.<List<Receipt>>failedFuture(
                            new SinkBusyException("full", pause, null)))
                    .orElseGet(() -> recording.submit(observations));
        }

        @Override
        public void quarantine(org.hearthgate.api.store.Quarantined refused) {
            recording.quarantine(refused);
        }
    }
}
