package org.hearthgate.ingest.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.ingest.internal.signal.Nights.TWO_AT_NIGHT;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hearthgate.api.observation.DeviceEvent.Event;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.GlucoseReading;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.observation.SensorArtefact;
import org.hearthgate.api.observation.SensorArtefact.Artefact;
import org.hearthgate.api.store.ObservationQuery;
import org.hearthgate.api.store.StoreException;
import org.hearthgate.api.store.StoredObservation;
import org.hearthgate.ingest.internal.stage.Stage;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.FixedHousehold;
import org.hearthgate.testkit.ForwardingObservationStore;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.InMemoryObservationStore;
import org.junit.jupiter.api.Test;

class SignalStageTest {
    @Test
    void a_calm_night_gives_no_reason_at_all() {
        Replayed night = Replayed.of(Nights.from(TWO_AT_NIGHT)
                .calm(120, 24)
                .line(120, 90, 24)
                .line(90, 150, 24)
                .build());
        assertThat(night.artefacts()).isEmpty();
        assertThat(night.readings())
                .allSatisfy(reading -> assertThat(reading.quality().doubts()).isEmpty());
    }

    @Test
    void pressure_on_the_sensor_is_suspected_while_it_lasts_and_recorded_when_it_is_over() {
        Replayed night = Replayed.of(Nights.compressionLow());
        assertThat(night.stretches(Doubt.Flag.COMPRESSION_SUSPECTED)).hasSize(1);
        assertThat(night.artefacts(Artefact.COMPRESSION_LOW)).singleElement().satisfies(found -> {
            assertThat(found.startedAt()).isEqualTo(TWO_AT_NIGHT.plus(Duration.ofMinutes(85)));
            assertThat(found.measuredAt()).isEqualTo(TWO_AT_NIGHT.plus(Duration.ofMinutes(125)));
            assertThat(found.measures())
                    .containsKeys("probability", "recoveredShare", "slopeBeforeMgPerDlPerMin", "hourOfDay");
            assertThat(found.measures().get("probability")).isBetween(0.7, 1.0);
            assertThat(found.origin().provenance().adapter()).isEqualTo("hub");
        });
    }

    @Test
    void a_suspicion_forbids_no_alarm() {
        assertThat(Replayed.of(Nights.compressionLow()).readings())
                .allSatisfy(reading -> assertThat(reading.quality().mayAlarm()).isTrue());
    }

    @Test
    void a_low_that_insulin_made_is_not_called_pressure() {
        Replayed night = Replayed.of(Nights.trueLow());
        assertThat(night.doubted(Doubt.Flag.COMPRESSION_SUSPECTED)).isZero();
        assertThat(night.artefacts(Artefact.COMPRESSION_LOW)).isEmpty();
    }

    @Test
    void somebody_who_walks_about_with_insulin_at_work_is_suspected_less() {
        double still = probability(Nights.from(TWO_AT_NIGHT).wearing(52, 0, 51));
        double unknown = probability(Nights.from(TWO_AT_NIGHT));
        double up = probability(Nights.from(TWO_AT_NIGHT).wearing(110, 400, 51).bolus(6));
        assertThat(still).isGreaterThan(unknown);
        assertThat(up).isLessThan(0.6);
    }

    private static double probability(Nights circumstances) {
        // the watch was heard around the moment of the fall: the trace goes back from there
        var fall = Nights.from(TWO_AT_NIGHT.minus(Duration.ofMinutes(85)))
                .calm(120, 18)
                .values(99, 80)
                .build();
        var all = new ArrayList<Observation>(circumstances.build());
        all.addAll(fall);
        return Replayed.of(all).readings().stream()
                .flatMap(reading -> reading.quality().doubt(Doubt.Flag.COMPRESSION_SUSPECTED).stream())
                .mapToDouble(doubt -> doubt.measures().get("probability"))
                .max()
                .orElse(0);
    }

