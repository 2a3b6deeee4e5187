package org.hearthgate.store.sqlite.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The persons' keys as octets for a keyring, in the clear: whoever has them seals them at once. Equal keys give equal octets. */
final class ExportedKeys {
    private static final int FORM = 1;
    private static final int MOST = 100_000;
    private static final long NEVER = Long.MIN_VALUE;

    private ExportedKeys() {}

    static byte[] write(List<PersonKeys.Exported> keys) {
        var octets = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(octets)) {
            out.writeInt(FORM);
            out.writeInt(keys.size());
            for (PersonKeys.Exported key : keys) {
                out.writeLong(key.number());
                out.writeUTF(key.person());
                out.writeLong(key.madeAt().toEpochMilli());
                out.writeLong(key.retiredAt().map(Instant::toEpochMilli).orElse(NEVER));
                out.write(key.octets());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return octets.toByteArray();
    }

    /** @throws UnreadableException if these are not the octets that were written; none at all are no keys */
    static List<PersonKeys.Exported> read(byte[] octets) {
        var keys = new ArrayList<PersonKeys.Exported>();
        if (octets.length == 0) {
            return keys;
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(octets))) {
            int form = in.readInt();
            int count = in.readInt();
            if (form != FORM || count < 0 || count > MOST) {
                throw new UnreadableException("a keyring of form " + form + " is of a newer hub, or damaged");
            }
            for (int i = 0; i < count; i++) {
                long number = in.readLong();
                String person = in.readUTF();
                Instant madeAt = Instant.ofEpochMilli(in.readLong());
                long retired = in.readLong();
                Optional<Instant> retiredAt =
                        retired == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(retired));
                byte[] key = in.readNBytes(DataKey.OCTETS);
                if (key.length < DataKey.OCTETS) {
                    throw new UnreadableException("a keyring ends too early");
                }
                keys.add(new PersonKeys.Exported(number, person, madeAt, retiredAt, key));
            }
            return keys;
        } catch (IOException e) {
            throw new UnreadableException("a keyring ends too early", e);
        }
    }

    /** {@return the keys of both, the present ones where both have a number}: older segments need keys that are no more in use */
    static byte[] together(byte[] present, byte[] older) {
        var byNumber = new TreeMap<Long, PersonKeys.Exported>();
        read(older).forEach(key -> byNumber.put(key.number(), key));
        read(present).forEach(key -> byNumber.put(key.number(), key));
        return write(List.copyOf(byNumber.values()));
    }
}
