package org.hearthgate.adapter.vitals.internal;

import java.util.Optional;

/** Where on the body a thermometer measured (Temperature Type, 2A1D). */
enum BodySite {
    ARMPIT("Armpit"),
    BODY("Body"),
    EAR("Ear"),
    FINGER("Finger"),
    GASTRO_INTESTINAL("GastroIntestinal"),
    MOUTH("Mouth"),
    RECTUM("Rectum"),
    TOE("Toe"),
    TYMPANUM("Tympanum");

    private final String word;

    BodySite(String word) {
        this.word = word;
    }

    /** {@return the place of this number, 1 to 9; empty for a reserved one} */
    static Optional<BodySite> of(int number) {
        return number >= 1 && number <= values().length ? Optional.of(values()[number - 1]) : Optional.empty();
    }

    /** {@return the word that is shown for this number} */
    static String word(int number) {
        return of(number).map(site -> site.word).orElse("Reserved");
    }
}
