package org.hearthgate.store.sqlite.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays {@link Fields} out as one CBOR map with small integer keys (RFC 8949). */
final class CborFields {
    private static final int DEEPEST = 4;

    private final CBORFactory factory = new CBORFactory();

    byte[] write(Fields fields) {
        var out = new ByteArrayOutputStream(64);
        try (CBORGenerator cbor = factory.createGenerator(out)) {
            cbor.writeStartObject(null, fields.values().size());
            for (Map.Entry<Integer, Object> field : fields.values().entrySet()) {
                cbor.writeFieldId(field.getKey());
                write(cbor, field.getValue());
            }
            cbor.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return out.toByteArray();
    }

    private static void write(CBORGenerator cbor, Object value) throws IOException {
        if (value instanceof Long number) {
            cbor.writeNumber(number);
        } else if (value instanceof Double number) {
            cbor.writeNumber(number);
        } else if (value instanceof String text) {
            writeText(cbor, text);
        } else {
            var list = (List<?>) value;
            cbor.writeStartArray(null, list.size());
            for (Object element : list) {
                write(cbor, element);
            }
            cbor.writeEndArray();
        }
    }

    /** A lone surrogate (JSON can carry one) has no UTF-8; such text is kept as its UTF-16 octets, so that it fails no batch. */
    private static void writeText(CBORGenerator cbor, String text) throws IOException {
        if (StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            cbor.writeString(text);
        } else {
            var octets = new byte[text.length() * 2];
            for (int i = 0; i < text.length(); i++) {
                octets[2 * i] = (byte) (text.charAt(i) >> 8);
                octets[2 * i + 1] = (byte) text.charAt(i);
            }
            cbor.writeBinary(octets);
        }
    }

    /** @throws UnreadableException if these octets are no such map */
    Fields read(byte[] octets) {
        try (JsonParser cbor = factory.createParser(octets)) {
            if (cbor.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableException("no map of fields");
            }
            var values = new HashMap<Integer, Object>();
            while (cbor.nextToken() == JsonToken.FIELD_NAME) {
                int field = Integer.parseInt(cbor.currentName());
                cbor.nextToken();
                values.put(field, read(cbor, 0));
            }
            if (cbor.currentToken() != JsonToken.END_OBJECT) {
                throw new UnreadableException("the map of fields does not end");
            }
            return new Fields(values);
        } catch (IOException | NumberFormatException e) {
            throw new UnreadableException("no CBOR that this hub wrote", e);
        }
    }

    private static Object read(JsonParser cbor, int depth) throws IOException {
        JsonToken token = cbor.currentToken();
        if (token == null || depth > DEEPEST) {
            throw new UnreadableException("a field has no value");
        }
        return switch (token) {
            case VALUE_NUMBER_INT -> cbor.getLongValue();
            case VALUE_NUMBER_FLOAT -> cbor.getDoubleValue();
            case VALUE_STRING -> cbor.getText();
            case VALUE_EMBEDDED_OBJECT -> utf16(cbor.getBinaryValue());
            case START_ARRAY -> readList(cbor, depth);
            default -> throw new UnreadableException("a field holds " + token);
        };
    }

    private static List<Object> readList(JsonParser cbor, int depth) throws IOException {
        var list = new ArrayList<Object>();
        while (cbor.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(cbor, depth + 1));
        }
        return list;
    }

    private static String utf16(byte[] octets) {
        var text = new char[octets.length / 2];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) ((octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff);
        }
        return new String(text);
    }
}
