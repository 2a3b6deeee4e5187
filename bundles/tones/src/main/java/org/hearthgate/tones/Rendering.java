package org.hearthgate.tones;

/** A burst on its way to a loudspeaker, made part by part: whoever is to be woken must not wait until its end is computed. */
final class Rendering {
    private static final int OCTETS_A_SAMPLE = 2;

    private final Burst burst;
    private final double amplitude;
    private final int samples;

    /** @param amplitude share of full scale, 0 to 1 */
    Rendering(Burst burst, double amplitude) {
        this.burst = burst;
        this.amplitude = amplitude;
        samples = Synthesis.count(burst);
    }

    /** {@return how many octets it has} */
    int octets() {
        return samples * OCTETS_A_SAMPLE;
    }

    /** {@return so many octets, fewer at the end} */
    byte[] part(int fromOctet, int octets) {
        int from = fromOctet / OCTETS_A_SAMPLE;
        int count = Math.min(samples - from, octets / OCTETS_A_SAMPLE);
        return Synthesis.octets(Synthesis.samples(burst, amplitude, from, count));
    }
}