    @Test
    void a_level_that_moves_and_stays_is_a_jump() {
        Replayed night = Replayed.of(
                Nights.from(TWO_AT_NIGHT).calm(110, 18).calm(152, 18).build());
        assertThat(night.doubted(Doubt.Flag.JUMP)).isEqualTo(1);
        assertThat(night.artefacts()).singleElement().satisfies(found -> {
            assertThat(found.artefact()).isEqualTo(Artefact.JUMP);
            assertThat(found.measuredAt()).isEqualTo(TWO_AT_NIGHT.plus(Duration.ofMinutes(90)));
        });
    }

    @Test
    void the_same_step_at_a_calibration_is_the_sensor_being_put_right() {
        Replayed night = Replayed.of(Nights.from(TWO_AT_NIGHT)
                .calm(110, 18)
                .event(Event.CALIBRATION)
                .calm(152, 18)
                .build());
        assertThat(night.doubted(Doubt.Flag.JUMP)).isZero();
        assertThat(night.doubted(Doubt.Flag.CALIBRATION_STEP)).isEqualTo(1);
        assertThat(night.artefacts(Artefact.LEVEL_CHANGE)).hasSize(1);
    }

    @Test
    void a_step_towards_a_fingerstick_is_a_calibration_that_nobody_told() {
        Replayed night = Replayed.of(Nights.from(TWO_AT_NIGHT)
                .calm(110, 18)
                .fingerstick(155)
                .values(112)
                .calm(152, 12)
                .build());
        assertThat(night.doubted(Doubt.Flag.CALIBRATION_STEP)).isEqualTo(1);
    }

    @Test
    void a_fall_that_takes_its_time_is_no_jump() {
        Replayed night = Replayed.of(Nights.from(TWO_AT_NIGHT)
                .calm(240, 12)
                .line(240, 120, 10)
                .calm(120, 12)
                .build());
        assertThat(night.doubted(Doubt.Flag.JUMP)).isZero();
    }

    @Test
    void a_sensor_that_hangs_is_told_after_half_an_hour() {
        Replayed night = Replayed.of(Nights.from(TWO_AT_NIGHT)
                .calm(110, 18)
                .values(140, 140, 140, 140, 140, 140, 140, 140, 140, 140)
                .calm(120, 6)
                .build());
        assertThat(night.doubted(Doubt.Flag.FLAT_LINE)).isBetween(3L, 5L);
        assertThat(night.artefacts(Artefact.FLAT_LINE)).singleElement().satisfies(found -> assertThat(
                        Duration.between(found.startedAt(), found.measuredAt()))
                .isEqualTo(Duration.ofMinutes(45)));
    }

    @Test
    void the_edge_of_the_range_said_again_and_again_is_no_flat_line() {
        var night = new ArrayList<Observation>(
                Nights.from(TWO_AT_NIGHT).calm(60, 12).build());
        for (int i = 0; i < 12; i++) {
            night.add(Given.reading(39)
                    .bound(org.hearthgate.api.observation.Bound.BELOW_RANGE)
                    .at(TWO_AT_NIGHT.plus(Duration.ofMinutes(60 + 5L * i)))
                    .build());
        }
        assertThat(Replayed.of(night).doubted(Doubt.Flag.FLAT_LINE)).isZero();
    }

    @Test
    void a_shaking_signal_is_noisy_and_one_bad_reading_is_not() {
        Replayed night = Replayed.of(Nights.from(TWO_AT_NIGHT)
                .calm(140, 18)
                .shaking(18)
                .calm(140, 15)
                .shaking(1.2)
                .calm(140, 18)
                .build());
        assertThat(night.doubted(Doubt.Flag.NOISY)).isGreaterThanOrEqualTo(8);
        assertThat(night.artefacts(Artefact.NOISE)).isNotEmpty();
        Replayed spike = Replayed.of(Nights.from(TWO_AT_NIGHT)
                .calm(140, 18)
                .values(190)
                .calm(140, 18)
                .build());
        assertThat(spike.doubted(Doubt.Flag.NOISY)).isZero();
    }

