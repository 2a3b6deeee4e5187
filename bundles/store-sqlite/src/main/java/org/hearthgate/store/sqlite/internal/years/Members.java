package org.hearthgate.store.sqlite.internal.years;

import java.nio.ByteBuffer;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/**
 * The identities of the rows that the roll-ups of one hour stand for: times in milliseconds of those without a number, and numbers. A
 * reading a minute costs one octet a row, because only the steps between them are kept, in the largest unit that divides them all.
 */
record Members(NavigableSet<Long> times, NavigableSet<Long> numbers) {
    private static final int CHECKSUM = Integer.BYTES;

    static Members none() {
        return new Members(new TreeSet<>(), new TreeSet<>());
    }

    /** {@return whether the identity was not among them; now it is} */
    boolean add(Identity identity) {
        return (identity.numbered() ? numbers : times).add(identity.value());
    }

    boolean has(Identity identity) {
        return (identity.numbered() ? numbers : times).contains(identity.value());
    }

    byte[] octets() {
        var out = new VariableOctets();
        put(times, out);
        put(numbers, out);
        byte[] body = out.octets();
        return ByteBuffer.allocate(body.length + CHECKSUM)
                .put(body)
                .putInt(checksum(body, body.length))
                .array();
    }

    /** @throws IllegalArgumentException if the octets are damaged */
    static Members of(byte[] octets) {
        int length = octets.length - CHECKSUM;
        if (length < 0 || ByteBuffer.wrap(octets).getInt(length) != checksum(octets, length)) {
            throw new IllegalArgumentException("the list of an hour's members is damaged");
        }
        var in = new VariableOctets(ByteBuffer.wrap(octets, 0, length));
        return new Members(take(in), take(in));
    }

    private static int checksum(byte[] octets, int length) {
        var checksum = new CRC32C();
        checksum.update(octets, 0, length);
        return (int) checksum.getValue();
    }

    private static void put(NavigableSet<Long> values, VariableOctets out) {
        out.put(values.size());
        if (values.isEmpty()) {
            return;
        }
        long unit = 0;
        long before = values.first();
        for (long value : values) {
            unit = greatestCommonDivisor(value - before, unit);
            before = value;
        }
        out.put(unit);
        out.put(values.first());
        before = values.first();
        for (long value : values.tailSet(before, false)) {
            out.put((value - before) / unit);
            before = value;
        }
    }

    private static NavigableSet<Long> take(VariableOctets in) {
        var values = new TreeSet<Long>();
        long count = in.take();
        if (count == 0) {
            return values;
        }
        long unit = in.take();
        long value = in.take();
        values.add(value);
        for (long i = 1; i < count; i++) {
            value += unit * in.take();
            values.add(value);
        }
        return values;
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
