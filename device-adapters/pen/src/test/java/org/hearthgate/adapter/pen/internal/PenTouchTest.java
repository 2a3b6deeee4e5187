package org.hearthgate.adapter.pen.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hearthgate.adapter.pen.testpen.PenDose;
import org.hearthgate.adapter.pen.testpen.SimulatedPen;
import org.hearthgate.api.device.DeviceStatus;
import org.hearthgate.api.device.DeviceTouch.Stage;
import org.hearthgate.api.ingest.SinkBusyException;
import org.hearthgate.api.observation.DoseCorrection;
import org.hearthgate.api.observation.Doubt;
import org.hearthgate.api.observation.InsulinDose;
import org.hearthgate.api.observation.InsulinDose.Purpose;
import org.junit.jupiter.api.Test;

/** What a family sees when a pen is held to the reader, and what is in the record afterwards. */
class PenTouchTest {
    private final Kitchen kitchen = new Kitchen();

    private Kitchen ninetySixDoses() {
        for (int i = 96; i >= 1; i--) {
            kitchen.dose(i * 3600L, 30 + i);
        }
        return kitchen;
    }

    @Test
    void keeps_every_dose_once_and_says_so() {
        ninetySixDoses();

        assertThat(kitchen.touch()).isTrue();

        assertThat(kitchen.doses()).hasSize(96);
        assertThat(kitchen.told).extracting(touch -> touch.stage()).containsExactly(Stage.READING, Stage.DONE);
        assertThat(kitchen.told.get(0).message()).contains("hold still");
        assertThat(kitchen.lastTold().message()).isEqualTo("96 doses read, last 3.1 U at 07:00");
        assertThat(kitchen.lastTold().person()).contains(Kitchen.ANNA);
    }

    @Test
    void adds_nothing_at_the_next_touch_and_reads_one_piece_only() {
        ninetySixDoses().touch();
        kitchen.clock.advance(Duration.ofMinutes(3));
        var held = PenInField.held(kitchen.pen);

        kitchen.touch(held);

        assertThat(kitchen.doses()).hasSize(96);
        assertThat(held.commands()).isLessThan(50);
        assertThat(kitchen.lastTold().message()).isEqualTo("Nothing new, last 3.1 U at 07:00");
    }

    @Test
    void adds_what_was_injected_since() {
        ninetySixDoses().touch();
        kitchen.clock.advance(Duration.ofMinutes(40));
        kitchen.dose(60, 40).touch();

        assertThat(kitchen.doses()).hasSize(97);
        assertThat(kitchen.lastTold().message()).isEqualTo("1 dose read, last 4 U at 08:39");
    }

    @Test
    void knows_a_dose_again_although_its_time_is_mapped_a_second_apart() {
        kitchen.dose(100, 40).touch();
        kitchen.clock.jumpTo(
                kitchen.clock.now().plusMillis(1900)); // the pen's clock shows whole seconds, the hub's does not
        kitchen.touch();

        assertThat(kitchen.doses()).singleElement().satisfies(dose -> {
            assertThat(dose.units()).isEqualTo(4);
            assertThat(dose.measuredAt()).isEqualTo(Kitchen.MORNING.minusSeconds(100));
            assertThat(dose.device().value()).isEqualTo("nfc:novopen:SIMPEN");
            assertThat(dose.origin().provenance().raw().orElseThrow().octets()).hasSize(12);
        });
    }

    @Test
    void keeps_two_doses_of_one_second_and_a_dose_at_the_pens_first_second() {
        kitchen.pen.dose(PenDose.of(0, 100)).dose(PenDose.of(5000, 70)).dose(PenDose.of(5000, 70));
        kitchen.pen.dose(PenDose.of(5000, 80));

        kitchen.touch();
        kitchen.touch();

        assertThat(kitchen.doses()).extracting(InsulinDose::units).containsExactly(10.0, 8.0, 7.0, 7.0);
        assertThat(kitchen.doses()).extracting(dose -> dose.origin().sequence()).doesNotHaveDuplicates();
    }

