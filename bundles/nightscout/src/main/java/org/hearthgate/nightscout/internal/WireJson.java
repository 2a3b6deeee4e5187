package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The one reader and writer of JSON of this interface, with limits that keep a hostile document from eating the heap. */
final class WireJson {
    /** Real documents have two levels. */
    private static final int DEEPEST = 20;

    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NUMBER = 64;
    /** 10,000 documents of 70 fields. */
    private static final long MOST_TOKENS = 1_500_000;

    static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            // an answer that breaks off in the middle must not look complete
            .configure(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT, false)
            .configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);

    private WireJson() {}
}
