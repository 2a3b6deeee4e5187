package org.hearthgate.adapter.coap.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The labels of RFC 8428, table 4: one word for JSON, one number for CBOR, and what may stand behind them. */
enum SenmlLabel {
    BASE_VERSION("bver", -1, Kind.NUMBER),
    BASE_NAME("bn", -2, Kind.TEXT),
    BASE_TIME("bt", -3, Kind.NUMBER),
    BASE_UNIT("bu", -4, Kind.TEXT),
    BASE_VALUE("bv", -5, Kind.NUMBER),
    BASE_SUM("bs", -6, Kind.NUMBER),
    NAME("n", 0, Kind.TEXT),
    UNIT("u", 1, Kind.TEXT),
    VALUE("v", 2, Kind.NUMBER),
    TEXT_VALUE("vs", 3, Kind.TEXT),
    BOOLEAN_VALUE("vb", 4, Kind.BOOLEAN),
    SUM("s", 5, Kind.NUMBER),
    TIME("t", 6, Kind.NUMBER),
    UPDATE_TIME("ut", 7, Kind.NUMBER),
    DATA_VALUE("vd", 8, Kind.DATA);

    /** What may stand behind a label. */
    enum Kind {
        NUMBER("a number"),
        TEXT("text"),
        BOOLEAN("true or false"),
        DATA("octets (base64url text in JSON)");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private static final Map<String, SenmlLabel> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(SenmlLabel::word, Function.identity()));
    /** Jackson hands the integer keys of CBOR over as text. */
    private static final Map<String, SenmlLabel> BY_WORD_OR_NUMBER = new HashMap<>(BY_WORD);

    static {
        for (SenmlLabel label : values()) {
            BY_WORD_OR_NUMBER.put(Integer.toString(label.number), label);
        }
    }

    private final String word;
    private final int number;
    private final Kind kind;

    SenmlLabel(String word, int number, Kind kind) {
        this.word = word;
        this.number = number;
        this.kind = kind;
    }

    String word() {
        return word;
    }

    Kind kind() {
        return kind;
    }

    /** {@return whether it holds for this record and all that follow} */
    boolean isBase() {
        return number < 0;
    }

    static Optional<SenmlLabel> of(String key, SenmlFormat format) {
        return Optional.ofNullable((format == SenmlFormat.CBOR ? BY_WORD_OR_NUMBER : BY_WORD).get(key));
    }
}
