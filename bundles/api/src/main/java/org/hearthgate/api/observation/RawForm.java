package org.hearthgate.api.observation;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the device really sent, kept with what was made of it. Immutable; octets are copied in and out. */
public final class RawForm {
    private final String mediaType;
    private final byte[] octets;

    /**
     * @param mediaType of the octets, e.g. {@code application/senml+cbor}
     * @param octets copied
     */
    public RawForm(String mediaType, byte[] octets) {
        this.mediaType = requireNonNull(mediaType, "mediaType");
        this.octets = octets.clone();
    }

    /** {@return a raw form of UTF-8 text} */
    public static RawForm ofText(String mediaType, String text) {
        return new RawForm(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    public String mediaType() {
        return mediaType;
    }

    /** {@return a copy of the octets} */
    public byte[] octets() {
        return octets.clone();
    }

    /** {@return the octets read as UTF-8} */
    public String text() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawForm that && mediaType.equals(that.mediaType) && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return 31 * mediaType.hashCode() + Arrays.hashCode(octets);
    }

    /** Never prints the content: it is health data. */
    @Override
    public String toString() {
        return mediaType + ", " + octets.length + " octets";
    }
}
