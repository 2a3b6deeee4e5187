package org.hearthgate.forecast.tribuo.internal.linear;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hearthgate.forecast.tribuo.internal.features.Features;

/** Which of the features the simple model looks at: few enough that each weight can be read. */
public final class LinearFeatures {
    public static final List<String> NAMES = Stream.of(
                    Stream.of("glucose"),
                    IntStream.rangeClosed(1, 12).mapToObj(k -> 5 * k + " min ago less now"),
                    Stream.of("slope of 15 min", "slope of 30 min", "slope of 60 min", "momentum"),
                    Stream.of("least of 60 min less now", "SD of 60 min"),
                    Stream.of("mean of 60 min less now", "mean of 120 min less now", "mean of 240 min less now"),
                    Stream.of("mean of 1 days less now", "usual now less now"),
                    Stream.of("usual change of 30 min", "usual change of 60 min", "clock, sine", "clock, cosine"),
                    Stream.of("insulin on board, U", "insulin activity, U/min", "carbohydrate on board, g"))
            .flatMap(names -> names)
            .toList();

    private static final int[] INDEXES =
            NAMES.stream().mapToInt(LinearFeatures::index).toArray();

    private LinearFeatures() {}

    private static int index(String name) {
        int at = Features.names().indexOf(name);
        if (at < 0) {
            throw new IllegalStateException("there is no feature \"" + name + "\" any more: name another one here");
        }
        return at;
    }

    static int size() {
        return INDEXES.length;
    }

    /** {@return where the i-th of them stands among all features} */
    static int index(int i) {
        return INDEXES[i];
    }

    /** {@return those of a row of all features} */
    public static float[] of(float[] row) {
        var some = new float[INDEXES.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = row[INDEXES[i]];
        }
        return some;
    }
}
