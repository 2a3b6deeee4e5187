package org.hearthgate.cloud.mqtt.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How much of a person's glucose a recipient gets. The words are what a family writes into its consent, so they never change meaning. */
enum Granularity {
    NOTHING("nothing"),
    /** One message per quarter hour with a sum of its readings; no single reading, no time within the quarter hour. */
    SUMMARY_15_MIN("summary-15min");

    /** Promised for later. Refused by name, so that nobody believes a finer or coarser consent is being honoured. */
    private static final List<String> RESERVED = List.of("summary-1h", "summary-1d", "reading");

    private final String word;

    Granularity(String word) {
        this.word = word;
    }

    /** @throws IllegalArgumentException for any other word; the message says which ones there are */
    static Granularity ofWord(String word) {
        return Arrays.stream(values())
                .filter(granularity -> granularity.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("granularity '" + word + "' is "
                        + (RESERVED.contains(word) ? "reserved for a later version" : "not known")
                        + ", so this consent allows nothing: use one of "
                        + Stream.of(values()).map(value -> value.word).collect(Collectors.joining(", "))));
    }
}