    @Test
    void more_than_two_missed_readings_are_a_dropout_by_the_sensors_own_interval() {
        assertThat(Replayed.of(Nights.from(TWO_AT_NIGHT)
                                .calm(120, 12)
                                .nothing(2)
                                .calm(120, 6)
                                .build())
                        .artefacts())
                .isEmpty();
        assertThat(Replayed.of(Nights.from(TWO_AT_NIGHT)
                                .calm(120, 12)
                                .nothing(3)
                                .calm(120, 6)
                                .build())
                        .artefacts(Artefact.DROPOUT))
                .singleElement()
                .satisfies(found -> assertThat(found.measures()).containsEntry("readingsMissed", 3.0));
        assertThat(Replayed.of(Nights.every(Duration.ofMinutes(15))
                                .calm(120, 24)
                                .build())
                        .artefacts(Artefact.DROPOUT))
                .isEmpty();
    }

    @Test
    void readings_of_a_sensor_that_warms_up_may_not_alarm_but_a_lost_message_costs_half_an_hour_at_most() {
        Replayed night = Replayed.of(Nights.from(TWO_AT_NIGHT)
                .event(Event.SENSOR_STARTED)
                .calm(120, 24)
                .build());
        assertThat(night.doubted(Doubt.Flag.WARM_UP)).isEqualTo(6);
        Replayed told = Replayed.of(Nights.from(TWO_AT_NIGHT)
                .event(Event.WARM_UP_STARTED)
                .calm(120, 4)
                .event(Event.WARM_UP_ENDED)
                .calm(120, 24)
                .build());
        assertThat(told.doubted(Doubt.Flag.WARM_UP)).isEqualTo(4);
    }

    @Test
    void what_the_home_says_of_a_device_counts_for_it() {
        SignalStage stage = Replayed.stage();
        stage.addDevice(
                device(Map.of("device", "sensor-*", "warmUpMinutes", 60, "lifeHours", 10, "highestMgPerDl", 400)));
        Replayed night = Replayed.of(
                Nights.from(TWO_AT_NIGHT)
                        .event(Event.SENSOR_STARTED)
                        .calm(120, 132)
                        .values(430)
                        .build(),
                stage);
        assertThat(night.doubted(Doubt.Flag.WARM_UP)).isEqualTo(12);
        assertThat(night.doubted(Doubt.Flag.END_OF_LIFE)).isEqualTo(12);
        assertThat(night.doubted(Doubt.Flag.IMPLAUSIBLE)).isEqualTo(1);
    }

    @Test
    void below_the_devices_range_is_doubted_only_while_a_normal_reading_contradicts_it() {
        SignalStage stage = Replayed.stage();
        stage.addDevice(device(Map.of("device", "sensor-1", "lowestMgPerDl", 40, "highestMgPerDl", 400)));
        Replayed night = Replayed.of(
                Nights.from(TWO_AT_NIGHT)
                        .calm(120, 12)
                        .values(25, 25, 25, 25, 25)
                        .build(),
                stage);
        assertThat(night.readings().subList(12, 17).stream()
                        .map(reading -> reading.quality().mayAlarm())
                        .toList())
                .containsExactly(false, false, false, true, true);
        Replayed falling = Replayed.of(
                Nights.from(TWO_AT_NIGHT).line(100, 52, 12).values(46, 39, 33).build(), stage);
        assertThat(falling.readings())
                .allSatisfy(reading -> assertThat(reading.quality().mayAlarm()).isTrue());
    }

    @Test
    void a_fingerstick_that_says_something_else_is_told_with_the_running_bias() {
        Replayed night = Replayed.of(Nights.from(TWO_AT_NIGHT)
                .calm(150, 12)
                .fingerstick(100)
                .values(150, 150)
                .calm(150, 6)
                .build());
        assertThat(night.readings().stream()
                        .flatMap(reading -> reading.quality().doubt(Doubt.Flag.METER_DISAGREES).stream()))
                .isNotEmpty()
                .allSatisfy(doubt -> assertThat(doubt.measures())
                        .containsEntry("pairs", 1.0)
                        .hasEntrySatisfying(
                                "biasMgPerDl", bias -> assertThat(bias).isBetween(45.0, 55.0))
                        .hasEntrySatisfying(
                                "mardPercent", mard -> assertThat(mard).isBetween(45.0, 55.0)));
    }

