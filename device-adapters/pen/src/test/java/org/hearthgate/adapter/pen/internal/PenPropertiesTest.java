package org.hearthgate.adapter.pen.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hearthgate.adapter.pen.testpen.PenDose;

/** Wherever touches are cut off, and whatever is injected in between: in the end every dose is in the record, and once. */
class PenPropertiesTest {
    @Property(tries = 300)
    void every_dose_once_after_enough_touches(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 140) Integer> cuts,
            @ForAll @Size(min = 6, max = 6) List<@IntRange(min = 0, max = 45) Integer> injected,
            @ForAll @IntRange(min = 0, max = 3) int secondsBetween) {
        var kitchen = new Kitchen();
        int doses = 0;
        for (int touch = 0; touch < cuts.size(); touch++) {
            for (int i = 0; i < injected.get(touch); i++) {
                kitchen.clock.jumpTo(kitchen.clock.now().plusSeconds(doses % 12 == 0 ? 1 : secondsBetween));
                kitchen.pen.dose(PenDose.of(kitchen.penSeconds(), 10 + doses % 7 / 2));
                doses++;
            }
            kitchen.touchFor(cuts.get(touch));
            assertThat(kitchen.doses().size()).isLessThanOrEqualTo(doses);
        }

        kitchen.touch();

        assertThat(kitchen.doses().size()).isEqualTo(doses);
        assertThat(kitchen.doses().stream()
                        .mapToLong(dose -> Math.round(dose.units() * 10))
                        .sum())
                .isEqualTo(tenths(doses));
        var held = PenInField.held(kitchen.pen);
        kitchen.touch(held);
        assertThat(kitchen.doses().size()).isEqualTo(doses);
    }

    private static long tenths(int doses) {
        long tenths = 0;
        for (int i = 0; i < doses; i++) {
            tenths += 10 + i % 7 / 2;
        }
        return tenths;
    }
}
