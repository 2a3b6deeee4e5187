package org.hearthgate.forecast.tribuo.internal.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import org.hearthgate.forecast.tribuo.internal.features.Channel;
import org.hearthgate.forecast.tribuo.internal.nightly.DriftWatch.Voice;
import org.junit.jupiter.api.Test;

/** Somebody stays at 120 mg/dL; each voice is off by as much as the test says. */
class DriftWatchTest {
    private static final int START = 28_000_000;
    private static final float NOBODY = Float.NaN;

    private final DriftWatch watch = new DriftWatch();
    private final Channel glucose = new Channel();
    private int minute = START;

    @Test
    void own_trees_hand_over_to_other_peoples_and_those_to_whoever_is_better() {
        watch.knowsOwn();
        days(2, 10, 12, 14, 16);
        assertThat(watch.speaks()).isEqualTo(Voice.OWN);
        days(2, 20, 21, 9, 16);
        assertThat(watch.speaks()).isEqualTo(Voice.OWN);
        hours(13, 20, 15, 9, 16);
        assertThat(watch.speaks()).isEqualTo(Voice.PEOPLE);
        days(2, 20, 15, 9, 16);
        assertThat(watch.speaks()).isEqualTo(Voice.RIDGE);
        days(2, 20, 15, 22, 14);
        assertThat(watch.speaks()).isEqualTo(Voice.LINE);
        days(2, 20, 9, 12, 16);
        assertThat(watch.speaks()).isEqualTo(Voice.PEOPLE);
        days(2, 8, 12, 14, 16);
        assertThat(watch.speaks()).isEqualTo(Voice.OWN);
    }

    @Test
    void whoever_is_not_there_never_speaks() {
        watch.knowsOwn();
        days(2, 20, 15, NOBODY, 18);
        assertThat(watch.speaks()).isEqualTo(Voice.PEOPLE);
        days(2, 20, 15, NOBODY, 12);
        assertThat(watch.speaks()).isEqualTo(Voice.LINE);
    }

    @Test
    void a_model_that_was_never_learned_does_not_come_back() {
        days(2, 5, 20, 10, 12);
        assertThat(watch.speaks()).isEqualTo(Voice.RIDGE);
        days(2, 5, 8, 10, 12);
        assertThat(watch.speaks()).isEqualTo(Voice.PEOPLE);
    }

    @Test
    void some_worse_hours_between_good_ones_set_nobody_aside() {
        watch.knowsOwn();
        days(1, 10, 10.05f, 14, 16);
        hours(5, 11, 10, 14, 16);
        hours(24, 8, 10, 14, 16);
        assertThat(watch.speaks()).isEqualTo(Voice.OWN);
    }

    private void days(int days, float... off) {
        hours(24 * days, off);
    }

    /** @param off by how much each voice is off, in mg/dL */
    private void hours(int hours, float... off) {
        for (int until = minute + 60 * hours; minute < until; minute += 5) {
            glucose.add(minute, 120);
            var said = new float[off.length][2];
            for (int v = 0; v < off.length; v++) {
                said[v][0] = 120 + off[v];
                said[v][1] = 120 + off[v];
            }
            watch.take(minute, said);
            watch.look(glucose);
        }
    }
}
