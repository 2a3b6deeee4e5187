package org.hearthgate.store.sqlite.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What a sealed blob outside the observations is bound to: the columns of its row, laid out so that no two rows give the same octets. */
final class SealContext {
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream(96);
    private final DataOutputStream out = new DataOutputStream(octets);

    /** @param part a number for the table, unlike those of {@link RowSeal.Part} */
    SealContext(int part) {
        octets.write(part);
    }

    SealContext add(long number) {
        try {
            out.writeLong(number);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    SealContext add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8.length);
        octets.writeBytes(utf8);
        return this;
    }

    byte[] octets() {
        return octets.toByteArray();
    }
}
