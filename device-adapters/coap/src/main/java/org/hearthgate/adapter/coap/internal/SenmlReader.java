package org.hearthgate.adapter.coap.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORFactoryBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns octets into labelled fields and judges only form; what the fields mean together is {@link SenmlDecoder}'s matter. */
final class SenmlReader {
    /** Two months of a reading every 20 minutes; a device with more to tell sends several packs. */
    static final int MOST_RECORDS = 4096;

    private static final int WIDEST_SCALE = 64;
    private static final int MOST_BITS = 256;
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(8)
            .maxNumberLength(64)
            .maxNameLength(64)
            .maxStringLength(4096)
            .build();
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(LIMITS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();
    private static final JsonFactory CBOR = new CBORFactoryBuilder(new CBORFactory())
            .streamReadConstraints(LIMITS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final byte[] body;
    private final SenmlFormat format;
    private final JsonParser parser;

    /**
     * One record as it was written.
     *
     * @param fields numbers as BigDecimal, text and data (hex) as String, flags as Boolean
     * @param fault what is wrong with one of its own fields, if anything
     * @param from first octet
     * @param until octet behind the last
     */
    record Fields(Map<SenmlLabel, Object> fields, Optional<String> fault, int from, int until) {
        Optional<BigDecimal> number(SenmlLabel label) {
            return Optional.ofNullable((BigDecimal) fields.get(label));
        }

        Optional<String> text(SenmlLabel label) {
            return Optional.ofNullable((String) fields.get(label));
        }
    }

    private SenmlReader(byte[] body, SenmlFormat format, JsonParser parser) {
        this.body = body;
        this.format = format;
        this.parser = parser;
    }

    static List<Fields> read(byte[] body, SenmlFormat format) throws SenmlException {
        if (format == SenmlFormat.JSON && body.length > 1 && (body[0] == 0 || body[1] == 0)) {
            throw new SenmlException("the body is not UTF-8; send SenML JSON as UTF-8");
        }
        try (JsonParser parser = (format == SenmlFormat.CBOR ? CBOR : JSON).createParser(body)) {
            return new SenmlReader(body, format, parser).pack();
        } catch (JsonProcessingException e) {
            throw new SenmlException("the body is not well-formed " + format.mediaType() + " near octet "
                    + Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getByteOffset()));
        } catch (IOException | ArithmeticException | NumberFormatException e) {
            throw new SenmlException("the body is not well-formed " + format.mediaType());
        }
    }

    private List<Fields> pack() throws IOException, SenmlException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new SenmlException("a SenML pack is an array of records; the body is something else");
        }
        var records = new ArrayList<Fields>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw new SenmlException("record " + (records.size() + 1) + " is not an object (JSON) or map (CBOR)");
            }
            if (records.size() == MOST_RECORDS) {
                throw new SenmlException("more than " + MOST_RECORDS + " records; send several smaller packs");
            }
            records.add(record(records.size() + 1));
        }
        if (parser.nextToken() != null) {
            throw new SenmlException("something follows the pack; send one pack per request");
        }
        if (records.isEmpty()) {
            throw new SenmlException("the pack holds no record");
        }
        return records;
    }

    private Fields record(int position) throws IOException, SenmlException {
        int from = offset(parser.currentTokenLocation().getByteOffset());
        var fields = new EnumMap<SenmlLabel, Object>(SenmlLabel.class);
        Set<String> foreign = new HashSet<>();
        Optional<String> fault = Optional.empty();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            if (parser.currentToken() != JsonToken.FIELD_NAME) {
                throw new SenmlException("record " + position + " breaks off");
            }
            String key = parser.currentName();
            Optional<SenmlLabel> known = SenmlLabel.of(key, format);
            if (known.isPresent() ? fields.containsKey(known.get()) : !foreign.add(key)) {
                throw new SenmlException("record " + position + " has a label twice");
            }
            JsonToken token = parser.nextToken();
            if (known.isEmpty()) {
                if (key.endsWith("_")) {
                    throw new SenmlException("record " + position
                            + " has a label ending in '_' that this hub does not know, so the pack must not be read");
                }
                parser.skipChildren();
                continue;
            }
            SenmlLabel label = known.get();
            Optional<Object> value = value(label.kind(), token);
            if (value.isPresent()) {
                fields.put(label, value.get());
            } else if (label.isBase()) {
                throw new SenmlException("record " + position + ": " + label.word() + " must be "
                        + label.kind().words());
            } else {
                fault = Optional.of(label.word() + " must be " + label.kind().words());
                fields.put(label, "");
                parser.skipChildren();
            }
        }
        return new Fields(fields, fault, from, offset(parser.currentLocation().getByteOffset()));
    }

    private int offset(long octets) {
        return (int) Math.max(0, Math.min(body.length, octets));
    }

    private Optional<Object> value(SenmlLabel.Kind kind, JsonToken token) throws IOException {
        return switch (kind) {
            case NUMBER -> token != null && token.isNumeric() ? number() : Optional.empty();
            case TEXT -> token == JsonToken.VALUE_STRING ? Optional.of(parser.getText()) : Optional.empty();
            case BOOLEAN ->
                token != null && token.isBoolean() ? Optional.of(parser.getBooleanValue()) : Optional.empty();
            case DATA -> data(token);
        };
    }

    private Optional<Object> data(JsonToken token) throws IOException {
        if (format == SenmlFormat.CBOR) {
            return token == JsonToken.VALUE_EMBEDDED_OBJECT
                    ? Optional.of(HexFormat.of().formatHex(parser.getBinaryValue()))
                    : Optional.empty();
        }
        if (token != JsonToken.VALUE_STRING) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    HexFormat.of().formatHex(java.util.Base64.getUrlDecoder().decode(parser.getText())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Decimal, as it was written; empty for what no sensor states (NaN, infinities, hundreds of digits). */
    private Optional<Object> number() throws IOException {
        BigDecimal decimal;
        if (format == SenmlFormat.JSON) {
            decimal = parser.getDecimalValue();
        } else {
            switch (parser.getNumberType()) {
                case FLOAT -> {
                    float number = parser.getFloatValue();
                    if (!Float.isFinite(number)) {
                        return Optional.empty();
                    }
                    decimal = shortestDecimal(number);
                }
                case DOUBLE -> {
                    double number = parser.getDoubleValue();
                    if (!Double.isFinite(number)) {
                        return Optional.empty();
                    }
                    decimal = BigDecimal.valueOf(number);
                }
                default -> decimal = parser.getDecimalValue();
            }
        }
        boolean sane = Math.abs((long) decimal.scale()) <= WIDEST_SCALE
                && decimal.unscaledValue().bitLength() <= MOST_BITS;
        return sane ? Optional.of(decimal) : Optional.empty();
    }

    /** Jackson widens half floats; their first octet tells them apart. */
    private BigDecimal shortestDecimal(float number) {
        int at = offset(parser.currentTokenLocation().getByteOffset());
        if (at + 2 < body.length && body[at] == (byte) 0xf9) {
            return HalfFloat.shortestDecimal((body[at + 1] & 0xff) << 8 | body[at + 2] & 0xff);
        }
        return new BigDecimal(Float.toString(number));
    }
}
