package org.hearthgate.adapter.scale.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.hearthgate.api.device.PendingReading;
import org.hearthgate.api.observation.BodyWeight;
import org.hearthgate.api.observation.PersonId;
import org.hearthgate.testkit.Configured;
import org.hearthgate.testkit.Given;
import org.hearthgate.testkit.gatt.FakePeripheral;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhoseWeightTest {
    private final ScaleHome home = new ScaleHome();

    private void weighs(String... frames) throws Exception {
        FakePeripheral scale = home.weightScale();
        for (String frame : frames) {
            scale.later(() -> scale.sends(0x181D, 0x2A9D, frame));
        }
        home.link.connect(ScaleHome.SCALE, scale);
    }

    private static String kilograms(double kilograms) {
        int raw = (int) Math.round(kilograms * 200);
        return String.format(java.util.Locale.ROOT, "00%02x%02x", raw & 0xFF, raw >> 8);
    }

    @ParameterizedTest(name = "{0} kg is {1}''s")
    @CsvSource({"27, anna", "30, anna", "33, anna", "33.005, nobody", "69, ben", "75.005, nobody", "50, nobody"})
    void a_weight_belongs_to_the_one_whose_band_it_falls_into(double kilograms, String whose) throws Exception {
        ScaleAdapter adapter = home.sharedBy("anna", "ben")
                .knowing("anna", 30)
                .knowing("ben", 72)
                .adapter();

        weighs(kilograms(kilograms));

        assertThat(home.recordOf("anna")).hasSize(whose.equals("anna") ? 1 : 0);
        assertThat(home.recordOf("ben")).hasSize(whose.equals("ben") ? 1 : 0);
        assertThat(adapter.list()).hasSize(whose.equals("nobody") ? 1 : 0);
    }

    @Test
    void two_of_like_weight_are_asked_the_likelier_first() throws Exception {
        ScaleAdapter adapter = home.sharedBy("anna", "ben")
                .knowing("anna", 70)
                .knowing("ben", 72)
                .adapter();

        weighs(kilograms(71.5));

        assertThat(adapter.list()).singleElement().satisfies(asked -> {
            assertThat(asked.candidates()).containsExactly(Given.BEN, Given.ANNA);
            assertThat(asked.reading()).isEqualTo("71.50 kg");
            assertThat(asked.toString()).doesNotContain("71.5");
        });
        assertThat(adapter.devices().get(0).why()).contains("1 weighings wait");
    }

    @Test
    void nobody_is_guessed_while_somebodys_weight_is_unknown() throws Exception {
        ScaleAdapter adapter = home.sharedBy("anna", "ben").knowing("anna", 70).adapter();

        weighs(kilograms(70));

        assertThat(home.recordOf("anna")).isEmpty();
        assertThat(adapter.list()).hasSize(1);
    }

    @Test
    void the_scales_own_user_number_needs_no_band() throws Exception {
        home.sharedBy("anna", "ben").with("users", new String[] {"3=ben"}).adapter();

        weighs("04 b036 03", "04 b836 ff");

        assertThat(home.recordOf("ben")).hasSize(1);
    }

    @Test
    void an_answer_puts_the_weighing_into_the_record_and_teaches_the_band() throws Exception {
        ScaleAdapter adapter = home.sharedBy("anna", "ben").knowing("anna", 30).adapter();
        weighs(kilograms(72));
        PendingReading asked = adapter.list().get(0);

        assertThat(adapter.assign(asked.id(), Given.BEN)).isCompleted();
        home.clock.advance(java.time.Duration.ofMinutes(5));
        weighs(kilograms(72.5));

        assertThat(adapter.list()).isEmpty();
        assertThat(home.recordOf("ben"))
                .extracting(kept -> ((BodyWeight) kept).kilograms())
                .containsExactlyInAnyOrder(72.0, 72.5);
    }

    @Test
    void an_answer_that_the_record_cannot_take_leaves_the_question_open() throws Exception {
        ScaleAdapter adapter = home.sharedBy("anna", "ben").adapter();
        weighs(kilograms(72));
        String id = adapter.list().get(0).id();

        home.busy(true);
        assertThat(adapter.assign(id, Given.BEN)).isCompletedExceptionally();
        home.busy(false);

        assertThat(adapter.list()).hasSize(1);
        assertThat(adapter.assign(id, Given.BEN)).isCompleted();
        assertThat(adapter.assign(id, Given.BEN)).isCompletedExceptionally();
        assertThat(adapter.assign("no such", Given.ANNA)).isCompletedExceptionally();
        assertThat(home.recordOf("ben")).hasSize(1);
    }

    @Test
    void only_those_who_use_the_scale_can_be_answered() throws Exception {
        ScaleAdapter adapter = home.sharedBy("anna", "ben").adapter();
        weighs(kilograms(72));

        assertThat(adapter.assign(adapter.list().get(0).id(), new PersonId("carl")))
                .isCompletedExceptionally();
        assertThat(adapter.list()).hasSize(1);
    }

    @Test
    void open_questions_survive_a_restart_and_answered_ones_do_not() throws Exception {
        ScaleAdapter adapter = home.sharedBy("anna", "ben").adapter();
        weighs(kilograms(72), kilograms(30), kilograms(50));
        List<PendingReading> before = adapter.list();
        adapter.assign(before.get(0).id(), Given.BEN);
        assertThat(adapter.discard(before.get(1).id())).isTrue();
        assertThat(adapter.discard(before.get(1).id())).isFalse();
        adapter.close();

        ScaleAdapter again = home.adapter();

        assertThat(again.list())
                .extracting(PendingReading::id)
                .containsExactly(before.get(2).id());
        again.close();
    }

    @Test
    void questions_are_bounded_and_what_goes_is_still_in_quarantine() throws Exception {
        ScaleAdapter adapter = home.sharedBy("anna", "ben").adapter();
        for (int i = 0; i < 70; i++) {
            weighs(kilograms(20 + i));
        }

        assertThat(adapter.list()).hasSize(50);
        assertThat(home.quarantined()).hasSize(70);
    }

    @Test
    void a_flood_of_strangers_is_bounded_and_said() throws Exception {
        ScaleAdapter adapter = home.sharedBy("anna", "ben").adapter();
        var frames = new String[500];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = kilograms(20 + i * 0.1);
        }

        weighs(frames);

        assertThat(adapter.list()).hasSize(50);
        assertThat(home.quarantined()).hasSize(120 + 60);
        assertThat(adapter.devices().get(0).why()).contains("Refused 380");
    }

    @Test
    void two_users_of_one_weight_told_at_once_are_kept_apart() throws Exception {
        home.sharedBy("anna", "ben")
                .with("users", new String[] {"1=anna", "2=ben"})
                .adapter();

        weighs("04 b036 01", "04 b036 02");

        assertThat(home.recordOf("anna")).hasSize(1);
        assertThat(home.recordOf("ben")).hasSize(1);
    }

    @Test
    void while_the_record_cannot_be_read_a_weight_is_asked_and_everybody_offered() throws Exception {
        ScaleAdapter adapter = home.sharedBy("anna", "ben")
                .knowing("anna", 30)
                .knowing("ben", 72)
                .adapter();
        home.recordFails();

        weighs(kilograms(72));

        assertThat(adapter.list()).singleElement().satisfies(asked -> assertThat(asked.candidates())
                .containsExactly(Given.ANNA, Given.BEN));
    }

    @Test
    void impedance_and_weight_of_a_stranger_are_one_question() {
        ScaleAdapter adapter =
                home.sharedBy("anna", "ben").with("speaks", "xiaomi").adapter();
        home.link.advertise(ScaleHome.said("181B", "0224ea0703020d00000000" + "9a38", ScaleHome.NOON));
        home.link.advertise(ScaleHome.said("181B", "0226ea0703020d0000f401" + "9a38", ScaleHome.NOON.plusSeconds(8)));
        adapter.close();

        assertThat(adapter.list()).hasSize(1);
        assertThat(adapter.assign(adapter.list().get(0).id(), Given.ANNA)).isCompleted();
        assertThat(home.recordOf("anna")).hasSize(2);
    }

    @Test
    void a_scale_of_one_person_takes_their_first_weight_and_asks_about_a_visitors() throws Exception {
        ScaleAdapter adapter = home.ownedBy("anna").adapter();

        weighs(kilograms(30), kilograms(85));

        assertThat(home.recordOf("anna")).hasSize(1);
        assertThat(adapter.list()).singleElement().satisfies(asked -> assertThat(asked.reading())
                .isEqualTo("85.00 kg"));
    }

    @Test
    void a_scale_is_configured_once_and_free_again_when_it_is_given_back() {
        ScaleAdapter first = home.ownedBy("anna").adapter();
        assertThatThrownBy(home::adapter).hasMessageContaining("add the person to persons");

        first.close();

        home.adapter().close();
    }

    @Test
    void a_scale_that_another_room_holds_leaves_nothing_behind() {
        home.link.hold(
                ScaleHome.SCALE, new ScaleDialogue(settings(Map.of("person", "anna")), null, null, null, null, null));

        assertThatThrownBy(() -> home.ownedBy("anna").adapter()).hasMessageContaining("held already");
        assertThatThrownBy(home::adapter).hasMessageContaining("held already");
    }

    @Test
    void settings_that_cannot_work_are_refused_with_what_to_do() {
        assertThatThrownBy(() -> settings(Map.of())).hasMessageContaining("names nobody");
        assertThatThrownBy(() -> settings(Map.of("person", "anna", "speaks", "french")))
                .hasMessageContaining("speaks");
        assertThatThrownBy(() -> settings(Map.of("person", "anna", "users", new String[] {"x"})))
                .hasMessageContaining("number=person");
        assertThatThrownBy(() -> settings(Map.of("person", "anna", "users", new String[] {"1=ben"})))
                .hasMessageContaining("not among those");
        assertThatThrownBy(() -> settings(Map.of("person", "anna", "_consentCode", new String[] {"anna=98765"})))
                .hasMessageContaining(".consentCode")
                .hasMessageNotContaining("98765");
        assertThatThrownBy(() -> settings(Map.of("person", "anna", "bandKilograms", 0.0)))
                .hasMessageContaining("bandKilograms");
        assertThatThrownBy(() -> settings(Map.of("person", "anna", "bluetoothAddress", "here")))
                .hasMessageContaining("AA:BB:CC:DD:EE:FF");
    }

    private static ScaleSettings settings(Map<String, Object> values) {
        var all = new java.util.HashMap<String, Object>(values);
        all.putIfAbsent("bluetoothAddress", ScaleHome.ADDRESS);
        return ScaleSettings.of(Configured.by(ScaleConfig.class, all));
    }
}
