package org.hearthgate.adapter.meter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.hearthgate.api.ingest.SinkBusyException;

/** However bad the air: once the meter has been heard well, the record is what it has measured, each value once. */
class MeterRecordPropertyTest {
    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void the_record_is_what_the_meter_measured_each_value_once(@ForAll long seed) {
        var random = new Random(seed);
        var home = new MeterHome();
        var measured = new ArrayList<Integer>();
        home.meter.numbering(random.nextInt(5) == 0 ? 65_520 : 1 + random.nextInt(50));
        for (int episode = 0; episode < 6; episode++) {
            for (int value = random.nextInt(10); value > 0; value--) {
                measured.add(60 + random.nextInt(300));
                measure(home.meter, measured.get(measured.size() - 1), random);
            }
            if (random.nextInt(4) == 0) {
                home.sink.failingWith(new SinkBusyException("full", Duration.ofSeconds(5), null));
            }
            home.meter.overAir(sent -> spoil(sent, random));
            if (random.nextInt(3) == 0) {
                home.meter.losingTheLinkAfter(random.nextInt(20));
            }
            home.hears();
            home.sink.working();
            home.clock.advance(Duration.ofMinutes(1));
            if (random.nextInt(3) == 0) {
                home.starts();
            }
            hearWellAndPerhapsReset(home, random);
        }
        home.meter.overAir(sent -> sent);
        home.hears();
        home.hears();

        assertThat(home.values()).isEqualTo(measured);
    }

    private static void measure(FakeMeter meter, int mgPerDl, Random random) {
        if (random.nextBoolean()) {
            meter.measures(mgPerDl);
        } else {
            meter.measuresWithContext(mgPerDl, "02", "01");
        }
    }

    /** What was never heard before a reset is gone with the meter's memory. */
    private static void hearWellAndPerhapsReset(MeterHome home, Random random) {
        if (random.nextInt(6) == 0) {
            home.meter.losingTheLinkAfter(Integer.MAX_VALUE).overAir(sent -> sent);
            home.hears();
            home.hears();
            home.meter.reset();
        }
    }

    /** Loses, doubles, disorders. */
    private static List<FakeMeter.Sent> spoil(List<FakeMeter.Sent> sent, Random random) {
        var through = new ArrayList<FakeMeter.Sent>();
        for (FakeMeter.Sent one : sent) {
            int fate = random.nextInt(12);
            if (fate > 0) {
                through.add(one);
            }
            if (fate == 11) {
                through.add(one);
            }
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(through, random);
        }
        return through;
    }
}
