package org.hearthgate.nightscout.internal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.hearthgate.api.observation.Observation;

/**
 * What one POST brought, document by document in the order in which they were sent. Each document becomes an observation as soon as it
 * has been read, so the tree of only one is in memory at a time.
 */
record EntryBatch(List<EntryDecoder.Decoded> documents) {
    /** As many as the sink takes at once. */
    private static final int MOST = 10_000;

    EntryBatch {
        documents = List.copyOf(documents);
    }

    /**
     * @param refused told of every document that is not taken, and why
     * @throws RefusedRequest if the body is no JSON, or no object or array, or holds too many documents: then nothing of it is taken
     * @throws IOException if the peer went away
     */
    static EntryBatch read(InputStream body, EntryDecoder decoder, BiConsumer<JsonNode, String> refused)
            throws IOException {
        var documents = new ArrayList<EntryDecoder.Decoded>();
        try (JsonParser parser = WireJson.MAPPER.getFactory().createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (documents.size() == MOST) {
                        throw RefusedRequest.tooLarge("more than " + MOST + " entries; send fewer at a time");
                    }
                    documents.add(decoded(parser.readValueAsTree(), decoder, refused));
                }
            } else if (first == JsonToken.START_OBJECT) {
                documents.add(decoded(parser.readValueAsTree(), decoder, refused));
            } else {
                throw RefusedRequest.badRequest("the body must be one entry or an array of entries");
            }
            if (parser.nextToken() != null) {
                throw RefusedRequest.badRequest("the body goes on after its end" + at(parser.currentTokenLocation()));
            }
        } catch (StreamConstraintsException e) {
            throw RefusedRequest.tooLarge("the JSON is deeper or longer than entries are" + at(e.getLocation()));
        } catch (JacksonException e) {
            throw RefusedRequest.badRequest("the body is no JSON" + at(e.getLocation()) + "; nothing of it was taken");
        } catch (CharConversionException e) {
            throw RefusedRequest.badRequest("the body is no UTF-8; nothing of it was taken");
        }
        return new EntryBatch(documents);
    }

    private static EntryDecoder.Decoded decoded(
            JsonNode document, EntryDecoder decoder, BiConsumer<JsonNode, String> refused) {
        EntryDecoder.Decoded decoded = decoder.decode(document);
        if (decoded instanceof EntryDecoder.Decoded.Refused refusal) {
            refused.accept(document, refusal.reason());
        }
        return decoded;
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    List<Observation> observations() {
        return documents.stream()
                .filter(EntryDecoder.Decoded.Taken.class::isInstance)
                .map(taken -> ((EntryDecoder.Decoded.Taken) taken).observation())
                .toList();
    }
}
