package org.hearthgate.forecast.tribuo.internal.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Foretold chances beside what came: of those with a chance of 20 %, one in five should have come. */
final class Reliability {
    private float[] chances = new float[1024];
    private boolean[] came = new boolean[1024];
    private int size;

    /**
     * Cases of about the same chance.
     *
     * @param from least chance of the bin, or of its cases
     * @param to most
     * @param meanChance of its cases
     * @param share of its cases that came
     */
    record Bin(double from, double to, int cases, double meanChance, double share) {
        /** {@return the 95 % interval of the share, after Wilson} */
        double[] uncertainty() {
            double z = 1.96;
            double middle = (share + z * z / (2 * cases)) / (1 + z * z / cases);
            double half =
                    z / (1 + z * z / cases) * Math.sqrt(share * (1 - share) / cases + z * z / (4.0 * cases * cases));
            return new double[] {Math.max(0, middle - half), Math.min(1, middle + half)};
        }
    }

    void take(double chance, boolean low) {
        if (size == chances.length) {
            chances = Arrays.copyOf(chances, 2 * size);
            came = Arrays.copyOf(came, 2 * size);
        }
        chances[size] = (float) chance;
        came[size++] = low;
    }

    int cases() {
        return size;
    }

    double share() {
        return bin(0, 1, size, all()).share();
    }

    double meanChance() {
        return bin(0, 1, size, all()).meanChance();
    }

    double brier() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double off = chances[i] - (came[i] ? 1 : 0);
            sum += off * off / size;
        }
        return sum;
    }

    /** {@return bins of the same width that have cases, ascending} */
    List<Bin> equalWidth(int bins) {
        var of = new ArrayList<List<Integer>>();
        for (int b = 0; b < bins; b++) {
            of.add(new ArrayList<>());
        }
        for (int i = 0; i < size; i++) {
            of.get(Math.min(bins - 1, (int) (chances[i] * bins))).add(i);
        }
        var made = new ArrayList<Bin>();
        for (int b = 0; b < bins; b++) {
            int[] cases = of.get(b).stream().mapToInt(Integer::intValue).toArray();
            if (cases.length > 0) {
                made.add(bin((double) b / bins, (b + 1.0) / bins, cases.length, cases));
            }
        }
        return made;
    }

    /** {@return bins with the same number of cases, give or take one, ascending} */
    List<Bin> equalCount(int bins) {
        int[] sorted = sorted();
        var made = new ArrayList<Bin>();
        for (int b = 0; b < bins; b++) {
            int[] cases =
                    Arrays.copyOfRange(sorted, (int) ((long) size * b / bins), (int) ((long) size * (b + 1) / bins));
            if (cases.length > 0) {
                made.add(bin(chances[cases[0]], chances[cases[cases.length - 1]], cases.length, cases));
            }
        }
        return made;
    }

    /** {@return how far the share lies from the chance, on average over the cases: the expected calibration error} */
    static double error(List<Bin> bins) {
        long cases = 0;
        double sum = 0;
        for (Bin bin : bins) {
            cases += bin.cases();
            sum += bin.cases() * Math.abs(bin.meanChance() - bin.share());
        }
        return cases == 0 ? Double.NaN : sum / cases;
    }

    private Bin bin(double from, double to, int n, int[] cases) {
        double chance = 0;
        int low = 0;
        for (int i : cases) {
            chance += chances[i];
            low += came[i] ? 1 : 0;
        }
        return new Bin(from, to, n, chance / n, (double) low / n);
    }

    private int[] all() {
        var all = new int[size];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** By chance, and those of the same chance in the order in which they came. */
    private int[] sorted() {
        var keys = new long[size];
        for (int i = 0; i < size; i++) {
            // the bits of floats that are not negative ascend as the floats do
            keys[i] = (long) Float.floatToIntBits(chances[i]) << 32 | i;
        }
        Arrays.sort(keys);
        var sorted = new int[size];
        Arrays.setAll(sorted, i -> (int) keys[i]);
        return sorted;
    }
}
