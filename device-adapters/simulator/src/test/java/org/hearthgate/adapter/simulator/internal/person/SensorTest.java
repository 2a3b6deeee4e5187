package org.hearthgate.adapter.simulator.internal.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SensorTest {
    @Test
    void errs_as_much_as_a_factory_calibrated_sensor_does() {
        double sum = 0;
        int n = 0;
        for (long seed = 0; seed < 40; seed++) {
            var sensor = new Sensor(Chance.of(seed, "sensor", 0));
            for (int minute = 0; minute < Sensor.LIFE_MIN; minute++) {
                sensor.step();
                sum += Math.abs(sensor.shows(140) - 140) / 140;
                n++;
            }
        }
        // mean absolute relative difference published for such sensors: 9 to 10 %, of which lag, absent here, is a part
        assertThat(sum / n).isBetween(0.05, 0.11);
    }

    @Test
    void its_noise_remembers_itself() {
        var sensor = new Sensor(Chance.of(1, "sensor", 0));
        double product = 0;
        double square = 0;
        double before = 0;
        double mean = 0;
        int n = 10_000;
        var errors = new double[n];
        for (int i = 0; i < n; i++) {
            for (int minute = 0; minute < 5; minute++) {
                sensor.step();
            }
            double age = (i + 1) * 5 / 1440.0;
            // a flat truth of zero leaves offset and noise; the offset's drift is taken out
            errors[i] = sensor.shows(0) - (6.179 * age - 0.448 * age * age);
            mean += errors[i] / n;
        }
        for (double error : errors) {
            product += (error - mean) * before;
            square += (error - mean) * (error - mean);
            before = error - mean;
        }
        assertThat(product / square).isBetween(0.85, 0.95);
        assertThat(Math.sqrt(square / n)).isBetween(6.5, 9.5);
    }

    @Test
    void warms_up_for_exactly_two_hours() {
        var sensor = new Sensor(Chance.of(1, "sensor", 0));
        for (int minute = 0; minute < 119; minute++) {
            sensor.step();
        }
        assertThat(sensor.warmingUp()).isTrue();
        sensor.step();
        assertThat(sensor.warmingUp()).isFalse();
    }

    @Test
    void a_compression_reaches_its_depth_and_leaves_the_rest_of_the_night_alone() {
        var compression = new Day.Compression(120, 30, 0.4);
        assertThat(compression.at(119)).isEqualTo(1);
        assertThat(compression.at(120)).isEqualTo(1);
        assertThat(compression.at(135)).isEqualTo(0.6);
        assertThat(compression.at(150)).isEqualTo(1);
    }

    @Test
    void luck_is_the_published_generator() {
        var chance = new Chance(0);
        assertThat(new long[] {chance.next(), chance.next()}).containsExactly(0xE220A8397B1DCDAFL, 0x6E789E6AA1B965F4L);
    }
}
