package org.hearthgate.adapter.coap.internal.lwm2m;

import java.util.ArrayList;
import java.util.List;

/**
 * One entry of a TLV body, and those inside it.
 *
 * @param kind what it is
 * @param id of the instance or resource, 0 to 65535
 * @param value octets of a value; empty for one that holds others
 * @param inside what it holds; empty for a value
 */
public record Tlv(Kind kind, int id, byte[] value, List<Tlv> inside) {
    /** More than any small device tells at once. */
    private static final int MOST_ENTRIES = 512;

    /** What an entry is; in the order of its two uppermost bits. */
    public enum Kind {
        OBJECT_INSTANCE,
        RESOURCE_INSTANCE,
        MULTIPLE_RESOURCE,
        RESOURCE
    }

    /**
     * {@return the entries of a body, in order} Pure; bounded in depth and number.
     *
     * @throws IllegalArgumentException if any octet of it does not fit; the message says where
     */
    public static List<Tlv> parse(byte[] body) {
        var reader = new Reader(body);
        List<Tlv> entries = reader.entries(body.length, null);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("the TLV body is empty");
        }
        return entries;
    }

    /** Reads one body from its first octet to its last. */
    private static final class Reader {
        private final byte[] body;
        private int at;
        private int count;

        Reader(byte[] body) {
            this.body = body;
        }

        List<Tlv> entries(int until, Kind outer) {
            var entries = new ArrayList<Tlv>();
            while (at < until) {
                if (++count > MOST_ENTRIES) {
                    throw odd("more than " + MOST_ENTRIES + " entries");
                }
                entries.add(entry(until, outer));
            }
            return entries;
        }

        private Tlv entry(int until, Kind outer) {
            int type = number(1, until);
            Kind kind = Kind.values()[type >> 6];
            if (!fits(kind, outer)) {
                throw odd("an entry that must not stand there");
            }
            int id = number((type & 0x20) == 0 ? 1 : 2, until);
            int lengthOctets = type >> 3 & 0x03;
            if (lengthOctets > 0 && (type & 0x07) != 0) {
                throw odd("a length given twice");
            }
            int length = lengthOctets == 0 ? type & 0x07 : number(lengthOctets, until);
            if (length > until - at) {
                throw odd("an entry that is longer than what holds it");
            }
            int end = at + length;
            if (kind == Kind.OBJECT_INSTANCE || kind == Kind.MULTIPLE_RESOURCE) {
                return new Tlv(kind, id, new byte[0], entries(end, kind));
            }
            byte[] value = java.util.Arrays.copyOfRange(body, at, end);
            at = end;
            return new Tlv(kind, id, value, List.of());
        }

        private static boolean fits(Kind kind, Kind outer) {
            if (outer == null) {
                return true; // a body may answer a read of any level
            }
            return outer == Kind.OBJECT_INSTANCE
                    ? kind == Kind.MULTIPLE_RESOURCE || kind == Kind.RESOURCE
                    : kind == Kind.RESOURCE_INSTANCE;
        }

        private int number(int octets, int until) {
            if (octets > until - at) {
                throw odd("an entry that breaks off");
            }
            int number = 0;
            for (int i = 0; i < octets; i++) {
                number = number << 8 | body[at++] & 0xFF;
            }
            return number;
        }

        private IllegalArgumentException odd(String what) {
            return new IllegalArgumentException("the TLV body has " + what + ", near octet " + at);
        }
    }
}
