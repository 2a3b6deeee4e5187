package org.hearthgate.notify.homeassistant.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.hearthgate.api.observation.GlucoseReading;

/** The unit in which this house reads glucose; the words are those that Home Assistant checks. */
enum GlucoseUnit {
    MG_PER_DL("mg/dL", 0, 1),
    MMOL_PER_L("mmol/L", 1, GlucoseReading.mgPerDlOf(1));

    private final String word;
    private final int decimals;
    private final double mgPerDlOfOne;

    GlucoseUnit(String word, int decimals, double mgPerDlOfOne) {
        this.word = word;
        this.decimals = decimals;
        this.mgPerDlOfOne = mgPerDlOfOne;
    }

    /** @throws IllegalArgumentException naming the key and what may stand there */
    static GlucoseUnit of(String word) {
        for (GlucoseUnit unit : values()) {
            if (unit.word.equals(word)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("unit must be mg/dL or mmol/L, was '" + word + "'");
    }

    String word() {
        return word;
    }

    int decimals() {
        return decimals;
    }

    /** {@return the value as it is read aloud} */
    BigDecimal of(double mgPerDl) {
        return BigDecimal.valueOf(mgPerDl / mgPerDlOfOne).setScale(decimals, RoundingMode.HALF_UP);
    }
}
