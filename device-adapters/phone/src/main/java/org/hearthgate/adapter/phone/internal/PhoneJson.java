package org.hearthgate.adapter.phone.internal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a phone's list of documents, one at a time, within limits that keep a hostile answer from eating the heap. What was whole before
 * a break is kept.
 *
 * @param documents in the order in which they came
 * @param broken why the list ends before its end, or holds what is no document; empty when all is well
 */
record PhoneJson(List<ObjectNode> documents, Optional<String> broken) {
    /** xDrip+ sends at most 1000; Juggluco has no limit of its own. */
    private static final int MOST_DOCUMENTS = 2000;

    static final int LARGEST_DOCUMENT = 16 * 1024;
    private static final int DEEPEST = 20;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_NUMBER = 64;
    private static final long MOST_TOKENS = 300_000;

    static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LARGEST_DOCUMENT)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build());

    PhoneJson {
        documents = List.copyOf(documents);
    }

    /**
     * Nothing at all, {@code []} and {@code {}} mean that there is nothing: xDrip+ with {@code no_empty}, xDrip+, and Juggluco say it so.
     *
     * @throws PhoneException if it does not even begin as JSON
     */
    static PhoneJson read(byte[] body) throws PhoneException {
        var documents = new ArrayList<ObjectNode>();
        try (JsonParser parser = MAPPER.getFactory().createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new PhoneJson(documents, Optional.empty());
            }
            return switch (first) {
                case START_ARRAY -> new PhoneJson(documents, array(parser, documents));
                case START_OBJECT -> new PhoneJson(single(parser.readValueAsTree()), Optional.empty());
                default -> throw noList(null);
            };
        } catch (JacksonException e) {
            if (documents.isEmpty()) {
                throw noList(e);
            }
            return new PhoneJson(
                    documents, Optional.of("the list breaks off or is damaged after document " + documents.size()));
        } catch (IOException e) {
            throw noList(e); // no UTF-8
        }
    }

    private static Optional<String> array(JsonParser parser, List<ObjectNode> documents) throws IOException {
        int strangers = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (documents.size() == MOST_DOCUMENTS) {
                return Optional.of("more than " + MOST_DOCUMENTS + " documents; the rest was left unread");
            }
            if (parser.currentToken() == null) {
                return Optional.of("the list breaks off after document " + documents.size());
            }
            JsonNode node = parser.readValueAsTree();
            if (node instanceof ObjectNode document) {
                documents.add(document);
            } else {
                strangers++;
            }
        }
        return strangers == 0 ? Optional.empty() : Optional.of(strangers + " elements of the list are no documents");
    }

    private static List<ObjectNode> single(JsonNode node) {
        return node instanceof ObjectNode document && (document.has("sgv") || document.has("created_at"))
                ? List.of(document)
                : List.of();
    }

    private static PhoneException noList(Throwable cause) {
        return new PhoneException(
                PhoneException.Why.NONSENSE,
                "it answers, but not with a list of readings: check that it is xDrip+ or Juggluco, and .secret (Juggluco answers a"
                        + " wrong one so)",
                cause);
    }
}
