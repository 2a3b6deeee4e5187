package org.hearthgate.adapter.simulator.internal.person;

/**
 * Seeded luck that falls the same way on every machine and every JDK, which the JDK's own generators do not promise for normal numbers.
 * SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) with Box–Muller on {@link StrictMath}. Used by one thread at a time.
 */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double WIDEST = 2.5;

    private long state;

    Chance(long seed) {
        state = seed;
    }

    /** {@return the luck of one matter at one place in time, independent of how many numbers others have drawn} */
    static Chance of(long seed, String matter, long index) {
        long mixed = mix(seed + GOLDEN);
        for (int i = 0; i < matter.length(); i++) {
            mixed = mix(mixed ^ (matter.charAt(i) + GOLDEN));
        }
        return new Chance(mix(mixed ^ mix(index + GOLDEN)));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** {@return a number in [0, 1)} */
    double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    double between(double lowest, double highest) {
        return lowest + (highest - lowest) * uniform();
    }

    /** {@return a whole number of minutes or grams in [lowest, highest]} */
    int whole(int lowest, int highest) {
        return lowest + (int) (uniform() * (highest - lowest + 1));
    }

    boolean happens(double probability) {
        return uniform() < probability;
    }

    /** {@return a standard normal number} */
    double gaussian() {
        double u = 1 - uniform();
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** {@return a normal number, kept within 2.5 standard deviations: one person in a hundred is odd, none is impossible} */
    double normal(double mean, double sd) {
        return mean + sd * Math.max(-WIDEST, Math.min(WIDEST, gaussian()));
    }

    /** {@return a factor around 1, above 0, with about this relative spread} */
    double factor(double spread) {
        return StrictMath.exp(normal(0, spread));
    }
}
