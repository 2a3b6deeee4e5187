package org.hearthgate.forecast.tribuo.internal.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;

/** How often the truth lay within the interval that was foretold, by person, for intervals of three widths. */
final class Coverage {
    /** What share of the cases an interval should hold. */
    static final double[] LEVELS = {0.50, 0.80, 0.95};

    /** A person's share by level. */
    record OfPerson(String person, long cases, double[] shares) {}

    /** by person: the cases, and by level how many of them were within */
    private final Map<String, long[]> counts = new TreeMap<>();

    /** @param edge below what the truth will be in a share of cases, mg/dL */
    void take(String person, DoubleUnaryOperator edge, double came) {
        long[] count = counts.computeIfAbsent(person, any -> new long[1 + LEVELS.length]);
        count[0]++;
        for (int i = 0; i < LEVELS.length; i++) {
            double outside = (1 - LEVELS[i]) / 2;
            if (edge.applyAsDouble(outside) <= came && came <= edge.applyAsDouble(1 - outside)) {
                count[1 + i]++;
            }
        }
    }

    List<OfPerson> people() {
        var people = new ArrayList<OfPerson>();
        counts.forEach((person, count) -> people.add(ofPerson(person, count)));
        return people;
    }

    OfPerson pooled() {
        var sum = new long[1 + LEVELS.length];
        counts.values().forEach(count -> {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += count[i];
            }
        });
        return ofPerson("all", sum);
    }

    private static OfPerson ofPerson(String person, long[] count) {
        var shares = new double[LEVELS.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = count[0] == 0 ? Double.NaN : (double) count[1 + i] / count[0];
        }
        return new OfPerson(person, count[0], shares);
    }
}
