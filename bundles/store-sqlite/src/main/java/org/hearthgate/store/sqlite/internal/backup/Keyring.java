package org.hearthgate.store.sqlite.internal.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The persons' keys beside the segments, sealed under the recovery key: the only file of a backup that is ever rewritten. There are two
 * copies, because a stick that loses this one file would lose everything.
 */
public final class Keyring {
    private static final List<String> COPIES = List.of("keyring-1", "keyring-2");
    /** "HGKEYS", form 1. */
    private static final long MAGIC = 0x48474b4559530001L;

    private static final int SALT = 16;

    private Keyring() {}

    /** Rewrites both copies if they do not hold exactly these keys. */
    static void write(Path folder, RecoveryKey key, UUID series, byte[] keys) throws IOException {
        for (String copy : COPIES) {
            Path file = folder.resolve(copy);
            if (read(file, key, series)
                    .filter(held -> Arrays.equals(held, keys))
                    .isEmpty()) {
                Octets.write(file, sealed(key, series, keys));
            }
        }
    }

    /** {@return the keys of a copy that can be opened; empty if none can} */
    public static Optional<byte[]> read(Path folder, RecoveryKey key) throws IOException {
        UUID series = Series.idOf(folder);
        for (String copy : COPIES) {
            Optional<byte[]> keys = read(folder.resolve(copy), key, series);
            if (keys.isPresent()) {
                return keys;
            }
        }
        return Optional.empty();
    }

    static boolean exists(Path folder) {
        return COPIES.stream().anyMatch(copy -> Files.exists(folder.resolve(copy)));
    }

    static void delete(Path folder) throws IOException {
        for (String copy : COPIES) {
            Files.deleteIfExists(folder.resolve(copy));
        }
        Octets.syncFolder(folder);
    }

    private static byte[] sealed(RecoveryKey key, UUID series, byte[] keys) throws IOException {
        var salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        byte[] head = head(series, salt);
        var out = new ByteArrayOutputStream();
        out.write(head);
        try (OutputStream body = new SealedBody(key.derive("keyring", salt), head).writeTo(out)) {
            body.write(keys);
        }
        return out.toByteArray();
    }

    private static Optional<byte[]> read(Path file, RecoveryKey key, UUID series) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] octets = Files.readAllBytes(file);
        if (octets.length < Long.BYTES * 3 + SALT) {
            return Optional.empty();
        }
        byte[] salt = Arrays.copyOfRange(octets, Long.BYTES * 3, Long.BYTES * 3 + SALT);
        byte[] head = head(series, salt);
        if (!Arrays.equals(head, 0, head.length, octets, 0, head.length)) {
            return Optional.empty();
        }
        var body = new ByteArrayInputStream(octets, head.length, octets.length - head.length);
        try {
            return Optional.of(new SealedBody(key.derive("keyring", salt), head)
                    .readFrom(body)
                    .readAllBytes());
        } catch (IOException e) {
            return Optional.empty(); // another key, or damaged: the other copy may do
        }
    }

    private static byte[] head(UUID series, byte[] salt) {
        return ByteBuffer.allocate(Long.BYTES * 3 + SALT)
                .putLong(MAGIC)
                .putLong(series.getMostSignificantBits())
                .putLong(series.getLeastSignificantBits())
                .put(salt)
                .array();
    }
}