    @Test
    void the_same_batch_sent_again_gets_the_same_answer_and_the_same_artefacts() {
        SignalStage stage = Replayed.stage();
        List<Observation> night = Nights.compressionLow();
        Stage.Passed first = stage.pass(night, TWO_AT_NIGHT.plus(Duration.ofHours(4)));
        assertThat(stage.pass(night, TWO_AT_NIGHT.plus(Duration.ofHours(4)))).isEqualTo(first);
        assertThat(first.derived()).isNotEmpty();
    }

    @Test
    void a_history_that_comes_newest_first_is_judged_like_one_that_came_in_time() {
        var backwards = new ArrayList<>(Nights.compressionLow());
        Collections.reverse(backwards);
        Stage.Passed passed = Replayed.stage().pass(backwards, TWO_AT_NIGHT.plus(Duration.ofHours(4)));
        assertThat(passed.derived())
                .isEqualTo(List.copyOf(Replayed.of(Nights.compressionLow()).artefacts()));
        assertThat(passed.observations().get(0).measuredAt())
                .isEqualTo(backwards.get(0).measuredAt());
    }

    @Test
    void a_back_fill_changes_nothing_of_what_is_said_now() {
        SignalStage stage = Replayed.stage();
        List<Observation> night = Nights.compressionLow();
        var heard = new ArrayList<SensorArtefact>();
        for (Observation observation : night) {
            Instant now = observation.receivedAt();
            stage.pass(List.of(observation), now).derived().forEach(found -> heard.add((SensorArtefact) found));
            GlucoseReading old = Given.reading(300)
                    .at(observation.measuredAt().minusSeconds(77))
                    .build();
            assertThat(stage.pass(List.of(old), now).observations()).containsExactly(old);
        }
        // the old ones in between are older than the newest, so the artefacts are the same
        assertThat(heard).isEqualTo(Replayed.of(night).artefacts());
    }

    @Test
    void after_a_restart_the_record_gives_the_sensor_its_past_back() {
        var store = new InMemoryObservationStore();
        List<Observation> night = Nights.compressionLow();
        store.append(night.subList(0, 18));
        var stage = new SignalStage(store, FixedHousehold.of("Anna"), Configured.by(SignalStage.Config.class));
        List<GlucoseReading> after =
                Replayed.of(night.subList(18, night.size()), stage).readings();
        assertThat(after.stream().anyMatch(reading -> reading.quality().has(Doubt.Flag.COMPRESSION_SUSPECTED)))
                .isTrue();
    }

    @Test
    void a_record_that_cannot_be_read_costs_the_past_and_no_reading() {
        var broken = new ForwardingObservationStore(new InMemoryObservationStore()) {
            @Override
            public List<StoredObservation> window(ObservationQuery query) {
                throw new StoreException("disk is gone", null);
            }
        };
        var stage = new SignalStage(broken, FixedHousehold.of("Anna"), Configured.by(SignalStage.Config.class));
        assertThat(Replayed.of(Nights.compressionLow(), stage).artefacts(Artefact.COMPRESSION_LOW))
                .hasSize(1);
    }

    @Test
    void a_clock_that_went_back_does_not_silence_the_watches() {
        SignalStage stage = Replayed.stage();
        Replayed.of(
                Nights.from(TWO_AT_NIGHT.plus(Duration.ofDays(1))).calm(120, 12).build(), stage);
        assertThat(Replayed.of(Nights.compressionLow(), stage).artefacts(Artefact.COMPRESSION_LOW))
                .hasSize(1);
    }

    @Test
    void a_thousand_devices_leave_the_memory_of_sixty_four() {
        SignalStage stage = Replayed.stage();
        Stream.iterate(0, i -> i + 1)
                .limit(1_000)
                .forEach(i -> stage.pass(
                        List.of(Given.reading(100)
                                .from("made-up-" + i)
                                .at(TWO_AT_NIGHT)
                                .build()),
                        TWO_AT_NIGHT));
        assertThat(stage.remembered()).isEqualTo(64);
    }

    private static DeviceTraits device(Map<String, ?> config) {
        return new DeviceTraits(Configured.by(DeviceTraits.Config.class, config));
    }
}
