package org.hearthgate.adapter.scale.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.hearthgate.adapter.scale.internal.XiaomiScale.Verdict;
import org.hearthgate.api.ieee11073.FrameException;
import org.junit.jupiter.api.Test;

class XiaomiScaleTest {
    private static final Instant NOON = ScaleHome.NOON;
    private static final String TIME = "ea070302 0d0000";
    private static final String LATER = "ea070302 0d0500";
    private static final String W72 = "9a38";
    private static final String W60 = "e02e";

    private final XiaomiScale scale = new XiaomiScale();

    private Verdict hear(String hex, boolean clockRight, int second) throws FrameException {
        return scale.hear(
                XiaomiDecoder.scale2(HexFormat.of().parseHex(hex.replace(" ", ""))),
                clockRight,
                NOON.plusSeconds(second));
    }

    private static String wavering(String time, String weight) {
        return "0204" + time + "0000" + weight;
    }

    private static String still(String time, String weight) {
        return "0224" + time + "0000" + weight;
    }

    private static String withImpedance(String time, String weight) {
        return "0226" + time + "f401" + weight;
    }

    private static String removed(String time, String weight) {
        return "02a4" + time + "0000" + weight;
    }

    @Test
    void a_weight_counts_once_however_often_it_is_told() throws Exception {
        assertThat(hear(wavering(TIME, W60), true, 0)).isEqualTo(Verdict.NOTHING);
        assertThat(hear(still(TIME, W72), true, 1)).isEqualTo(Verdict.NEW);
        assertThat(hear(still(TIME, W72), true, 2)).isEqualTo(Verdict.NOTHING);
        assertThat(hear(removed(TIME, W72), true, 3)).isEqualTo(Verdict.NOTHING);
        assertThat(hear(still(TIME, W72), true, 300)).isEqualTo(Verdict.NOTHING);
    }

    @Test
    void an_impedance_belongs_to_the_weight_before_it() throws Exception {
        hear(still(TIME, W72), true, 0);

        assertThat(hear(withImpedance(TIME, W72), true, 10)).isEqualTo(Verdict.IMPEDANCE);
        assertThat(hear(withImpedance(TIME, W72), true, 11)).isEqualTo(Verdict.NOTHING);
    }

    @Test
    void an_impedance_told_some_seconds_later_by_the_scales_clock_is_no_second_weighing() throws Exception {
        hear(still(TIME, W72), true, 0);

        assertThat(hear(withImpedance("ea070302 0d0010", W72), true, 16)).isEqualTo(Verdict.IMPEDANCE);
    }

    @Test
    void a_first_packet_is_not_believed_where_nothing_shows_that_it_is_of_now() throws Exception {
        assertThat(hear(still(TIME, W72), false, 0)).isEqualTo(Verdict.PERHAPS_OLD);
        assertThat(hear(removed(TIME, W72), false, 5)).isEqualTo(Verdict.NOTHING);
    }

    @Test
    void a_first_packet_is_believed_where_the_scales_clock_is_right() throws Exception {
        assertThat(hear(still(TIME, W72), true, 0)).isEqualTo(Verdict.NEW);
    }

    @Test
    void after_an_old_packet_the_next_weighing_counts_also_without_a_clock() throws Exception {
        hear(removed(TIME, W72), false, 0);

        assertThat(hear(still(LATER, W60), false, 60)).isEqualTo(Verdict.NEW);
    }

    @Test
    void with_a_clock_that_stands_still_the_load_between_tells_two_equal_weights_apart() throws Exception {
        hear(wavering(TIME, W60), false, 0);
        assertThat(hear(still(TIME, W72), false, 1)).isEqualTo(Verdict.NEW);
        hear(wavering(TIME, W60), false, 600);

        assertThat(hear(still(TIME, W72), false, 601)).isEqualTo(Verdict.NEW);
    }

    @Test
    void a_weight_that_wavers_by_a_hair_is_one_weighing() throws Exception {
        assertThat(hear(still(TIME, W72), true, 0)).isEqualTo(Verdict.NEW);
        hear(wavering("ea070302 0d0003", W72), true, 3);

        assertThat(hear(still("ea070302 0d0004", "a438"), true, 4)).isEqualTo(Verdict.NOTHING);
    }

    @Test
    void two_people_one_after_the_other_are_two_weighings() throws Exception {
        assertThat(hear(still(TIME, W72), true, 0)).isEqualTo(Verdict.NEW);
        assertThat(hear(still("ea070302 0d0014", W60), true, 20)).isEqualTo(Verdict.NEW);
    }

    @Test
    void the_same_person_an_hour_later_is_another_weighing() throws Exception {
        hear(still(TIME, W72), true, 0);

        assertThat(hear(still("ea070302 0e0000", W72), true, (int)
                        Duration.ofHours(1).toSeconds()))
                .isEqualTo(Verdict.NEW);
    }
}
