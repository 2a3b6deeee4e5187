package org.hearthgate.ingest.internal.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.hearthgate.ingest.internal.fusion.TwoSensors.Distance;
import org.junit.jupiter.api.Test;

/** What an average of two sensors is good for, and what it cannot do. */
class NearerThanEitherTest {
    private static final int PAIRS = 10;
    private static final int DAYS = 7;

    @Test
    void when_sensors_err_by_noise_alone_every_fused_series_is_nearer_to_the_blood_than_either() {
        for (TwoSensors pair : pairs(NoisySensor::noiseAlone, NoisySensor::noiseAlone, false)) {
            assertThat(pair.fused().rmse()).isLessThan(pair.better());
        }
    }

    @Test
    void when_sensors_stand_off_for_good_the_fused_series_is_nearer_over_all_and_never_much_further_than_the_better() {
        List<TwoSensors> pairs = pairs(NoisySensor::underSkin, NoisySensor::underSkin, false);
        assertThat(pooled(pairs, TwoSensors::fused))
                .isLessThan(0.95 * Math.min(pooled(pairs, TwoSensors::first), pooled(pairs, TwoSensors::second)));
        assertThat(pairs).allSatisfy(pair -> assertThat(pair.fused().rmse() - pair.better())
                .as("mg/dL lost to the better one")
                .isLessThan(2.5));
    }

    @Test
    void a_sensor_on_the_skin_never_costs_the_one_under_it_much() {
        assertThat(pairs(NoisySensor::underSkin, NoisySensor::onSkin, true))
                .allSatisfy(pair ->
                        assertThat(pair.fused().rmse() - pair.first().rmse()).isLessThan(1.5));
    }

    private static List<TwoSensors> pairs(
            LongFunction<NoisySensor> first, LongFunction<NoisySensor> second, boolean onSkin) {
        var pairs = new ArrayList<TwoSensors>();
        for (int seed = 1; seed <= PAIRS; seed++) {
            pairs.add(TwoSensors.of(
                    MadeUpGlucose.ofDays(seed, DAYS), first.apply(100L * seed), second.apply(100L * seed + 1), onSkin));
        }
        return pairs;
    }

    private static double pooled(List<TwoSensors> pairs, Function<TwoSensors, Distance> of) {
        return pairs.stream().map(of).reduce(Distance.NONE, Distance::plus).rmse();
    }
}
