package org.hearthgate.forecast.tribuo.internal.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hearthgate.forecast.tribuo.internal.boosting.Booster.Loss;
import org.junit.jupiter.api.Test;

class BoosterTest {
    private static final Booster SQUARES = new Booster(Loss.SQUARES, 120, 8, 10, 0.1, 1, 0.7, 1, 5);
    private static final Booster LOGISTIC = new Booster(Loss.LOGISTIC, 120, 8, 10, 0.1, 1, 0.7, 1, 5);
    private static final int N = 4_000;

    private final float[][] rows = rows(N, 1);
    private final Bins bins = Bins.of(rows, 3);

    @Test
    void it_learns_a_step_a_bend_and_what_an_unknown_means() {
        Trees trees = learned(SQUARES, Work.withAllCores());
        double off = 0;
        for (float[] row : rows(1_000, 2)) {
            off += Math.abs(trees.sum(row) - truth(row)) / 1_000;
        }
        assertThat(off).isLessThan(0.6); // of values from -5 to 15
    }

    @Test
    void it_learns_how_often_something_comes() {
        var random = new Random(3);
        var targets = new float[N];
        for (int i = 0; i < N; i++) {
            targets[i] = random.nextDouble() < (rows[i][0] > 0.5 ? 0.8 : 0.1) ? 1 : 0;
        }
        var trees = new Trees(bins);
        LOGISTIC.add(trees, columns(), targets, new double[N], Work.withAllCores());
        assertThat(meanProbability(trees, 0.9f)).isCloseTo(0.8, within(0.1));
        assertThat(meanProbability(trees, 0.1f)).isCloseTo(0.1, within(0.1));
    }

    private static double meanProbability(Trees trees, float first) {
        var random = new Random(4);
        double sum = 0;
        for (int i = 0; i < 200; i++) {
            sum += 1 / (1 + Math.exp(-trees.sum(new float[] {first, random.nextFloat(), random.nextFloat()})));
        }
        return sum / 200;
    }

    @Test
    void one_core_and_all_cores_and_a_second_time_make_the_same_trees() throws IOException {
        byte[] first = written(learned(SQUARES, Work.withAllCores()));
        assertThat(written(learned(SQUARES, Work.withAllCores()))).isEqualTo(first);
        assertThat(written(learned(SQUARES, Work.quietly(() -> false)))).isEqualTo(first);
    }

    @Test
    void a_binned_row_and_its_features_get_the_same_sum() {
        Trees trees = learned(SQUARES, Work.withAllCores());
        Columns columns = columns();
        for (int i = 0; i < N; i++) {
            assertThat(trees.sum(columns, i)).isEqualTo(trees.sum(rows[i]));
        }
    }

    @Test
    void the_shares_of_the_features_and_the_rest_are_the_sum() {
        Trees trees = learned(SQUARES, Work.withAllCores());
        for (float[] row : rows(200, 6)) {
            var shares = new double[3];
            var rest = new double[1];
            trees.contributions(row, 1, shares, base -> rest[0] = base);
            assertThat(rest[0] + shares[0] + shares[1] + shares[2]).isCloseTo(trees.sum(row), within(1e-6));
        }
    }

    @Test
    void it_stops_when_nobody_waits_for_it() {
        assertThatThrownBy(() -> learned(SQUARES, Work.quietly(() -> true))).isInstanceOf(CancellationException.class);
    }

    @Test
    void what_was_written_is_read_again() throws IOException {
        Trees trees = learned(SQUARES, Work.withAllCores());
        Trees read = TreesFile.read(bins, new DataInputStream(new ByteArrayInputStream(written(trees))));
        for (float[] row : rows(500, 7)) {
            assertThat(read.sum(row)).isEqualTo(trees.sum(row));
        }
    }

    @Property(tries = 300)
    void a_damaged_file_is_refused_or_makes_some_other_trees_but_breaks_nothing(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int damages) throws IOException {
        var few = new Booster(Loss.SQUARES, 5, 8, 10, 0.1, 1, 0.7, 1, 5);
        byte[] octets = written(learned(few, Work.withAllCores()));
        for (int i = 0; i < damages; i++) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        int length = random.nextBoolean() ? octets.length : random.nextInt(octets.length);
        try {
            Trees read = TreesFile.read(bins, new DataInputStream(new ByteArrayInputStream(octets, 0, length)));
            assertThat(read.sum(rows[0])).isFinite();
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }

    private static byte[] written(Trees trees) throws IOException {
        var octets = new ByteArrayOutputStream();
        TreesFile.write(trees, new DataOutputStream(octets));
        return octets.toByteArray();
    }

    private Trees learned(Booster booster, Work work) {
        var trees = new Trees(bins);
        var targets = new float[N];
        for (int i = 0; i < N; i++) {
            targets[i] = (float) truth(rows[i]);
        }
        booster.add(trees, columns(), targets, new double[N], work);
        return trees;
    }

    private Columns columns() {
        var columns = new Columns(bins);
        for (float[] row : rows) {
            columns.add(row);
        }
        return columns;
    }

    private static double truth(float[] row) {
        double step = row[0] > 0.3 ? 10 : 0;
        double bend = Float.isNaN(row[1]) ? 5 : 20 * (row[1] - 0.5) * (row[1] - 0.5);
        return step + bend;
    }

    private static float[][] rows(int n, long seed) {
        var random = new Random(seed);
        var rows = new float[n][3];
        for (float[] row : rows) {
            row[0] = random.nextFloat();
            row[1] = random.nextInt(10) == 0 ? Float.NaN : random.nextFloat();
            row[2] = random.nextFloat();
        }
        return rows;
    }
}
