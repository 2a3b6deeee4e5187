package org.hearthgate.forecast.tribuo.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PerceptronTest {
    @Test
    void learns_what_no_line_can() {
        var rows = new double[2000][];
        var targets = new double[rows.length];
        var random = new Random(3);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {random.nextGaussian(), random.nextGaussian()};
            targets[i] = rows[i][0] * rows[i][1] > 0 ? 1 : 0;
        }
        var net = new Perceptron(2, true, new Random(1));

        net.teach(rows, targets, 60, new Random(2));

        int right = 0;
        for (int i = 0; i < rows.length; i++) {
            right += net.sum(rows[i]) > 0 == (targets[i] == 1) ? 1 : 0;
        }
        assertThat(right).isGreaterThan(1900);
    }

    @Test
    void one_seed_makes_one_net() {
        assertThat(taught(5).sum(new double[] {1, 2})).isEqualTo(taught(5).sum(new double[] {1, 2}));
        assertThat(taught(5).sum(new double[] {1, 2})).isNotEqualTo(taught(6).sum(new double[] {1, 2}));
    }

    private static Perceptron taught(long seed) {
        var random = new Random(seed);
        var net = new Perceptron(2, false, random);
        net.teach(new double[][] {{1, 0}, {0, 1}}, new double[] {1, -1}, 3, random);
        return net;
    }
}
