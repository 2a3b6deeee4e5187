package org.hearthgate.adapter.pen.testpen;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes octets as IEEE 11073 orders them (MDER): most significant first, lengths before contents. */
final class Mder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static byte[] of(Consumer<Mder> content) {
        var mder = new Mder();
        content.accept(mder);
        return mder.out.toByteArray();
    }

    Mder u8(int number) {
        out.write(number);
        return this;
    }

    Mder u16(int number) {
        return u8(number >> 8).u8(number);
    }

    Mder u32(long number) {
        return u16((int) (number >> 16)).u16((int) number);
    }

    Mder octets(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }

    /** A length of 16 bits and then that content. */
    Mder block(Consumer<Mder> content) {
        byte[] inner = of(content);
        return u16(inner.length).octets(inner);
    }

    /** An attribute. */
    Mder attribute(int id, Consumer<Mder> content) {
        return u16(id).block(content);
    }

    Mder text(String text) {
        return block(inner -> inner.octets(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A count and then a block. */
    Mder list(int count, Consumer<Mder> content) {
        return u16(count).block(content);
    }
}
