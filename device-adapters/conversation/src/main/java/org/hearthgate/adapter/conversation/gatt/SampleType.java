package org.hearthgate.adapter.conversation.gatt;

import java.util.List;

/** Names the fluid that glucose was measured in: one list of numbers for the Glucose service and the CGM service (GATT Sample Type). */
public final class SampleType {
    private static final List<String> WORDS = List.of(
            "Reserved",
            "CapillaryWholeBlood",
            "CapillaryPlasma",
            "VenousWholeBlood",
            "VenousPlasma",
            "ArterialWholeBlood",
            "ArterialPlasma",
            "UndeterminedWholeBlood",
            "UndeterminedPlasma",
            "InterstitialFluid",
            "ControlSolution");

    private SampleType() {}

    /** {@return the name in the specification} @param code 0 to 15 */
    public static String word(int code) {
        return code < WORDS.size() ? WORDS.get(code) : WORDS.get(0);
    }
}
