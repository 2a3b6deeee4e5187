package org.hearthgate.adapter.mqtt.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Reads one message within limits that keep a hostile one from eating the heap. */
final class MessageJson {
    /** Real ones have less than 2 KiB. */
    static final int LARGEST = 32 * 1024;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(8192)
                            .maxNameLength(200)
                            .maxNumberLength(40)
                            .maxTokenCount(4000)
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private MessageJson() {}

    /** @throws IllegalArgumentException if it is no JSON, or larger than a message of a device is */
    static JsonNode read(byte[] payload) {
        if (payload.length > LARGEST) {
            throw new IllegalArgumentException("larger than " + LARGEST / 1024 + " KiB; no device's message is");
        }
        try (JsonParser parser = MAPPER.getFactory().createParser(payload)) {
            JsonNode node = MAPPER.readTree(parser);
            if (node == null || node.isMissingNode() || parser.nextToken() != null) {
                throw new IllegalArgumentException("no JSON, or more than one value");
            }
            return node;
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }
}
