package org.hearthgate.adapter.coap.internal;

import java.util.Arrays;
import java.util.Optional;

/** The two spellings of SenML that a small device can send (RFC 8428, sections 5 and 6). */
enum SenmlFormat {
    JSON(110, "application/senml+json"),
    CBOR(112, "application/senml+cbor");

    private final int contentFormat;
    private final String mediaType;

    SenmlFormat(int contentFormat, String mediaType) {
        this.contentFormat = contentFormat;
        this.mediaType = mediaType;
    }

    int contentFormat() {
        return contentFormat;
    }

    String mediaType() {
        return mediaType;
    }

    static Optional<SenmlFormat> ofContentFormat(int number) {
        return Arrays.stream(values())
                .filter(format -> format.contentFormat == number)
                .findFirst();
    }
}
