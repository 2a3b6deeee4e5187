package org.hearthgate.adapter.vitals.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hearthgate.api.observation.Doubt;

/**
 * What a cuff says about its own measurement.
 *
 * @param bits the measurement status, 16 bits
 */
record CuffStatus(int bits) {
    private enum Finding {
        BODY_MOVEMENT(0, "BodyMovement"),
        CUFF_TOO_LOOSE(1, "CuffTooLoose"),
        IRREGULAR_PULSE(2, "IrregularPulse"),
        IMPROPER_POSITION(5, "ImproperPosition");

        private final int bit;
        private final String word;

        Finding(int bit, String word) {
            this.bit = bit;
            this.word = word;
        }
    }

    private static final List<String> PULSE_RANGE =
            List.of("in range", "above upper limit", "below lower limit", "reserved");

    List<String> words() {
        var words = new ArrayList<String>();
        for (Finding finding : Finding.values()) {
            if ((bits >> finding.bit & 1) != 0) {
                words.add(finding.word);
            }
        }
        return words;
    }

    String pulseRange() {
        return PULSE_RANGE.get(bits >> 3 & 3);
    }

    /** {@return why the measurement is to be trusted less; empty when the cuff is content} */
    Optional<Doubt> doubt() {
        var measures = new TreeMap<String, Double>();
        for (String word : words()) {
            measures.put(Character.toLowerCase(word.charAt(0)) + word.substring(1), 1.0);
        }
        if ((bits >> 3 & 3) != 0) {
            measures.put("pulseOutOfRange", 1.0);
        }
        return measures.isEmpty()
                ? Optional.empty()
                : Optional.of(new Doubt(
                        Doubt.Flag.NOISY,
                        "the cuff doubts its own measurement; measure again at rest",
                        Map.copyOf(measures)));
    }
}