    @Test
    void goes_on_below_where_an_earlier_touch_was_cut_off() {
        ninetySixDoses();
        assertThat(kitchen.touchFor(50)).isFalse();
        int first = kitchen.doses().size();
        assertThat(first).isBetween(18, 90);
        assertThat(kitchen.lastTold().stage()).isEqualTo(Stage.CUT_OFF);
        kitchen.clock.advance(Duration.ofMinutes(40));
        for (int i = 20; i > 0; i--) {
            kitchen.dose(i * 100L, 50); // more than a piece: the newest pieces are new, the ones below are known
        }

        kitchen.touchFor(50);
        kitchen.touch();

        assertThat(kitchen.doses()).hasSize(116);
        var held = PenInField.held(kitchen.pen);
        kitchen.touch(held);
        assertThat(held.commands()).as("the hole is closed").isLessThan(50);
    }

    @Test
    void takes_a_small_dose_before_another_for_an_air_shot() {
        kitchen.dose(90, 20).dose(60, 20).dose(30, 60).dose(25, 15).touch();

        assertThat(kitchen.doses())
                .extracting(InsulinDose::purpose)
                .containsExactly(Purpose.PRIME, Purpose.PRIME, Purpose.BOLUS, Purpose.BOLUS);
        assertThat(kitchen.lastTold().message()).isEqualTo("2 doses and 2 air shots read, last 1.5 U at 07:59");
    }

    @Test
    void takes_no_dose_for_an_air_shot_that_is_larger_or_long_before() {
        kitchen.dose(900, 20).dose(779, 60).dose(300, 21).dose(200, 60).touch();

        assertThat(kitchen.doses()).extracting(InsulinDose::purpose).containsOnly(Purpose.BOLUS);
    }

    @Test
    void corrects_what_a_later_dose_shows_to_have_been_an_air_shot() {
        kitchen.dose(10, 20).touch();
        assertThat(kitchen.doses()).extracting(InsulinDose::purpose).containsExactly(Purpose.BOLUS);
        kitchen.clock.advance(Duration.ofSeconds(60));
        kitchen.dose(5, 80).touch();
        kitchen.touch();

        InsulinDose small = kitchen.doses().get(0);
        assertThat(kitchen.events()).singleElement().satisfies(event -> assertThat(DoseCorrection.of(event))
                .contains(new DoseCorrection(
                        small.origin().sequence().orElseThrow(), Purpose.PRIME, DoseCorrection.By.RULE)));
    }

    @Test
    void heeds_the_familys_word_above_its_own_rule() {
        kitchen.dose(10, 20).touch();
        kitchen.clock.advance(Duration.ofSeconds(60));
        InsulinDose small = kitchen.doses().get(0);
        long sequence = small.origin().sequence().orElseThrow();
        var corrections = new PenCorrections(kitchen.clock, kitchen, kitchen.store);
        corrections
                .correct(Kitchen.ANNA, small.device(), sequence, Purpose.BOLUS)
                .join();
        kitchen.dose(5, 80).touch();

        assertThat(corrections.corrections(Kitchen.ANNA, small.device()))
                .containsExactly(
                        Map.entry(sequence, new DoseCorrection(sequence, Purpose.BOLUS, DoseCorrection.By.PERSON)));
        kitchen.clock.advance(Duration.ofSeconds(60));
        corrections
                .correct(Kitchen.ANNA, small.device(), sequence, Purpose.PRIME)
                .join();
        assertThat(corrections
                        .corrections(Kitchen.ANNA, small.device())
                        .get(sequence)
                        .purpose())
                .isEqualTo(Purpose.PRIME);
    }

    @Test
    void puts_aside_what_is_no_dose_and_keeps_what_is_beside_it() {
        long now = kitchen.penSeconds();
        kitchen.dose(500, 40);
        kitchen.pen.dose(new PenDose(now - 400, 0x007F_FFFF, PenDose.GOOD)); // NaN
        kitchen.pen.dose(new PenDose(now - 300, 0xFF00_0259, PenDose.GOOD)); // 60.1
        kitchen.pen.dose(new PenDose(now - 200, 0, PenDose.GOOD));
        kitchen.dose(100, 600).touch();
        kitchen.touch();

        assertThat(kitchen.doses()).extracting(InsulinDose::units).containsExactly(4.0, 60.0);
        assertThat(kitchen.putAside).hasSize(3);
        assertThat(kitchen.told.get(1).message()).contains("3 entries put aside");
    }

