package org.hearthgate.ingest.internal.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Whatever gets worse never makes a sensor better, and every component stays 0 to 1. */
class SignalQualityTest {
    @Property(tries = 300)
    void worse_is_never_better(
            @ForAll @DoubleRange(min = 0, max = 300) double a,
            @ForAll @DoubleRange(min = 0, max = 300) double b,
            @ForAll boolean onSkin) {
        double better = Math.min(a, b);
        double worse = Math.max(a, b);
        falls(SignalQuality.age(better, 5), SignalQuality.age(worse, 5));
        falls(SignalQuality.age(better, 15), SignalQuality.age(worse, 15));
        falls(SignalQuality.noise(better), SignalQuality.noise(worse));
        falls(SignalQuality.agreement(better), SignalQuality.agreement(worse));
        falls(SignalQuality.doubts(better / 300), SignalQuality.doubts(worse / 300));
        falls(SignalQuality.heart(better, onSkin), SignalQuality.heart(worse, onSkin));
        falls(SignalQuality.stillness(better, onSkin), SignalQuality.stillness(worse, onSkin));
        falls(SignalQuality.conductance(better, onSkin), SignalQuality.conductance(worse, onSkin));
        falls(SignalQuality.temperature(35 + better, onSkin), SignalQuality.temperature(35 + worse, onSkin));
        falls(SignalQuality.temperature(35 - better, onSkin), SignalQuality.temperature(35 - worse, onSkin));
    }

    private static void falls(double better, double worse) {
        assertThat(worse).isBetween(0.0, better);
        assertThat(better).isBetween(0.0, 1.0);
    }

    @Test
    void a_signal_grows_old_while_nothing_comes() {
        var home = new Home();
        home.hears("arm", 100);
        assertThat(home.signal("arm").quality()).isEqualTo(1);
        home.minutes(11);
        assertThat(home.signal("arm").components()).containsEntry("age", 0.5);
        home.minutes(11);
        assertThat(home.signal("arm").quality()).isZero();
    }
}
