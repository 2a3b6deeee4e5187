package org.hearthgate.adapter.coap.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.hearthgate.testkit.Given;

/** The beginning of most sentences here: a pack, decoded at noon. */
final class Packs {
    static final Instant NOON = Given.NOON;
    static final String DEVICE = "urn:dev:mac:0024befffe804ff1:";

    private Packs() {}

    /** One reading of now. */
    static String glucose(String mgPerDl) {
        return "[{\"bn\":\"" + DEVICE + "\",\"n\":\"glucose\",\"u\":\"mg/dL\",\"v\":" + mgPerDl + "}]";
    }

    static SenmlPack json(String text) throws SenmlException {
        return SenmlDecoder.decode(utf8(text), SenmlFormat.JSON, NOON);
    }

    static SenmlPack cbor(String hex) throws SenmlException {
        return SenmlDecoder.decode(HexFormat.of().parseHex(hex.replace(" ", "")), SenmlFormat.CBOR, NOON);
    }

    static SenmlObservations.Result observations(String text) throws SenmlException {
        return SenmlObservations.of(json(text).records(), urn -> Given.ANNA, NOON);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same pack in CBOR: integer labels, numbers as decimal text says them, in doubles. */
    static byte[] toCbor(String json) {
        var out = new ByteArrayOutputStream();
        try (JsonParser in = new JsonFactory().createParser(json);
                var cbor = new com.fasterxml.jackson.dataformat.cbor.CBORFactory().createGenerator(out)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                switch (token) {
                    case FIELD_NAME -> cbor.writeFieldId(number(in.currentName()));
                    case VALUE_NUMBER_FLOAT -> cbor.writeNumber(in.getDoubleValue());
                    default -> cbor.copyCurrentEvent(in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static long number(String word) {
        return switch (word) {
            case "bn" -> -2;
            case "bt" -> -3;
            case "bu" -> -4;
            case "n" -> 0;
            case "u" -> 1;
            case "v" -> 2;
            case "t" -> 6;
            default -> throw new IllegalArgumentException(word);
        };
    }
}
