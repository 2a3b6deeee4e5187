package org.hearthgate.adapter.meter.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.hearthgate.api.gatt.BluetoothAddress;
import org.hearthgate.api.gatt.GattException;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.CapillaryGlucose;
import org.hearthgate.api.observation.CarbohydrateIntake;
import org.hearthgate.api.observation.DeviceEvent;
import org.hearthgate.api.observation.Note;
import org.hearthgate.api.observation.Observation;
import org.hearthgate.api.store.StoreException;
import org.junit.jupiter.api.Test;

/** What is said between hub and meter, and what the record has of it in the end. */
class MeterDialogueTest {
    private final MeterHome home = new MeterHome();
    private final FakeMeter meter = home.meter;

    private List<String> asked() {
        return meter.gatt.log().stream()
                .filter(said -> said.startsWith("write"))
                .toList();
    }

    @Test
    void reads_everything_at_first_use() {
        meter.measures(100).measures(101).measures(102);
        home.hears();

        assertThat(home.values()).containsExactly(100, 101, 102);
        assertThat(meter.gatt.log())
                .containsExactly("subscribe 2A18", "subscribe 2A34", "subscribe 2A52", "write 2A52 0101");
    }

    @Test
    void asks_for_what_is_newer_than_the_last_that_was_committed() {
        meter.measures(100).measures(101);
        home.hears();
        home.starts();
        meter.measures(102);
        home.hears();

        assertThat(home.values()).containsExactly(100, 101, 102);
        assertThat(asked())
                .containsExactly("write 2A52 0101", "write 2A52 0103010300", "write 2A52 0105", "write 2A52 0106");
    }

    @Test
    void an_empty_meter_is_no_trouble() {
        home.hears();

        assertThat(home.record()).isEmpty();
        assertThat(home.why()).isEqualTo("Not seen yet");
    }

    @Test
    void a_meter_that_was_reset_is_read_anew_though_its_numbers_are_lower() {
        IntStream.range(0, 20).forEach(any -> meter.measures(100 + any));
        home.hears();
        meter.reset();
        meter.measures(200).measures(201);
        home.hears();

        assertThat(home.values()).hasSize(22).endsWith(200, 201);
    }

    @Test
    void a_meter_that_was_reset_and_has_passed_its_old_numbers_is_read_anew_too() {
        meter.measures(100).measures(101);
        home.hears();
        meter.reset();
        IntStream.range(0, 9).forEach(any -> meter.measures(200 + any));
        home.hears();

        assertThat(home.values()).containsExactly(100, 101, 200, 201, 202, 203, 204, 205, 206, 207, 208);
    }

    @Test
    void a_meter_that_was_reset_and_knows_few_operators_is_read_anew_too() {
        meter.knowingNeitherFirstNorRange().measures(100).measures(101);
        home.hears();
        meter.reset();
        IntStream.range(0, 4).forEach(any -> meter.measures(200 + any));
        home.hears();

        assertThat(home.values()).containsExactly(100, 101, 200, 201, 202, 203);
    }

    @Test
    void numbers_that_wrap_are_read_on() {
        meter.numbering(65_534).measures(100).measures(101);
        home.hears();
        meter.measures(102).measures(103);
        home.hears();

        assertThat(home.values()).containsExactly(100, 101, 102, 103);
    }

    @Test
    void goes_on_after_a_lost_link_where_the_record_ends() {
        IntStream.range(0, 30).forEach(any -> meter.measures(100 + any));
        meter.losingTheLinkAfter(12);
        home.hears();
        assertThat(home.values()).hasSize(12);
        home.starts();
        home.hears();

        assertThat(home.values()).isEqualTo(home.truth());
        assertThat(asked()).contains("write 2A52 0103010d00");
    }

    @Test
    void a_record_whose_context_was_lost_with_the_link_is_asked_for_again_with_it() {
        meter.measures(100).measuresWithContext(140, "02", "02").measures(120);
        meter.losingTheLinkAfter(2);
        home.hears();
        assertThat(home.values()).containsExactly(100);
        home.hears();

        assertThat(home.values()).containsExactly(100, 140, 120);
        assertThat(home.record()).filteredOn(Note.class::isInstance).hasSize(1);
    }

    @Test
    void joins_carbohydrates_and_notes_with_their_value() {
        // 60 g at lunch, after a meal, tested by oneself under stress, 15 min exercise at 80 %, HbA1c 6.5 %
        meter.measuresWithContext(140, "4f", "023cd0" + "02" + "41" + "840350" + "41f0");
        home.hears();

        assertThat(home.record())
                .anySatisfy(one -> assertThat(one)
                        .isInstanceOfSatisfying(CarbohydrateIntake.class, eaten -> assertThat(eaten.grams())
                                .isEqualTo(60)))
                .anySatisfy(one -> assertThat(one).isInstanceOfSatisfying(Note.class, note -> assertThat(note.text())
                        .isEqualTo("After a meal, lunch, under stress, exercise for 15 min at 80 %, HbA1c 6.5 %")));
        assertThat(home.record().stream().map(Observation::measuredAt).distinct())
                .hasSize(1);
    }

    @Test
    void control_solution_is_an_event_and_never_a_value_of_a_body() {
        meter.stores(98, 0x1A, new byte[0]).stores(98, 0x41, new byte[0]).measures(110);
        home.hears();
        home.starts();
        home.hears();

        assertThat(home.values()).containsExactly(110);
        assertThat(home.record()).filteredOn(DeviceEvent.class::isInstance).hasSize(2);
    }