    @Test
    void keeps_a_dose_that_the_pen_doubts_and_says_why() {
        kitchen.pen.dose(new PenDose(kitchen.penSeconds() - 100, 0xFF00_0014, 0x0400));
        kitchen.dose(50, 40).touch();

        InsulinDose doubtful = kitchen.doses().get(0);
        assertThat(doubtful.purpose()).isEqualTo(Purpose.BOLUS);
        assertThat(doubtful.quality().doubt(Doubt.Flag.IMPLAUSIBLE)).isPresent();
    }

    @Test
    void reads_nothing_of_a_pen_that_belongs_to_nobody_but_shows_it_to_the_installer() {
        kitchen.dose(100, 40);

        assertThat(kitchen.touch(PenInField.held(kitchen.pen), List.of())).isTrue();

        assertThat(kitchen.doses()).isEmpty();
        assertThat(kitchen.lastTold().stage()).isEqualTo(Stage.UNASSIGNED);
        assertThat(kitchen.touched.newestFirst()).singleElement().satisfies(pen -> {
            assertThat(pen.address()).isEqualTo(Kitchen.SERIAL);
            assertThat(new PenKind().settingsFor(pen)).isPresent();
            assertThat(pen.details()).containsEntry("firmware", "1.0");
        });
        kitchen.touch();
        assertThat(kitchen.doses()).hasSize(1);
    }

    @Test
    void keeps_what_was_read_while_the_hub_cannot_commit_and_saves_it_later() {
        kitchen.dose(100, 40);
        kitchen.failingWith(new SinkBusyException("full", Duration.ofSeconds(1), null));
        kitchen.touch();
        assertThat(kitchen.lastTold().stage()).isEqualTo(Stage.FAILED);
        assertThat(kitchen.doses()).isEmpty();

        kitchen.working();
        kitchen.clock.advance(Duration.ofMinutes(1));

        assertThat(kitchen.doses()).hasSize(1);
    }

    @Test
    void asks_for_an_empty_log_nothing_more() {
        assertThat(kitchen.touch()).isTrue();

        assertThat(kitchen.lastTold().message()).isEqualTo("Nothing new");
        assertThat(kitchen.events()).isEmpty();
    }

    @Test
    void leaves_other_cards_in_peace() {
        assertThat(kitchen.touch(command -> new byte[] {0x6A, (byte) 0x82})).isTrue();

        assertThat(kitchen.told).isEmpty();
    }

    @Test
    void counts_background_insulin_apart() {
        kitchen.adapter(Map.of("purpose", "basal", "insulin", "degludec"));
        kitchen.dose(100, 20).dose(90, 180).touch();

        assertThat(kitchen.doses()).extracting(InsulinDose::purpose).containsExactly(Purpose.PRIME, Purpose.BASAL);
        assertThat(kitchen.doses().get(1).insulin()).contains("degludec");
    }

    @Test
    void tells_how_the_pen_and_the_readers_are() {
        assertThat(kitchen.adapter.devices().get(0).state()).isEqualTo(DeviceStatus.State.WAITING);
        kitchen.dose(100, 40).touch();
        assertThat(kitchen.adapter.devices().get(0).state()).isEqualTo(DeviceStatus.State.HEARD);
        kitchen.adapter.readers("No reader for pens is plugged in: plug one in");
        assertThat(kitchen.adapter.devices().get(0).why())
                .isEqualTo("No reader for pens is plugged in: plug one in. 1 dose read, last 4 U at 07:58");
    }

    @Test
    void reads_a_second_pen_apart_from_the_first() {
        kitchen.dose(100, 40).touch();
        var other = new SimulatedPen("OTHER1", kitchen::penSeconds).dose(PenDose.of(kitchen.penSeconds() - 100, 40));
        kitchen.adapter(Map.of("serial", "other1"));
        kitchen.touch(PenInField.held(other));

        assertThat(kitchen.doses()).hasSize(2);
    }
}
