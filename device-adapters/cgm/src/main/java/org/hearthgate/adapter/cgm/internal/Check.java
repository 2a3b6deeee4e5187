package org.hearthgate.adapter.cgm.internal;

/** What became of a value's end-to-end check. */
enum Check {
    OK("ok"),
    MISMATCH("mismatch"),
    /** The value carries none. */
    ABSENT("absent"),
    /** The feature value's place for it is filled with ones, because the sensor makes none. */
    UNSUPPORTED("unsupported");

    private final String word;

    Check(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