    @Test
    void duplicates_disorder_and_loss_end_in_the_record_once() {
        IntStream.range(0, 10).forEach(any -> meter.measures(100 + any));
        meter.overAir(sent -> {
            var twice = new ArrayList<>(sent.subList(sent.size() / 3, sent.size()));
            twice.addAll(sent.subList(sent.size() / 2, sent.size()));
            Collections.reverse(twice);
            return twice;
        });
        home.hears();
        meter.overAir(sent -> sent);
        home.hears();

        assertThat(home.values()).isEqualTo(home.truth());
    }

    @Test
    void keeps_what_a_busy_sink_does_not_take_while_the_meter_sleeps() {
        home.sink.failingWith(new SinkBusyException("full", Duration.ofSeconds(20), null));
        meter.measures(100).measures(101);
        home.hears();
        assertThat(home.record()).isEmpty();
        home.sink.working();
        home.clock.advance(Duration.ofSeconds(30));

        assertThat(home.values()).containsExactly(100, 101);
    }

    @Test
    void what_a_hub_forgets_before_it_was_committed_is_asked_of_the_meter_again() {
        home.sink.failingWith(new SinkBusyException("full", Duration.ofSeconds(20), null));
        meter.measures(100).measures(101);
        home.hears();
        home.adapter.close();
        home.sink.working();
        home.starts();
        home.hears();

        assertThat(home.values()).containsExactly(100, 101);
    }

    @Test
    void waits_for_a_busy_meter_and_asks_again() {
        meter.busyOnce().measures(100);
        home.hears();

        assertThat(home.values()).containsExactly(100);
    }

    @Test
    void a_meter_that_refuses_every_question_is_left_in_peace_with_a_reason() {
        for (String code : List.of("02", "03", "04", "05", "08", "09", "0a", "ff")) {
            meter.answering("060001" + code).measures(100);
            int before = asked().size();
            home.hears();
            assertThat(asked().size() - before).as("questions after " + code).isLessThan(12);
            assertThat(home.why()).contains("did not give all it has");
        }
        assertThat(home.record()).isEmpty();
    }

    @Test
    void hangs_up_on_a_silent_meter_after_stopping_what_it_asked() {
        meter.answering("nothing").measures(100);
        home.hears();

        assertThat(asked()).containsExactly("write 2A52 0101", "write 2A52 0300");
    }

    @Test
    void hangs_up_on_a_flood() {
        meter.measures(100);
        meter.overAir(sent -> Collections.nCopies(60_000, sent.get(0)));

        assertThatThrownBy(() -> home.link.connect(new BluetoothAddress(FakeMeter.ADDRESS), meter.gatt))
                .isInstanceOfSatisfying(GattException.class, flood -> assertThat(flood.reason())
                        .isEqualTo(GattException.Reason.FLOODED));
        assertThat(home.values()).hasSizeLessThan(2);
    }

    @Test
    void garbage_is_put_aside_in_bounds_and_what_stands_beside_it_is_kept() {
        meter.measures(100).measures(101);
        meter.overAir(sent -> {
            var more = new ArrayList<FakeMeter.Sent>();
            more.add(sent.get(0));
            more.addAll(Collections.nCopies(500, new FakeMeter.Sent(0x2A18, new byte[] {0x1b, 0, 0})));
            more.addAll(sent.subList(1, sent.size()));
            return more;
        });
        home.hears();

        assertThat(home.values()).containsExactly(100, 101);
        assertThat(home.sink.quarantined()).hasSize(MeterDialogue.MOST_REFUSED_IN_A_WHILE);
    }

    @Test
    void a_meter_is_not_read_while_the_record_cannot_be() {
        meter.measures(100);
        home.store.failingWith(new StoreException("dead disk", null));
        home.hears();
        assertThat(meter.gatt.log()).isEmpty();
        assertThat(home.why()).contains("record");

        home.store.working();
        home.hears();
        assertThat(home.values()).containsExactly(100);
    }

    @Test
    void never_deletes_anything() {
        meter.measures(100).measuresWithContext(140, "02", "02");
        home.hears();
        home.hears();
        meter.reset();
        home.hears();

        assertThat(asked()).isNotEmpty().noneMatch(said -> said.startsWith("write 2A52 02"));
    }

    @Test
    void a_number_that_the_meter_does_not_have_is_asked_for_a_few_times_and_then_no_more() {
        meter.measures(100).measures(101).measures(102);
        meter.memory.remove(1);
        for (int time = 0; time < 9; time++) {
            home.hears();
        }

        assertThat(home.values()).containsExactly(100, 102);
        assertThat(asked())
                .filteredOn(said -> said.equals("write 2A52 01040102000200"))
                .hasSize(5);
    }

    @Test
    void an_old_hub_reads_only_as_far_back_as_it_is_told() {
        meter.measures(100);
        home.clock.advance(Duration.ofDays(40));
        meter.measures(101);
        home.settings.put("historyDays", 30);
        home.starts();
        home.hears();
        home.hears();

        assertThat(home.record()).singleElement().isInstanceOfSatisfying(CapillaryGlucose.class, one -> assertThat(
                        one.mgPerDl())
                .isEqualTo(101));
        assertThat(asked()).filteredOn(said -> said.equals("write 2A52 0101")).hasSize(1);
    }
}
