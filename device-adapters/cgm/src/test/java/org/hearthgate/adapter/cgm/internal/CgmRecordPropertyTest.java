package org.hearthgate.adapter.cgm.internal;

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

/** However bad the air and the night: once the sensor has been in reach for a while, the record is what it measured, each value once. */
class CgmRecordPropertyTest {
    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void the_record_is_what_the_sensor_measured_each_value_once(@ForAll long seed) {
        var random = new Random(seed);
        var home = new SensorHome();
        int interval = random.nextBoolean() ? 5 : 1 + random.nextInt(3);
        FakeSensor sensor = home.sensor().every(interval);
        for (int episode = 0; episode < 6; episode++) {
            sensor.measuresAlone(random.nextInt(30));
            sensor.overAir(records -> spoil(records, random));
            if (random.nextInt(4) == 0) {
                home.sink.failingWith(new SinkBusyException("full", Duration.ofSeconds(5), null));
            }
            for (int value = random.nextInt(12); value > 0; value--) {
                sensor.then(60 + random.nextInt(200)).pauses(random.nextInt(3));
            }
            home.meets(sensor.vanishes());
            home.sink.working();
            if (random.nextInt(3) == 0) {
                home.clock.advance(Duration.ofSeconds(random.nextInt(59)));
                home.starts();
            }
        }
        sensor.overAir(records -> records);
        home.clock.advance(Duration.ofMinutes(2L * interval));
        for (int meeting = 0; meeting < 2; meeting++) {
            home.meets(sensor.pauses(60).vanishes());
        }

        assertThat(home.recorded()).isEqualTo(sensor.memory);
    }

    /** Loses, doubles, disorders and damages. */
    private static List<byte[]> spoil(List<byte[]> records, Random random) {
        var through = new ArrayList<byte[]>();
        for (byte[] octets : records) {
            int fate = random.nextInt(10);
            if (fate >= 2) {
                through.add(octets);
            }
            if (fate == 9) {
                through.add(octets);
            }
            if (fate == 2) {
                octets[2 + random.nextInt(4)] ^= (byte) (1 << random.nextInt(8));
            }
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(through, random);
        }
        return through;
    }
}
