package org.hearthgate.tones;

import java.util.stream.IntStream;

/**
 * Makes a burst into sound: each pulse a fundamental with harmonics up to 4 kHz, each within 15 dB of it, so that it is found in a room and
 * heard through a small loudspeaker; it rises and falls smoothly. 16 bit signed, lowest octet first, one channel, {@value #RATE} a second.
 */
public final class Synthesis {
    /** Samples a second. */
    public static final int RATE = 48_000;

    /** Octets of a millisecond. */
    public static final int OCTETS_A_MILLI = RATE / 1000 * 2;

    private static final double HIGHEST_HARMONIC = 4_000;
    private static final double[] HARMONICS = {1, 0.75, 0.55, 0.4, 0.3, 0.25, 0.2, 0.2};
    private static final int TABLE = 4096;
    /** By the number of harmonics; made once, for an alarm must not wait for sines. */
    private static final double[][] WAVES =
            IntStream.rangeClosed(0, HARMONICS.length).mapToObj(Synthesis::turn).toArray(double[][]::new);

    private static final double RISE = 0.15;
    private static final double FALL = 0.30;
    private static final int STRIKE_MILLIS = 8;
    /** A bell is down to a fiftieth at its end. */
    private static final double DECAY = Math.log(50);

    private Synthesis() {}

    /**
     * {@return the samples of a burst}
     *
     * @param amplitude share of full scale, 0 to 1
     */
    public static short[] samples(Burst burst, double amplitude) {
        if (!(amplitude >= 0 && amplitude <= 1)) {
            throw new IllegalArgumentException("amplitude must be 0 to 1, was " + amplitude);
        }
        return samples(burst, amplitude, 0, count(burst));
    }

    /** {@return how many samples a burst has} */
    static int count(Burst burst) {
        return Math.toIntExact(burst.length().toMillis() * RATE / 1000) + 1;
    }

    /** {@return some of the samples of a burst, the same as in the whole} */
    static short[] samples(Burst burst, double amplitude, int from, int count) {
        var samples = new short[count];
        for (Pulse pulse : burst.pulses()) {
            add(samples, from, pulse, amplitude * pulse.share() * Short.MAX_VALUE);
        }
        return samples;
    }

    private static void add(short[] samples, int from, Pulse pulse, double peak) {
        int first = pulse.startMillis() * (RATE / 1000);
        int length = pulse.lengthMillis() * (RATE / 1000);
        double[] wave = wave(pulse.hertz());
        double step = pulse.hertz() * TABLE / RATE;
        int end = Math.min(length, from + samples.length - 1 - first);
        for (int i = Math.max(0, from - first); i <= end; i++) {
            double phase = i * step % TABLE;
            int at = (int) phase;
            double value = wave[at] + (phase - at) * (wave[at + 1] - wave[at]);
            samples[first + i - from] = (short) Math.round(peak * envelope(pulse, i, length) * value);
        }
    }

    private static double[] wave(double hertz) {
        return WAVES[Math.min(HARMONICS.length, (int) (HIGHEST_HARMONIC / hertz))];
    }

    /** One turn of the sum of the harmonics, its highest point at 1, and its first value again at the end. */
    private static double[] turn(int harmonics) {
        var wave = new double[TABLE + 1];
        double highest = 0;
        for (int i = 0; i <= TABLE; i++) {
            for (int k = 1; k <= harmonics; k++) {
                wave[i] += HARMONICS[k - 1] * Math.sin(2 * Math.PI * k * i / TABLE);
            }
            highest = Math.max(highest, Math.abs(wave[i]));
        }
        for (int i = 0; i <= TABLE && highest > 0; i++) {
            wave[i] /= highest;
        }
        return wave;
    }

    private static double envelope(Pulse pulse, int i, int length) {
        double rise = pulse.chime() ? STRIKE_MILLIS * (RATE / 1000.0) : RISE * length;
        double fall = FALL * length;
        double held = pulse.chime() ? Math.exp(-DECAY * i / length) : 1;
        return held * smooth(i / rise) * smooth((length - i) / fall);
    }

    private static double smooth(double part) {
        return part >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * part);
    }

    /** {@return samples as octets, lowest first} */
    public static byte[] octets(short[] samples) {
        var octets = new byte[samples.length * 2];
        for (int i = 0; i < samples.length; i++) {
            octets[2 * i] = (byte) samples[i];
            octets[2 * i + 1] = (byte) (samples[i] >> 8);
        }
        return octets;
    }

    /** {@return what a loudspeaker is given between two sounds} */
    public static byte[] silence(int millis) {
        return new byte[millis * OCTETS_A_MILLI];
    }
}
