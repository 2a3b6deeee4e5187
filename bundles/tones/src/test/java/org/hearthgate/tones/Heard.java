package org.hearthgate.tones;

import java.util.ArrayList;
import java.util.List;

/** What an ear makes of samples: where sound is, how loud, and which frequencies. Knows nothing of how they were made. */
final class Heard {
    /** Short enough to find gaps of 50 ms. */
    private static final int WINDOW = Synthesis.RATE / 200;

    private final short[] samples;

    private Heard(short[] samples) {
        this.samples = samples;
    }

    static Heard of(short[] samples) {
        return new Heard(samples.clone());
    }

    /** {@return from octets, lowest first} */
    static Heard of(byte[] octets) {
        var samples = new short[octets.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) ((octets[2 * i] & 0xff) | (octets[2 * i + 1] << 8));
        }
        return new Heard(samples);
    }

    short[] samples() {
        return samples.clone();
    }

    double millis() {
        return samples.length * 1000.0 / Synthesis.RATE;
    }

    int peak() {
        int peak = 0;
        for (short sample : samples) {
            peak = Math.max(peak, Math.abs((int) sample));
        }
        return peak;
    }

    /** A stretch that sounds; from where to where, in ms. */
    record Stretch(double from, double to) {
        double length() {
            return to - from;
        }
    }

    /**
     * {@return the stretches that sound, by their loudness over 5 ms}
     *
     * @param floor share of full scale that counts as silence
     */
    List<Stretch> pulses(double floor) {
        var found = new ArrayList<Stretch>();
        double from = -1;
        for (int at = 0; at < samples.length; at += WINDOW) {
            boolean sounds = rms(at, Math.min(samples.length, at + WINDOW)) > floor * Short.MAX_VALUE;
            double millis = at * 1000.0 / Synthesis.RATE;
            if (sounds && from < 0) {
                from = millis;
            } else if (!sounds && from >= 0) {
                found.add(new Stretch(from, millis));
                from = -1;
            }
        }
        if (from >= 0) {
            found.add(new Stretch(from, millis()));
        }
        return found;
    }

    double rms(Stretch stretch) {
        return rms((int) (stretch.from() * Synthesis.RATE / 1000), (int) (stretch.to() * Synthesis.RATE / 1000));
    }

    double rms(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / Math.max(1, to - from));
    }

    /** {@return how strong one frequency is in the middle half of a stretch (Goertzel), in units of a sine's amplitude} */
    double strength(Stretch stretch, double hertz) {
        int from = (int) ((stretch.from() + stretch.length() / 4) * Synthesis.RATE / 1000);
        int count = (int) (stretch.length() / 2 * Synthesis.RATE / 1000);
        double step = 2 * Math.PI * hertz / Synthesis.RATE;
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < count; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / count);
            real += window * samples[from + i] * Math.cos(step * i);
            imaginary += window * samples[from + i] * Math.sin(step * i);
        }
        return 4 * Math.hypot(real, imaginary) / count;
    }

    /** {@return the fundamental: the lowest frequency within 12 dB of the strongest} */
    double fundamental(Stretch stretch) {
        double strongest = 0;
        for (double hertz = 100; hertz <= 4200; hertz += 5) {
            strongest = Math.max(strongest, strength(stretch, hertz));
        }
        double best = 0;
        double at = 0;
        for (double hertz = 100; hertz <= 4200; hertz += 5) {
            double here = strength(stretch, hertz);
            if (here > strongest / 4 && here > best) {
                best = here;
                at = hertz;
            } else if (best > 0 && hertz > at + 60) {
                break;
            }
        }
        return at;
    }
}
